// Keeps a card on this phone when somebody asks for it, shows it again, and removes it.
// The words lie in the browser's own store; a copy of the page around them lies in "card".
const NAME = "card";
const MOST = 3;

const stored = () => JSON.parse(localStorage.getItem(NAME) || "null");

async function forget() {
  localStorage.removeItem(NAME);
  await caches.delete(NAME);
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(one.scope).pathname === "/plan/") await one.unregister();
  }
}

function offerToKeep(box) {
  const show = (state) => {
    for (const part of box.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(state);
    }
    box.hidden = false;
  };
  const { scope, worker, paths, day } = box.dataset;
  const keep = async () => {
    const all = paths.split(" ");
    const answers = await Promise.all(
      all.map((path) => fetch(path.startsWith(scope) ? `${path}?copy=1` : path)),
    );
    if (!answers.every((answer) => answer.ok)) throw new Error("not all could be had");
    const cache = await caches.open(NAME);
    await Promise.all(all.map((path, place) => cache.put(path, answers[place])));
    await navigator.serviceWorker.register(worker, { scope });
    const words = Object.fromEntries(new FormData(document.querySelector("[data-words]")));
    localStorage.setItem(NAME, JSON.stringify({ ...words, day }));
  };
  box.addEventListener("click", async (event) => {
    if (event.target.dataset.do !== "keep") return;
    try {
      await keep();
      show("kept");
    } catch {
      await forget();
      show("failed");
    }
  });
  show("none");
}

function contact(name, number) {
  const line = document.createElement("li");
  line.textContent = name;
  const digits = number.replace(/[^0-9+]/g, "");
  if (digits) {
    const link = document.createElement("a");
    link.className = "press";
    link.href = `tel:${digits}`;
    link.textContent = `Call ${number}`;
    line.append(" ", link);
  }
  return line;
}

function showMine(box, foot) {
  const words = stored();
  if (!words) return;
  box.querySelector("[data-none]").hidden = true;
  const people = box.querySelector("[data-contacts]");
  for (let place = 1; place <= MOST; place += 1) {
    const [name, number] = [words[`name${place}`] || "", words[`number${place}`] || ""];
    if (name || number) people.querySelector("ul").append(contact(name, number));
  }
  people.hidden = !people.querySelector("li");
  for (const part of box.querySelectorAll("[data-part]")) {
    part.querySelector("p").textContent = words[part.dataset.part] || "";
    part.hidden = !words[part.dataset.part];
  }
  foot.querySelector("[data-day]").textContent = words.day;
  foot.hidden = false;
  foot.addEventListener("click", async (event) => {
    if (event.target.dataset.do !== "remove") return;
    await forget();
    for (const part of [foot, ...box.querySelectorAll("section")]) part.hidden = true;
    box.querySelector("[data-none]").hidden = false;
  });
}

const offer = document.querySelector("[data-keep-card]");
const mine = document.querySelector("[data-mine]");
if ("serviceWorker" in navigator && "caches" in window) {
  if (offer) offerToKeep(offer);
  if (mine) showMine(mine, document.querySelector("[data-kept]"));
}

// Keeps the help pages on this phone when somebody asks for it, and removes them again.
const NAME = "kept";
const box = document.querySelector("[data-keep]");
const scope = box.dataset.scope;

const show = (state) => {
  for (const part of box.querySelectorAll("[data-when]")) {
    part.hidden = !part.dataset.when.split(" ").includes(state);
  }
  box.hidden = false;
};

const looks = async () => show((await caches.has(NAME)) ? "kept" : "none");

async function keep() {
  const paths = box.dataset.paths.split(" ");
  const answers = await Promise.all(
    paths.map((path) => fetch(path.startsWith(scope) ? `${path}?copy=1` : path)),
  );
  if (!answers.every((answer) => answer.ok)) throw new Error("not all could be had");
  const cache = await caches.open(NAME);
  await Promise.all(paths.map((path, place) => cache.put(path, answers[place])));
  await navigator.serviceWorker.register(box.dataset.worker, { scope });
}

async function remove() {
  await caches.delete(NAME);
  const here = await navigator.serviceWorker.getRegistration(scope);
  if (here) await here.unregister();
}

const acts = { keep, remove };
if ("serviceWorker" in navigator && "caches" in window) {
  document.querySelector("[data-without]").hidden = true;
  box.addEventListener("click", async (event) => {
    const act = acts[event.target.dataset.do];
    if (!act) return;
    try {
      await act();
      await looks();
    } catch {
      await remove();
      show("failed");
    }
  });
  looks();
}

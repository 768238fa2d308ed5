// The tally with a script: a tap is kept on the phone first, and sent when there is signal. Each
// tap has an id of its own from the start, so that sending it again never counts it twice. Without
// this script the same buttons send a form.

const AGAIN = 20000;
const AT_ONCE = 200;
const root = document.getElementById("tally");
if (root && storageWorks()) begin();

function storageWorks() {
  try {
    localStorage.setItem("tally:try", "1");
    localStorage.removeItem("tally:try");
    return true;
  } catch {
    return false; // the form does it then
  }
}

function begin() {
  const { study, send: address } = root.dataset;
  const mark = `tally:${study}:`;
  const form = root.querySelector(".tally").closest("form");
  const undoForm = root.querySelector(".tally-said form");
  const undoButton = undoForm.querySelector("button");
  const said = root.querySelector(".tally-said [role=status]");
  const queue = root.querySelector(".tally-queue");
  const place = form.elements.place;
  const taken = []; // ids of this visit, newest last, for Undo
  let day = today();
  let sending = false;
  let why = "";

  place.value = localStorage.getItem(`${mark}here`) || place.value;
  if (!place.value) place.selectedIndex = 0;
  place.addEventListener("change", () => {
    localStorage.setItem(`${mark}here`, place.value);
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "kind") count(event.submitter);
  });
  undoForm.addEventListener("submit", (event) => {
    if (!taken.length) return; // counted by the form, before the script was there
    event.preventDefault();
    undo();
  });
  queue.querySelector("button").addEventListener("click", () => send());
  for (const moment of ["online", "pageshow", "focus"]) window.addEventListener(moment, () => send());
  setInterval(() => waiting().length && send(), AGAIN);
  show();
  offline();

  function count(button) {
    const tap = { id: newId(), place: Number(place.value), kind: Number(button.value), on: today() };
    keep(tap);
    taken.push(tap.id);
    said.textContent = `Counted: ${words(tap)}.`;
    undoForm.hidden = false;
    undoButton.textContent = "Undo";
    navigator.vibrate?.(20);
    show();
    send();
  }

  function undo() {
    const tap = remembered(taken.pop());
    keep({ ...tap, undone: true });
    said.textContent = `Taken out again: ${words(tap)}.`;
    undoForm.hidden = !taken.length;
    undoButton.textContent = "Undo the one before";
    show();
    send();
  }

  function words(tap) {
    const button = form.querySelector(`button[value="${tap.kind}"] span`);
    const option = place.querySelector(`option[value="${tap.place}"]`);
    return `${button.textContent}, ${option.textContent}`;
  }

  // --- what is kept on the phone: one entry for each tap, so that two tabs never lose one -------
  function keep(tap) {
    localStorage.setItem(mark + tap.id, JSON.stringify(tap));
    sessionStorage.setItem(mark + tap.id, JSON.stringify(tap));
  }

  function remembered(id) {
    return JSON.parse(localStorage.getItem(mark + id) || sessionStorage.getItem(mark + id));
  }

  function waiting() {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(mark) && key !== `${mark}here`)
      .map((key) => JSON.parse(localStorage.getItem(key)));
  }

  // --- sending ----------------------------------------------------------------------------------
  async function send() {
    const rows = waiting().slice(0, AT_ONCE);
    if (sending || !rows.length) return show();
    sending = true;
    try {
      why = await deliver(rows);
    } catch {
      why = "waiting for signal";
    }
    sending = false;
    show();
    // Something may have been tapped, or undone, while this was under way.
    if (!why && waiting().length) send();
  }

  async function deliver(rows) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ taps: rows }),
      redirect: "manual",
      signal: AbortSignal.timeout(15000),
    });
    if (answer.type === "opaqueredirect") return "sign in again to send them";
    if (answer.status === 403 || answer.status === 404) return "your account may not count here";
    if (!answer.ok) return "waiting for the server";
    const told = await answer.json();
    const settled = new Set([...told.kept, ...told.refused.map((tap) => tap.id)]);
    for (const row of rows) {
      // Undone meanwhile? Then what is stored is newer than what was sent, and stays.
      const same = localStorage.getItem(mark + row.id) === JSON.stringify(row);
      if (settled.has(row.id) && same) localStorage.removeItem(mark + row.id);
      // Only for Undo in this visit: the server's counts hold it from now on.
      if (taken.includes(row.id)) {
        sessionStorage.setItem(mark + row.id, JSON.stringify({ ...row, sent: true }));
      }
    }
    if (told.refused.length) {
      said.textContent = `${told.refused.length} not counted: ${told.refused[0].why}.`;
    }
    for (const option of place.options) option.dataset.today = told.today[option.value] ?? "";
    return "";
  }

  // --- what is seen -----------------------------------------------------------------------------
  function show() {
    if (day !== today()) {
      day = today();
      for (const option of place.options) option.dataset.today = "";
    }
    const rows = waiting();
    const here = place.selectedOptions[0]?.dataset.today ?? "";
    const counted = new Map(here.split(" ").filter(Boolean).map((pair) => pair.split(":")));
    for (const button of form.querySelectorAll("button[name=kind]")) {
      const mine = rows.filter(
        (tap) => `${tap.kind} ${tap.place} ${tap.on}` === `${button.value} ${place.value} ${day}`,
      );
      const more = mine.filter((tap) => !tap.undone).length;
      const less = mine.filter((tap) => tap.undone && tap.sent).length;
      const number = Number(counted.get(button.value) ?? 0) + more - less;
      button.querySelector("b").firstChild.textContent = Math.max(0, number);
    }
    queue.hidden = !rows.length || (sending && !why);
    const line = `${rows.length} kept on this phone${why ? `: ${why}` : ""}.`;
    const told = queue.querySelector("[role=status]");
    if (told.textContent !== line) told.textContent = line;
  }
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // a page without HTTPS
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// --- opening the page without signal: only where somebody has asked for it -----------------------
async function offline() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const { page, alone, worker, fonts } = root.dataset;
  const name = `tally:${page}`;
  const card = root.querySelector(".tally-offline");
  const button = card.querySelector("button");
  card.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const kept = await caches.has(name);
    await (kept ? stop() : start()).catch(() => {
      card.querySelector("p").textContent = "That did not work. Try again where there is signal.";
    });
    button.disabled = false;
    await label();
  });
  await label();
  if (await caches.has(name)) fill().catch(() => {}); // newer lists, newer script

  async function start() {
    await fill();
    await navigator.serviceWorker.register(worker, { scope: page });
    await navigator.serviceWorker.ready;
  }

  async function stop() {
    await caches.delete(name);
    const found = await navigator.serviceWorker.getRegistration(page);
    await found?.unregister();
  }

  async function fill() {
    const answer = await fetch(alone);
    if (!answer.ok || answer.redirected) throw new Error("not signed in");
    const parsed = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
    const parts = [...parsed.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    const addresses = parts.map((part) => part.getAttribute("href") ?? part.getAttribute("src"));
    const kept = await caches.open(name);
    await kept.addAll([...addresses, ...fonts.split(" ")]);
    await kept.put(alone, answer);
  }

  async function label() {
    const kept = await caches.has(name);
    button.textContent = kept ? "Remove this page from the phone" : "Keep this page on the phone";
    card.dataset.kept = kept ? "yes" : "";
    card.querySelector("h2").textContent = kept
      ? "This page opens without signal"
      : "No signal where you go?";
  }
}

// A phone in the field: record without signal, sealed under a PIN; send and wipe when there is some.

import { freshCode } from "./field-code.js";
import { Sheet } from "./field-record.js";
import { Sending } from "./field-send.js";
import { Vault } from "./field-vault.js";

const SHORTEST_PIN = 6;
const LEFT_ALONE = 10 * 60_000;
const PUT_AWAY = 2 * 60_000;
const root = document.getElementById("phone");
const part = (name) => root.querySelector(`#${name}`);
const said = part("said");
const sheet = new Sheet(part("record"));
const page = { name: `field:${root.dataset.page}`, ...root.dataset };
let vault;
let sending;
let record = null; // the one that is open on the page
let touched = Date.now();
let saver;

if (globalThis.crypto?.subtle && "indexedDB" in window) begin();
else tell("This page needs HTTPS and a newer browser to keep anything safely.");

async function begin() {
  vault = await Vault.of(page.study);
  sending = new Sending({ vault, page, written: (one) => sheet.toSend(one), tell, show });
  if (await caches?.has(page.name)) fill().catch(() => {}); // a newer page, where there is signal
  on("pin-new", "submit", setUp);
  on("pin", "submit", unlock);
  on("new-interview", "click", () => start("interview"));
  on("new-answers", "click", () => start("answers"));
  on("send", "click", () => sending.send());
  on("lock-now", "click", lock);
  on("wipe", "click", wipe);
  on("record", "submit", keep);
  on("record", "input", later);
  on("record", "change", fileChosen);
  on("record", "click", partPressed);
  on("more", "click", () => sheet.addTurn().focus());
  on("make-code", "click", makeCode);
  on("to-list", "click", leaveOpen);
  on("throw-away", "click", throwAway);
  on("rows", "click", rowPressed);
  window.addEventListener("online", () => sending.send());
  for (const moment of ["input", "pointerdown", "keydown"]) {
    window.addEventListener(moment, () => (touched = Date.now()));
  }
  document.addEventListener("visibilitychange", putAway);
  setInterval(() => Date.now() - touched > LEFT_ALONE && lock(), 15_000);
  await show();
}

function on(name, event, answer) {
  part(name).addEventListener(event, async (happened) => {
    if (event === "submit") happened.preventDefault();
    try {
      await answer(happened);
    } catch {
      tell("That did not work. Nothing was lost. Try it again.");
    }
  });
}

function tell(text) {
  said.textContent = text;
  said.hidden = !text;
  if (text) said.scrollIntoView({ block: "nearest" });
}

// --- the PIN ------------------------------------------------------------------------------------
async function setUp() {
  const [pin, again] = [part("new-pin").value, part("new-pin-again").value];
  if (pin.length < SHORTEST_PIN) return tell(`Take ${SHORTEST_PIN} numbers or letters, or more.`);
  if (pin !== again) return tell("The two are not the same. Type them again.");
  tell("Keeping this page …");
  await fill();
  await navigator.serviceWorker.register(page.worker, { scope: page.page });
  await navigator.serviceWorker.ready;
  await navigator.storage?.persist?.();
  await vault.setUp(pin);
  part("pin-new").reset();
  tell("This page now opens without signal. Nobody can open it without your PIN, nor can we.");
  await show();
}

async function unlock() {
  const field = part("old-pin");
  const found = await vault.unlock(field.value);
  field.value = "";
  if (found === "wiped") {
    await forget();
    tell("That was the tenth wrong PIN. Everything on this phone was wiped.");
  } else if (found === "open") tell("");
  else tell(`That is not the PIN. ${found} ${found === 1 ? "try is" : "tries are"} left.`);
  await show();
  if (found === "open") await sending.send();
}

async function lock() {
  if (!vault.isOpen) return;
  await save();
  record = null;
  sheet.clear();
  vault.lock();
  tell("Locked.");
  await show();
}

let awaySince = 0;
async function putAway() {
  if (document.hidden) {
    awaySince = Date.now();
    await save();
  } else if (awaySince && Date.now() - awaySince > PUT_AWAY) await lock();
}

async function wipe() {
  const button = part("wipe");
  if (button.dataset.sure !== "yes") {
    button.dataset.sure = "yes";
    button.textContent = "Press again: everything here goes, sent or not";
    return;
  }
  await vault.wipe();
  await forget();
  record = null;
  sheet.clear();
  tell("Wiped. Nothing is kept on this phone.");
  await show();
}

// --- recording ----------------------------------------------------------------------------------
async function start(kind) {
  const now = new Date();
  const day = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const { sheet: read, form } = page;
  record = { id: crypto.randomUUID(), kind, state: "open", sheet: read, form, why: "",
    fields: { on: [day] }, turns: [] };
  open(record);
}

function open(found) {
  record = found;
  sheet.show(record);
  tell(record.why ?? "");
  show();
  part("record").querySelector("h2").focus();
}

function later() {
  clearTimeout(saver);
  saver = setTimeout(() => save().catch(() => {}), 800);
}

async function save() {
  clearTimeout(saver);
  if (!record || !vault.isOpen) return;
  record = { ...sheet.readInto(record), state: "open" };
  await vault.put(record);
}

async function keep() {
  await save();
  const wrong = sheet.problem(record);
  if (wrong) {
    tell(wrong.text);
    wrong.field?.focus();
    return;
  }
  await vault.put({ ...record, state: "ready", why: "" });
  closeSheet();
  tell("Kept on this phone, sealed. It is sent when there is signal.");
  await show();
  await sending.send();
}

async function leaveOpen() {
  await save();
  closeSheet();
  tell("");
  await show();
}

async function throwAway() {
  const id = record.id;
  closeSheet();
  await vault.remove(id);
  tell("Thrown away. Nothing of it was kept.");
  await show();
}

function closeSheet() {
  clearTimeout(saver);
  record = null;
  sheet.clear();
}

async function fileChosen({ target }) {
  if (target.type !== "file") return;
  const wrong = await sheet.answers.take(target, Number(page.most));
  tell(wrong || "Kept on this phone, sealed with the rest.");
  await save();
}

async function partPressed({ target }) {
  const { add, drop, out } = target.closest("button")?.dataset ?? {};
  if (add) sheet.answers.add(add).querySelector("input, textarea, select")?.focus();
  else if (drop) sheet.answers.drop(drop);
  else if (out) {
    const path = target.closest("[data-rounds]").dataset.rounds;
    record = sheet.answers.without(sheet.readInto(record), path, Number(out));
    sheet.show(record);
  } else return;
  await save();
}

function makeCode() {
  part("record").elements.code.value = freshCode();
  later();
  tell("Write these numbers down for them now. They are the only way back.");
}

// --- what is seen -------------------------------------------------------------------------------
async function show() {
  const known = await vault.isSetUp();
  part("set-up").hidden = known;
  part("locked").hidden = !known || vault.isOpen;
  part("list").hidden = !vault.isOpen || record !== null;
  part("record").hidden = record === null;
  part("waiting").textContent = counted(await vault.count());
  const wipeButton = part("wipe");
  wipeButton.dataset.sure = "";
  wipeButton.textContent = "Wipe this phone";
  const rows = vault.isOpen && !record ? await vault.all() : [];
  part("rows").replaceChildren(...rows.map(rowOf));
  part("send").hidden = !rows.some((one) => one.state === "ready");
}

function counted(number) {
  return number === 1 ? "1 recording is kept here." : `${number} recordings are kept here.`;
}

function rowOf(one) {
  const row = part("row").content.cloneNode(true).firstElementChild;
  const [year, month, day] = (one.fields.on?.[0] ?? "").split("-").map(Number);
  const date = year ? new Date(year, month - 1, day) : new Date();
  const when = date.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  const what = `${one.kind === "interview" ? "Interview" : "Answers"} of ${when}`;
  row.querySelector("b").textContent = what;
  const states = { open: "Not finished", ready: "Waits for signal", stuck: one.why };
  row.querySelector("span").textContent = states[one.state];
  for (const button of row.querySelectorAll("button")) {
    button.value = one.id;
    button.querySelector(".vh").textContent = ` ${what}`;
  }
  row.querySelector("[name=meant]").hidden = !one.notMeant;
  return row;
}

async function rowPressed({ target }) {
  const button = target.closest("button");
  const one = (await vault.all()).find((kept) => kept.id === button?.value);
  if (!one) return;
  if (button.name === "open") return open(one);
  await vault.put({ ...one, state: "ready", why: "", meant: true, notMeant: false });
  await sending.send();
}

// --- opening the page without signal ------------------------------------------------------------
async function fill() {
  const answer = await fetch(page.page);
  if (!answer.ok || answer.redirected) throw new Error("not signed in");
  const parsed = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
  const wanted = "link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], script[src]";
  const parts = [...parsed.querySelectorAll(wanted)];
  const addresses = parts.map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
  const kept = await caches.open(page.name);
  await kept.addAll([...addresses, ...page.fonts.split(" ")]);
  await kept.put(page.page, answer);
}

async function forget() {
  await caches.delete(page.name);
  const found = await navigator.serviceWorker.getRegistration(page.page);
  await found?.unregister();
}

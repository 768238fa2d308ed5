// The coding workspace: words are chosen, then a key, a click or a tap codes them.
import { choose, passage, whenChosen } from "./choosing.js";
import * as company from "./company.js";
import * as dragging from "./dragging.js";
import * as finding from "./finding.js";
import "./keyboard.js";
import * as parts from "./parts.js";
import { saidOf, wordsOf } from "./positions.js";
import {
  again, follow, fromPosition, paneElement, show, showWords, startMemo,
} from "./passage.js";
import { say } from "./saying.js";
import * as stripes from "./stripes.js";
import { Problem, send } from "./talking.js";
import { focusTurn, redraw, rove, segOf } from "./turns.js";

const area = document.querySelector("[data-words]");
const codes = document.querySelector("[data-codes]");
const picker = document.querySelector("[data-picker]");
const newCode = document.querySelector("[data-new-code]");
const undoForm = document.querySelector("[data-undo-form]");
const handheld = matchMedia("(max-width:1099px), (pointer:coarse)");

document.documentElement.classList.add("js");
rove();

/** Run something that may be refused, and say why if it is. */
async function trying(work) {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    say(problem.message);
  }
}

/** Which words were on the page: the server refuses where they have been corrected since. */
function seen({ start_turn, end_turn }) {
  const versions = [start_turn, end_turn].map((turn) => segOf(turn)?.dataset.wordsV ?? "");
  return { seen: versions.join(" ") };
}

async function add(values, name) {
  if (!passage()) return say("Nothing was coded. Select some words first.");
  const answer = await send(area.dataset.add, { ...passage(), ...seen(passage()), ...values });
  const known = area.querySelector(`a[data-coding="${answer.coding.id}"]`);
  if (answer.codes) {
    codes.innerHTML = answer.codes;
    document.querySelector("[data-no-codes]")?.remove();
  }
  company.isOwn(answer.coding.id);
  redraw(answer.turns);
  say(known ? `These words are coded as ${name} already.` : `Coded as ${name}. Z undoes it.`);
  // The pane may come later: the next key need not wait for it.
  return void trying(() => show({ coding: answer.coding.id }));
}

async function remove(id) {
  const answer = await send(`${area.dataset.add}${id}/remove/`, {});
  company.isOwn(id);
  redraw(answer.turns);
  return answer.coding;
}

async function undo() {
  const { said, coding } = await send(undoForm.action, {});
  await company.look();
  say(said);
  return coding ? show({ coding }) : again();
}

const byCode = (button) => trying(() => add({ code: button.dataset.code }, button.dataset.name));

// --- clicks and forms ---------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const code = event.target.closest("[data-code]");
  if (code) {
    event.preventDefault();
    byCode(code);
  }
  const named = event.target.closest("[data-coding]");
  if (named && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    trying(() => show({ coding: named.dataset.coding }));
  }
  const memo = event.target.closest("[data-noted]");
  if (memo && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const { start, end } = Object.fromEntries(new URLSearchParams(memo.search));
    choose({ ...fromPosition("start", Number(start)), ...fromPosition("end", Number(end)) });
    trying(() => show({ start, end }));
  }
  const stripe = event.target.closest("[data-of]");
  if (stripe) trying(() => show({ coding: stripe.dataset.of }));
  const mark = event.target.closest("mark[data-on]");
  if (mark && getSelection().isCollapsed) {
    trying(() => show({ coding: mark.dataset.on.split(" ").at(-1) }));
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const handler = [
    [form.matches("[data-new-form]") && passage(), () => makeCode(form)],
    [form.matches("[data-remove]"), () => takeAway(form.dataset.remove)],
    [form.matches("[data-memo-form]"), () => keepMemo(form)],
    [form.matches("[data-undo-form]"), undo],
  ].find(([fits]) => fits)?.[1];
  if (!handler) return;
  event.preventDefault();
  trying(handler);
});

async function makeCode(form) {
  const { name, parent } = Object.fromEntries(new FormData(form));
  await add({ new_code: name, parent }, name.trim());
  form.reset();
  newCode.open = false;
  backToWords();
}

/** From a field to the chosen words, where the single keys work. */
function backToWords() {
  const said = passage() && saidOf(passage().end_turn);
  if (said) focusTurn(said);
  return Boolean(said);
}

async function takeAway(id) {
  const gone = await remove(id);
  say("Removed. Z brings it back.");
  await showWords(gone);
  paneElement.focus();
}

async function keepMemo(form) {
  const { text, start, end, words } = Object.fromEntries(new FormData(form));
  const kept = await send(area.dataset.memo, { text, start, end, words });
  company.isOwn(company.memoId(kept.memo));
  say("The memo is kept.");
  await company.look();
  await show({ start, end });
  paneElement.focus();
}

// --- keys ---------------------------------------------------------------------------------------

const LETTERS = {
  n: () => {
    newCode.open = true;
    const words = passage() ? wordsOf(passage()).trim() : "";
    newCode.querySelector("[data-new-for]").textContent = words
      ? `For “${words.length > 60 ? `${words.slice(0, 60)} …` : words}”`
      : "";
    newCode.querySelector("input:not([type=hidden])").focus();
  },
  m: () => trying(async () => (await startMemo()) || say("Select some words first.")),
  z: () => trying(undo),
  f: () => finding.field()?.focus(),
  "/": () => {
    find.hidden = false;
    findField.focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return escape(event);
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return undefined;
  const button = /^[1-9]$/.test(event.key) && codes.querySelector(`[data-key="${event.key}"]`);
  const letter = LETTERS[event.key.toLowerCase()];
  if (!button && !letter) return undefined;
  if (!keys.checked) return undefined;
  event.preventDefault();
  return button ? byCode(button) : letter();
});

const writing = (element) => element.matches?.("input:not([type=checkbox]), textarea, select");

function escape(event) {
  if (writing(event.target)) {
    if (event.target === findField) emptyFind();
    newCode.open = false;
    if (!backToWords()) event.target.blur();
    return;
  }
  choose(null);
}

// Single keys can be switched off, for people whose tools speak or type for them.
const keys = document.querySelector("[data-keys]");
keys.closest("[hidden]")?.removeAttribute("hidden");
keys.checked = localStorage.getItem("coding-keys") !== "off";
keys.addEventListener("change", () => {
  localStorage.setItem("coding-keys", keys.checked ? "on" : "off");
});

// --- finding a code -----------------------------------------------------------------------------

const find = document.querySelector("[data-find]");
const findField = document.getElementById("find-code");
find.hidden = codes.querySelectorAll("[data-code]").length < 8;
find.addEventListener("input", narrow);

function narrow() {
  const wanted = findField.value.trim().toLowerCase();
  for (const row of codes.querySelectorAll("li")) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
  }
}

function emptyFind() {
  findField.value = "";
  narrow();
}

find.addEventListener("keydown", async (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const first = codes.querySelector("li:not([hidden]) [data-code]");
  if (!first) return;
  if (backToWords()) emptyFind();
  await byCode(first);
});

// --- where the codes are far from the finger: a bar under the thumb ------------------------------

whenChosen((words) => {
  picker.hidden = !words || !handheld.matches;
  if (picker.hidden) return;
  picker.replaceChildren(...[...codes.querySelectorAll("[data-code]")].map(chip), ...extra());
});
picker.addEventListener("pointerdown", (event) => event.preventDefault());

function chip(code) {
  const button = document.createElement("button");
  button.type = "button";
  Object.assign(button.dataset, { code: code.dataset.code, name: code.dataset.name });
  button.append(code.querySelector(".swatch").cloneNode(), code.dataset.name);
  return button;
}

function extra() {
  return [["New code", "n"], ["Memo", "m"]].map(([label, key]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => LETTERS[key]());
    return button;
  });
}

// A page opened on a passage shows it: a coding framed, other words chosen.
const asked = new URLSearchParams(location.search);
const opened = asked.get("coding");
if (opened) {
  for (const mark of area.querySelectorAll(`mark[data-on~="${CSS.escape(opened)}"]`)) {
    mark.classList.add("now");
  }
} else if (asked.has("start") && asked.has("end")) {
  const [start, end] = [Number(asked.get("start")), Number(asked.get("end"))];
  if (start < end) choose({ ...fromPosition("start", start), ...fromPosition("end", end) });
}

follow(trying);
stripes.begin();
dragging.begin((button) => byCode(button));
parts.begin();
finding.begin();
company.begin();

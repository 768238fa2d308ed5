// Quick by keyboard. Every step is also a plain button or link in the page; this only saves time.

import { inTurn, isSaving, letWaitingGo, save, typedAhead } from "./inturn.js";
import { showScripted } from "./scripted.js";
import { intoForm, letGo, selectedIn } from "./selecting.js";
import { sendWhole } from "./whole.js";

const review = () => document.getElementById("review");
const marks = () => [...review().querySelectorAll(".original a[data-at]")];
const current = () => review().querySelector(".original a.now");
const decision = () => document.getElementById("decision");

function choose(mark, { focus = true } = {}) {
  if (!mark) return;
  for (const other of review().querySelectorAll(".original a.now")) other.classList.remove("now");
  mark.classList.add("now");
  mark.scrollIntoView({ block: "center" });
  if (focus) mark.focus({ preventScroll: true });
  fill(mark);
}

function fill(mark) {
  const form = decision();
  if (!form) return openAt(mark);
  const set = (name, value) => { form.elements[name].value = value; };
  set("segment", mark.closest("[data-segment]").dataset.segment);
  set("start", mark.dataset.start);
  set("end", mark.dataset.end);
  set("form", mark.textContent);
  set("label", mark.dataset.label);
  set("surrogate", mark.dataset.surrogate);
  set("suggested", mark.dataset.surrogate);
  set("at", mark.dataset.at);
  beginWith(form.elements.kind, mark.dataset.kinds.split("|"));
  set("kind", "");
  form.elements.only.checked = false;
  document.getElementById("now-form").textContent = mark.textContent;
  document.getElementById("now-state").textContent = state(mark);
  form.querySelector("[value=undo]").hidden = mark.dataset.state === "undecided";
  for (const whole of form.querySelectorAll("[data-places]"))
    whole.hidden = !whole.dataset.places.split(" ").includes(mark.dataset.at);
}

// The page as it is without a script, at this mention; also where that is its address already.
function openAt(mark) {
  const here = location.href.split("#")[0] === mark.href.split("#")[0];
  location.assign(mark.href);
  if (here) location.reload();
}

// The kinds that are likely for this mention stand first in the list.
function beginWith(list, kinds) {
  const all = [...list.querySelectorAll("optgroup:not([data-likely]) option")];
  const few = kinds.map((kind) => all.find((option) => option.value === kind)?.cloneNode(true));
  list.querySelector("[data-likely]").replaceChildren(...few.filter(Boolean));
}

function state(mark) {
  const said = { hide: `Hidden as ${mark.dataset.surrogate}.`, keep: "Kept as it is." };
  const decided = said[mark.dataset.state];
  if (!decided) return `Not decided yet. ${mark.dataset.told}`;
  return decided + ("asked" in mark.dataset ? " On this person’s own list of what to hide." : "");
}

function step(direction) {
  const all = marks();
  const open = all.filter((mark) => mark.dataset.state === "undecided");
  const from = all.indexOf(current());
  const ahead = direction > 0
    ? open.find((mark) => all.indexOf(mark) > from) || open[0]
    : open.findLast((mark) => all.indexOf(mark) < from) || open.at(-1);
  if (!ahead) return say("Everything that was found is decided.");
  choose(ahead);
}

// What a form says is taken when its button is pressed, also where it has to wait its turn.
function send(form, button, extra = {}) {
  const body = new FormData(form);
  if (button) body.set(button.name, button.value);
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  // A field of it is about to go: keys pressed from here on are no letters for it.
  if (form.contains(document.activeElement)) document.activeElement.blur();
  inTurn(() => save(() => post(form, body), tooQuick));
}

async function post(form, body) {
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (!answer.ok) throw new Error(String(answer.status));
    replace(await answer.text());
  } catch {
    letWaitingGo();
    sendWhole(form.action, body);
  }
}

function say(words) {
  review().querySelector(".review-said").textContent = words;
}

function tooQuick(missed) {
  const said = review().querySelector(".review-said").textContent;
  const were = missed === 1 ? "One key press was" : `${missed} key presses were`;
  say(`${said} ${were} too quick and not taken: look, and press again.`.trim());
}

function replace(html) {
  const scroll = window.scrollY;
  const open = [".review-names", ".review-keys"].map((part) => [part, review().querySelector(part).open]);
  review().outerHTML = html;
  showScripted(review());
  for (const [part, was] of open) review().querySelector(part).open = was;
  window.scrollTo(0, scroll);
  const wrong = review().querySelector("[role=alert]");
  if (wrong) {
    letWaitingGo();
    return wrong.querySelector("button")?.focus();
  }
  const next = current();
  if (next) choose(next);
  else document.getElementById("panel").focus({ preventScroll: true });
}

function undo() {
  const last = document.getElementById("last");
  if (last) send(last, last.querySelector("button"));
  else say("There is nothing of yours to undo here.");
}

function seeSure() {
  const link = document.getElementById("all-sure");
  if (link) link.click();
  else say("Nothing that waits here is nearly sure.");
}

function back() {
  document.getElementById("keys").open = false;
  choose(current());
}

function help() {
  const keys = document.getElementById("keys");
  keys.open = !keys.open;
  keys.querySelector("summary").focus();
}

function accept(kind, extra = {}) {
  const buttons = decision()?.querySelectorAll(`[name=do][value=${kind}]`) ?? [];
  const button = [...buttons].find((one) => !one.closest("[hidden]"));
  if (button) send(decision(), button, extra);
  else if (!decision()) say("Everything that was found is decided.");
  else if (kind === "person") say("Nothing else here looks like the same person, so P hides nothing. Enter hides this name.");
}

function also() {
  document.getElementById("missed").open = true;
  const field = document.getElementById("id_also");
  (field.value ? document.getElementById("id_also_surrogate") : field).focus();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  x: () => accept("keep"),
  p: () => accept("person"),
  h: () => accept("hide", { only: "on" }),
  s: seeSure,
  "?": help,
  u: undo,
  a: also,
  e: () => { const field = document.getElementById("id_surrogate"); field?.focus(); field?.select(); },
  1: () => { const only = document.getElementById("id_only"); if (only) only.checked = !only.checked; },
};

// What leads to a field, or away: letters that follow at once are meant for what comes then.
const toField = new Set(["a", "e", "s"]);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inside = event.target.closest("input, select, textarea");
  if (!inside && typedAhead(event)) return;
  if (event.key === "Escape") return back();
  if (inside && !(inside.type === "checkbox" && event.key !== "Enter" && event.key !== " ")) return;
  if (event.key === "Enter") return enter(event);
  const key = event.key.toLowerCase();
  if (!keys[key]) return;
  event.preventDefault();
  inTurn(keys[key], { field: toField.has(key) });
});

function enter(event) {
  const mark = event.target.closest(".original a[data-at]");
  if (event.target.closest("a, button, summary") && !mark) return;
  event.preventDefault();
  // By then the page shows the next one, and Enter is meant for that.
  if (isSaving()) inTurn(() => accept("hide"));
  else if (mark && mark !== current()) choose(mark);
  else accept("hide");
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".original a[data-at]");
  const named = event.target.closest("a[data-go]");
  const goal = mark || (named && document.getElementById(`m${named.dataset.go}`));
  if (!goal) return;
  event.preventDefault();
  if (!mark || document.getSelection().isCollapsed) choose(goal);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-fetch]")) return;
  event.preventDefault();
  const first = event.target.querySelector("[name=do]");
  send(event.target, event.submitter || first);
});

// Choosing a kind shows the next free number of that kind at once; what was suggested as that kind
// keeps its number.
document.addEventListener("change", (event) => {
  if (!event.target.matches("select[name=kind]")) return;
  const { surrogate, suggested } = event.target.form.elements;
  const { value, selectedOptions } = event.target;
  const free = selectedOptions[0].dataset.next;
  const open = event.target.form === decision() && current()?.dataset.state === "undecided";
  if (free) surrogate.value = open && suggested.value.startsWith(`[${value} `) ? suggested.value : free;
});

// Words selected in the original go into the "missed" form.
document.addEventListener("selectionchange", () => {
  const chosen = selectedIn(".original");
  if (!chosen) return;
  document.getElementById("missed").open = true;
  intoForm(document.getElementById("also"), chosen);
});

document.addEventListener("input", (event) => {
  if (event.target.id === "id_also") letGo(event.target.form);
});

showScripted();

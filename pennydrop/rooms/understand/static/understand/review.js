// Quick by keyboard. Every step is also a plain button or link in the page; this only saves time.

import { intoForm, letGo, selectedIn } from "./selecting.js";

let busy = false;

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
  if (!form) return location.assign(mark.href);
  const set = (name, value) => { form.elements[name].value = value; };
  set("segment", mark.closest("[data-segment]").dataset.segment);
  set("start", mark.dataset.start);
  set("end", mark.dataset.end);
  set("form", mark.textContent);
  set("label", mark.dataset.label);
  set("surrogate", mark.dataset.surrogate);
  set("suggested", mark.dataset.surrogate);
  set("at", mark.dataset.at);
  set("kind", "");
  form.elements.only.checked = false;
  document.getElementById("now-form").textContent = mark.textContent;
  document.getElementById("now-state").textContent = state(mark);
  form.querySelector("[value=undo]").hidden = mark.dataset.state === "undecided";
  for (const whole of form.querySelectorAll("[data-places]"))
    whole.hidden = !whole.dataset.places.split(" ").includes(mark.dataset.at);
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
  choose(ahead);
}

async function send(form, button, extra = {}) {
  if (busy) return;
  busy = true;
  const body = new FormData(form);
  if (button) body.set(button.name, button.value);
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (!answer.ok) throw new Error(String(answer.status));
    replace(await answer.text());
  } catch {
    form.submit();
  } finally {
    busy = false;
  }
}

function replace(html) {
  const scroll = window.scrollY;
  const open = [".review-names", ".review-keys"].map((part) => [part, review().querySelector(part).open]);
  review().outerHTML = html;
  for (const [part, was] of open) review().querySelector(part).open = was;
  window.scrollTo(0, scroll);
  const wrong = review().querySelector("[role=alert]");
  if (wrong) return wrong.querySelector("button")?.focus();
  const next = current();
  if (next) choose(next);
  else document.getElementById("panel").focus({ preventScroll: true });
}

function undo() {
  const last = document.getElementById("last");
  if (last) send(last, last.querySelector("button"));
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
  s: () => document.getElementById("all-sure")?.click(),
  "?": help,
  u: undo,
  a: also,
  e: () => { const field = document.getElementById("id_surrogate"); field?.focus(); field?.select(); },
  1: () => { const only = document.getElementById("id_only"); if (only) only.checked = !only.checked; },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inside = event.target.closest("input, select, textarea");
  if (event.key === "Escape") return back();
  if (inside && !(inside.type === "checkbox" && event.key !== "Enter" && event.key !== " ")) return;
  if (event.key === "Enter") return enter(event);
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

function enter(event) {
  const mark = event.target.closest(".original a[data-at]");
  if (event.target.closest("a, button, summary") && !mark) return;
  event.preventDefault();
  if (mark && mark !== current()) choose(mark);
  else accept("hide");
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".original a[data-at]");
  const named = event.target.closest("a[data-go]");
  const goal = mark || (named && document.getElementById(`m${named.dataset.go}`));
  if (!goal || !decision()) return;
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

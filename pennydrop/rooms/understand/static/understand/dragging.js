// Codes are dragged onto words, and chosen words onto a code. An extra: every code is also a button
// and has a key.
import { choose, passage, whenChosen } from "./choosing.js";
import { rangeOf, toPoints, turnOf } from "./positions.js";

const area = document.querySelector("[data-words]");
const grip = document.querySelector("[data-grip]");
const FAR = 6; // pixels: less is a click with an unsteady hand
let held = null; // {from, x, y, label, ghost, onto}

function lift(event) {
  const code = event.target.closest("[data-codes] [data-code]");
  const words = event.target.closest("[data-grip]");
  if (!(code || words) || event.button !== 0) return;
  if (code && event.pointerType === "touch") return; // a finger scrolls the list
  if (words) event.preventDefault();
  const label = code ? code.dataset.name : "These words";
  held = { from: code ?? "words", x: event.clientX, y: event.clientY, label };
}

function carry(event) {
  if (!held) return;
  const { clientX: x, clientY: y } = event;
  if (!held.ghost && Math.hypot(x - held.x, y - held.y) < FAR) return;
  held.ghost ??= appear(held.label);
  held.ghost.style.transform = `translate(${x + 12}px, ${y + 8}px)`;
  point(targetAt(x, y));
}

function appear(label) {
  const ghost = document.createElement("div");
  ghost.className = "dragged";
  ghost.setAttribute("aria-hidden", "true");
  ghost.textContent = label;
  document.body.append(ghost);
  document.body.classList.add("dragging");
  return ghost;
}

/** What lies under the pointer that this may be dropped on. */
function targetAt(x, y) {
  const under = document.elementFromPoint(x, y);
  if (held.from === "words") return under?.closest("[data-code]");
  return passage() ? under?.closest("[data-words]") : under?.closest(".said[role]");
}

function point(onto) {
  if (held.onto === onto) return;
  held.onto?.classList.remove("onto");
  onto?.classList.add("onto");
  held.onto = onto;
}

function letGo() {
  if (!held) return null;
  const was = held;
  was.onto?.classList.remove("onto");
  was.ghost?.remove();
  document.body.classList.remove("dragging");
  held = null;
  return was;
}

function drop(code) {
  const was = letGo();
  if (!was?.ghost) return;
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
  if (!was.onto) return;
  if (was.from !== "words" && !passage()) chooseAll(was.onto);
  code(was.from === "words" ? was.onto : was.from);
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function chooseAll(said) {
  const turn = turnOf(said);
  const end = toPoints(said.textContent, said.textContent.trimEnd().length);
  choose({ start_turn: turn, start: 0, end_turn: turn, end });
}

/** The handle stands in the margin, beside the speaker's name, on the line where the words begin. */
function stand(words) {
  const line = words && rangeOf(words)?.getClientRects()[0];
  grip.hidden = !line;
  if (!line) return;
  const home = area.getBoundingClientRect();
  grip.style.top = `${line.top - home.top}px`;
}

/** `code` is called with the button of a code, for the words that are chosen then. */
export function begin(code) {
  whenChosen(stand);
  addEventListener("pointerdown", lift);
  addEventListener("pointermove", carry);
  addEventListener("pointerup", () => drop(code));
  addEventListener("pointercancel", letGo);
  addEventListener("keydown", (event) => event.key === "Escape" && letGo());
}

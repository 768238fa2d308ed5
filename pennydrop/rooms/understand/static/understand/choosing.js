// Which words are chosen: by mouse or touch (the browser's own selection), or by keyboard.
import { passageOf, rangeOf, saidOf, toPoints, turnOf, wordsIn } from "./positions.js";

const area = document.querySelector("[data-words]");
const listeners = [];
let chosen = null;
let byKeyboard = false;

export const passage = () => chosen;
export const whenChosen = (listener) => listeners.push(listener);

/** Choose a passage, or nothing (null). It stays chosen while somebody types elsewhere. */
export function choose(next, { select = true } = {}) {
  chosen = next;
  const range = next && rangeOf(next);
  if (select) {
    const selection = getSelection();
    selection.removeAllRanges();
    if (range) selection.addRange(range);
  }
  paint(range);
  for (const listener of listeners) listener(chosen);
}

/** After a turn was drawn anew its nodes are others: lay the choice over them again. */
export function chooseAgain() {
  if (chosen) choose(chosen);
}

function paint(range) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("choosing");
  if (range) CSS.highlights.set("choosing", new Highlight(range));
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (byKeyboard || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!area.contains(range.commonAncestorContainer)) return;
  const found = passageOf(range);
  if (found) choose(found, { select: false });
});

// A press in the text begins anew, also where words are chosen already (a browser would start to
// drag them away); one on a code or a button keeps what is chosen.
area.addEventListener("pointerdown", (event) => {
  byKeyboard = false;
  if (event.button === 0 && !event.shiftKey && event.target.closest(".said")) choose(null);
});

// --- by keyboard: one turn is in the tab order, arrows go on from there ------------------------

export function rove() {
  const turns = area.querySelectorAll(".said[role]");
  if (turns.length && !area.querySelector(".said[tabindex='0']")) turns[0].tabIndex = 0;
}

export function focusTurn(said) {
  for (const other of area.querySelectorAll(".said[tabindex='0']")) other.tabIndex = -1;
  said.tabIndex = 0;
  said.focus({ preventScroll: true });
  said.closest(".seg").scrollIntoView({ block: "nearest" });
}

function beside(said, step) {
  let seg = said.closest(".seg");
  do seg = step > 0 ? seg.nextElementSibling : seg.previousElementSibling;
  while (seg && !seg.querySelector(".said[role]"));
  return seg?.querySelector(".said[role]");
}

const KEYS = {
  ArrowDown: (said, more) => (more ? longer(said, 1) : go(said, 1)),
  ArrowUp: (said, more) => (more ? longer(said, -1) : go(said, -1)),
  ArrowRight: (said, more) => (more ? stretch(said, 1) : step(said, 1)),
  ArrowLeft: (said, more) => (more ? stretch(said, -1) : step(said, -1)),
};

area.addEventListener("keydown", (event) => {
  const said = event.target.closest?.(".said[role]");
  if (!said || event.target !== said || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key] ?? (event.key.toLowerCase() === "a" ? whole : null);
  if (!act) return;
  event.preventDefault();
  byKeyboard = true;
  act(said, event.shiftKey);
});

function go(said, way) {
  const next = beside(said, way);
  if (next) focusTurn(next);
}

/** The next or previous word of this turn. */
function step(said, way) {
  const words = wordsIn(said);
  if (!words.length) return;
  const here = chosen && chosen.start_turn === turnOf(said);
  const from = way > 0 ? words.findIndex(([start]) => here && start >= chosen.end) : -1;
  const back = words.findLastIndex(([, end]) => here && end <= chosen.start);
  const fresh = way > 0 ? 0 : words.length - 1;
  const at = here ? (way > 0 ? from : back) : fresh;
  if (at >= 0) span(said, words[at][0], words[at][1]);
}

/** One word more or less at the end of what is chosen. */
function stretch(said, way) {
  if (!chosen) return step(said, way);
  const last = saidOf(chosen.end_turn);
  const words = wordsIn(last);
  const ends = words.map(([, end]) => end);
  const first = chosen.start_turn === chosen.end_turn ? chosen.start : 0;
  const next =
    way > 0 ? ends.find((end) => end > chosen.end) : ends.findLast((end) => end < chosen.end);
  if (next === undefined || next <= first) return undefined;
  return choose({ ...chosen, end: next });
}

/** To the end of this turn, then of the next one; or back. */
function longer(said, way) {
  if (!chosen) return whole(said);
  const last = saidOf(chosen.end_turn);
  const full = toPoints(last.textContent, last.textContent.trimEnd().length);
  if (way > 0 && chosen.end < full) return choose({ ...chosen, end: full });
  const next = beside(last, way);
  if (!next || turnOf(next) < chosen.start_turn) return undefined;
  const end = toPoints(next.textContent, next.textContent.trimEnd().length);
  return choose({ ...chosen, end_turn: turnOf(next), end });
}

function whole(said) {
  const text = said.textContent;
  const start = toPoints(text, text.length - text.trimStart().length);
  span(said, start, toPoints(text, text.trimEnd().length));
}

function span(said, start, end) {
  const turn = turnOf(said);
  if (start < end) choose({ start_turn: turn, start, end_turn: turn, end });
}

// Which words are chosen: by mouse or touch (the browser's own selection), or by keyboard.js.
import { passageOf, rangeOf } from "./positions.js";

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

/** The words of this turn are others now, or gone: a choice in it would be of other words. */
export function forgetChoiceIn(turn) {
  if (chosen && chosen.start_turn <= turn && turn <= chosen.end_turn) choose(null);
}

/** From now on until somebody presses in the text, the selection follows the keyboard's choice. */
export function chooseByKeyboard(next) {
  byKeyboard = true;
  choose(next);
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

// The turns on the page: drawn, drawn anew, taken off, and the one of them that Tab leads to.
import { chooseAgain, forgetChoiceIn } from "./choosing.js";

const area = document.querySelector("[data-words]");
const listeners = [];
const comparers = [];

export const whenDrawn = (listener) => listeners.push(listener);
/** Called with a turn as it was drawn and as it is drawn now. */
export const whenRedrawn = (comparer) => comparers.push(comparer);

/** To be told of turns that have come onto the page. */
export function drawn(segs) {
  offTheTabOrder(segs);
  listeners.forEach((listener) => listener(segs));
}

/** The link to the form without scripts: here arrows and keys do what it does, and Tab leads to the
 * words at once. */
export function offTheTabOrder(segs) {
  for (const seg of segs) seg.querySelector(".turn-link")?.setAttribute("tabindex", "-1");
}

export const segOf = (turn) => document.getElementById(`t${turn}`);
export const orderOf = (seg) => Number(seg.id.slice(1));

export function parsed(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  return fresh.content;
}

/** Draw turns anew: {turn: html}. What is chosen stays, unless its words are others now. */
export function redraw(turns) {
  const holds = document.activeElement?.closest?.(".seg")?.dataset.turn;
  const fresh = [];
  for (const [turn, html] of Object.entries(turns)) {
    const now = parsed(html).firstElementChild;
    const before = segOf(turn);
    if (!before || !now) continue;
    if (before.dataset.wordsV !== now.dataset.wordsV) forgetChoiceIn(Number(turn));
    before.replaceWith(now);
    comparers.forEach((compare) => compare(before, now));
    fresh.push(now);
  }
  rove();
  const said = holds in turns && segOf(holds)?.querySelector(".said[role]");
  if (said) focusTurn(said);
  chooseAgain();
  drawn(fresh);
}

/** Take turns off the page whose words were taken back. */
export function takeOff(segs) {
  for (const seg of segs) {
    forgetChoiceIn(orderOf(seg));
    seg.remove();
  }
  rove();
}

/** One turn is in the tab order: where there is none, the first that is seen. */
export function rove() {
  if (area.querySelector(".said[tabindex='0']")) return;
  const turns = [...area.querySelectorAll(".said[role]")];
  const seen = (said) => said.closest(".seg").getBoundingClientRect().bottom > 0;
  const next = turns.find(seen) ?? turns[0];
  if (next) next.tabIndex = 0;
}

area.addEventListener("focusin", ({ target }) => {
  if (!target.matches(".said[role]")) return;
  for (const other of area.querySelectorAll(".said[tabindex='0']")) other.tabIndex = -1;
  target.tabIndex = 0;
});

export function focusTurn(said) {
  said.focus({ preventScroll: true });
  said.closest(".seg").scrollIntoView({ block: "nearest" });
}

// The turns on the page. Of a long text only a part comes with the page; the others stand as gaps,
// and are fetched when somebody comes near them, goes there, or has nothing else to do. The browser
// paints only what is seen (content-visibility), so that the whole text can be on the page: it is
// found by the browser's own search, and read out in its order.
import { chooseAgain, forgetChoiceIn } from "./choosing.js";
import { piece } from "./talking.js";

const area = document.querySelector("[data-words]");
const coming = new Map(); // gap -> the promise of its turns
const NEAR = "1600px";
const PART = 80; // turns: no part has more
const FRAMES = 4;
const listeners = [];

export const whenDrawn = (listener) => listeners.push(listener);
const comparers = [];
/** Called with a turn as it was drawn and as it is drawn now. */
export const whenRedrawn = (comparer) => comparers.push(comparer);
function drawn(segs) {
  offTheTabOrder(segs);
  listeners.forEach((listener) => listener(segs));
}

/** The link to the form without scripts: here arrows and keys do what it does, and Tab leads to the
 * words at once. */
function offTheTabOrder(segs) {
  for (const seg of segs) seg.querySelector(".turn-link")?.setAttribute("tabindex", "-1");
}

const gaps = () => [...area.querySelectorAll("[data-gap]")];
export const segOf = (turn) => document.getElementById(`t${turn}`);

function parsed(html) {
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
    forgetChoiceIn(Number(seg.id.slice(1)));
    seg.remove();
  }
  rove();
}

export function rove() {
  const turns = area.querySelectorAll(".said[role]");
  if (turns.length && !area.querySelector(".said[tabindex='0']")) turns[0].tabIndex = 0;
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

// --- gaps ---------------------------------------------------------------------------------------

/** The turns of a gap, in its place. Asked for once, however often it is wanted. */
export function fill(gap) {
  if (!coming.has(gap)) coming.set(gap, fetched(gap));
  return coming.get(gap);
}

async function fetched(gap) {
  try {
    const { first, last } = gap.dataset;
    const content = parsed(await piece(area.dataset.turnsUrl, { first, last }));
    const fresh = [...content.children].filter((seg) => !segOf(seg.id.slice(1)));
    gap.replaceWith(...fresh);
    drawn(fresh);
  } finally {
    coming.delete(gap);
  }
}

/** The turn, fetched if it is not here yet; null where there is none. */
export async function reach(turn) {
  const holds = ({ dataset }) => dataset.first <= Number(turn) && Number(turn) <= dataset.last;
  const gap = segOf(turn) ? null : gaps().find(holds);
  if (gap) await fill(gap);
  return segOf(turn);
}

/** The next thing after a turn that has words, fetched if it is in a gap. */
export async function beyond(seg, step) {
  const go = (from) => (step > 0 ? from.nextElementSibling : from.previousElementSibling);
  let next = go(seg);
  while (next && !next.querySelector(".said[role]")) {
    if (next.matches("[data-gap]")) {
      const edge = step > 0 ? next.dataset.first : next.dataset.last;
      await fill(next);
      next = segOf(edge) ?? go(seg);
    } else next = go(next);
  }
  return next?.querySelector(".said[role]") ?? null;
}

/** As high as the turns in it will be, so that the page does not grow while it is read. */
function size() {
  const here = [...area.querySelectorAll(".seg")].slice(0, 40);
  if (!here.length) return;
  const letters = here.reduce((sum, seg) => sum + seg.textContent.length, 0);
  const height = here.reduce((sum, seg) => sum + seg.offsetHeight, 0);
  for (const gap of gaps()) {
    gap.style.minHeight = `${Math.round((gap.dataset.size / letters) * height)}px`;
  }
}

const nearness = new IntersectionObserver(
  (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => attempt(one.target)),
  { rootMargin: `${NEAR} 0px` },
);

const attempt = (gap) => fill(gap).catch(() => {}); // it stays, as a link

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));

/** When nobody needs anything, the part nearest to what is read comes next. */
function fillSome() {
  const far = (gap) => {
    const { top, bottom } = gap.getBoundingClientRect();
    return top > 0 ? top : -bottom;
  };
  const [next] = gaps().sort((one, other) => far(one) - far(other));
  if (!next) return undefined;
  const going = () => idle(fillSome, { timeout: 2000 });
  return fill(next).then(going, () => setTimeout(fillSome, 10000));
}

/** Where the address names a turn, go there, and stay while its neighbours come. */
async function goToAddress() {
  const turn = /^#t(\d+)$/.exec(location.hash)?.[1];
  const seg = turn && gaps().length && (await reach(turn));
  if (!seg) return;
  // What stands beside it comes first, and takes its own height: else it would push the turn away.
  const beside = gaps().filter((gap) => touches(gap, Number(seg.id.slice(1))));
  await Promise.all(beside.map(attempt));
  for (let frames = 0; frames < FRAMES; frames += 1) {
    seg.scrollIntoView({ block: "start", behavior: "instant" });
    await new Promise(requestAnimationFrame);
  }
}

/** Whether a gap begins or ends no further than a part from this turn. */
function touches({ dataset }, turn) {
  return [dataset.first, dataset.last].some((edge) => Math.abs(edge - turn) <= PART);
}

export function begin() {
  offTheTabOrder(area.querySelectorAll(".seg"));
  size();
  gaps().forEach((gap) => nearness.observe(gap));
  addEventListener("hashchange", goToAddress);
  goToAddress().catch(() => {});
  idle(fillSome, { timeout: 2000 });
}

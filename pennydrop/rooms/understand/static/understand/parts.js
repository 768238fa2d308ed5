// A long text is on the page in parts. Those round what is read are drawn; the others stand as gaps,
// as high as their turns are. A part comes when somebody comes near it or goes there, and leaves
// again when it is far away, so that half a million characters scroll like ten thousand. A text of
// KEPT parts or fewer (an ordinary interview) is all here: the browser's own search finds all of it.
import { passage } from "./choosing.js";
import { piece } from "./talking.js";
import { drawn, focusTurn, offTheTabOrder, orderOf, parsed, rove, segOf } from "./turns.js";

const area = document.querySelector("[data-words]");
const KEPT = 8;
const NEAR = 1600; // pixels: a part that comes nearer than this is fetched
const FAR = 2 * NEAR; // one that is no farther than this stays
const PART = 80; // turns: no part has more
const FRAMES = 4;
const here = JSON.parse(area.dataset.parts || "[]"); // {first, last, size, turns} of what is drawn
const coming = new Map(); // gap -> the promise of its turns
let width = 0;
let wanted = null; // the turn that somebody is being brought to

const gaps = () => [...area.querySelectorAll("[data-gap]")];
const within = (part, turn) => part.first <= turn && turn <= part.last;

function partOf({ dataset }) {
  const names = ["first", "last", "size", "turns"];
  return Object.fromEntries(names.map((name) => [name, Number(dataset[name])]));
}

function gapOf(part, height) {
  const gap = document.createElement("p");
  const link = document.createElement("a");
  gap.className = "gap";
  Object.assign(gap.dataset, { gap: "", ...part });
  link.href = `?from=${part.first}#t${part.first}`;
  link.textContent = `Turns ${part.first + 1} to ${part.last + 1}`;
  gap.append(link);
  gap.style.minHeight = `${height}px`;
  return gap;
}

// --- coming -------------------------------------------------------------------------------------

/** The turns of a gap, in its place. Asked for once, however often it is wanted. */
function fill(gap) {
  if (!coming.has(gap)) coming.set(gap, fetched(gap));
  return coming.get(gap);
}

async function fetched(gap) {
  try {
    const part = partOf(gap);
    const { first, last } = part;
    const content = parsed(await piece(area.dataset.turnsUrl, { first, last }));
    const fresh = [...content.children].filter((seg) => !segOf(orderOf(seg)));
    gap.replaceWith(...fresh);
    here.push(part);
    drawn(fresh);
  } finally {
    coming.delete(gap);
  }
}

/** The turn, fetched if it is not here yet; null where there is none. */
export async function reach(turn) {
  const gap = segOf(turn) ? null : gaps().find((one) => within(partOf(one), Number(turn)));
  if (gap) await fill(gap);
  return segOf(turn);
}

/** The next thing after a turn that has words, fetched if it is in a gap. */
export async function beyond(seg, step) {
  const go = (from) => (step > 0 ? from.nextElementSibling : from.previousElementSibling);
  let next = go(seg);
  while (next && !next.querySelector(".said[role]")) {
    if (next.matches("[data-gap]")) {
      const { first, last } = partOf(next);
      await fill(next);
      next = segOf(step > 0 ? first : last) ?? go(seg);
    } else next = go(next);
  }
  return next?.querySelector(".said[role]") ?? null;
}

/** As high as the turns in it will be, so that the page does not grow while it is read. Reckoned by
 * those that are seen: of the others the browser does not know the height yet. */
function size() {
  const seen = [...area.querySelectorAll(".seg")].filter((seg) => away(seg) === 0);
  if (!seen.length) return;
  const letters = seen.reduce((sum, seg) => sum + wordsIn(seg), 0);
  const height = seen.reduce((sum, seg) => sum + seg.offsetHeight, 0);
  for (const gap of gaps()) {
    gap.style.minHeight = `${Math.round((gap.dataset.size / letters) * height)}px`;
  }
}

const wordsIn = (seg) => seg.querySelector(".said").textContent.length + 1;

const nearness = new IntersectionObserver(
  (seen) =>
    seen.filter((one) => one.isIntersecting).forEach((one) => attempt(one.target).then(trim)),
  { rootMargin: `${NEAR}px 0px` },
);

const attempt = (gap) => fill(gap).catch(() => {}); // it stays, as a link

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));

/** When nobody needs anything and there is room, the part nearest to what is read comes next. */
function fillSome() {
  const [next] = here.length < KEPT ? gaps().sort((one, two) => away(one) - away(two)) : [];
  if (!next) return undefined;
  const going = () => idle(fillSome, { timeout: 2000 });
  return fill(next).then(going, () => setTimeout(fillSome, 10000));
}

// --- leaving ------------------------------------------------------------------------------------

/** How far something lies above or below what is seen, in pixels. */
function away(first, last = first) {
  return Math.max(
    first.getBoundingClientRect().top - innerHeight, -last.getBoundingClientRect().bottom, 0,
  );
}

/** Parts that are too many and far away leave, the farthest first. */
function trim() {
  const far = here
    .map((part) => ({ part, segs: segsOf(part) }))
    .filter(({ segs }) => segs.length && !isHeld(segs))
    .map((one) => ({ ...one, away: away(one.segs[0], one.segs.at(-1)) }))
    .filter((one) => one.away > FAR)
    .sort((one, two) => two.away - one.away)
    .slice(0, Math.max(0, here.length - KEPT));
  far.forEach(({ part, segs }) => leave(part, segs));
  if (far.length) rove();
}

function segsOf(part) {
  return [...area.querySelectorAll(".seg")].filter((seg) => within(part, orderOf(seg)));
}

/** Whether somebody is at these turns: with the keyboard, a choice, a coding that is shown, or the
 * form without scripts between them. */
function isHeld(segs) {
  const [first, last] = [segs[0], segs.at(-1)];
  const chosen = passage();
  const among = (node) => Boolean(node) && segs.some((seg) => seg.contains(node));
  return (
    segs.some((seg) => orderOf(seg) === wanted) ||
    among(document.activeElement) ||
    among(getSelection().anchorNode) ||
    among(getSelection().focusNode) ||
    (chosen && chosen.start_turn <= orderOf(last) && orderOf(first) <= chosen.end_turn) ||
    segs.some((seg) => seg.querySelector("mark.now")) ||
    segs.slice(0, -1).some((seg, at) => seg.nextElementSibling !== segs[at + 1])
  );
}

function leave(part, segs) {
  const { top } = segs[0].getBoundingClientRect();
  const gap = gapOf(part, segs.at(-1).getBoundingClientRect().bottom - top);
  segs[0].before(gap);
  segs.forEach((seg) => seg.remove());
  here.splice(here.indexOf(part), 1);
  nearness.observe(gap);
}

// --- going somewhere ----------------------------------------------------------------------------

/** Go to a turn and stay there while its neighbours come. */
export async function goTo(turn, block = "start") {
  wanted = Number(turn);
  if (!(await reach(turn))) return null;
  // What stands beside it comes first, and takes its own height: else it would push the turn away.
  await Promise.all(gaps().filter((gap) => touches(gap, Number(turn))).map(attempt));
  for (let frames = 0; frames < FRAMES; frames += 1) {
    segOf(turn)?.scrollIntoView({ block, behavior: "instant" });
    await new Promise(requestAnimationFrame);
  }
  wanted = null;
  trim();
  return segOf(turn);
}

/** Whether a gap begins or ends no further than a part from this turn. */
function touches(gap, turn) {
  const { first, last } = partOf(gap);
  return [first, last].some((edge) => Math.abs(edge - turn) <= PART);
}

async function goToAddress() {
  const turn = /^#t(\d+)$/.exec(location.hash)?.[1];
  if (turn && gaps().length) await goTo(turn);
}

/** A gap's link fetches its turns and leads to the first of them, instead of to another page. */
async function openGap(event) {
  const link = event.target.closest("[data-gap] a");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const { first } = partOf(link.closest("[data-gap]"));
  const said = (await goTo(first))?.querySelector(".said[role]");
  if (said) focusTurn(said);
}

export function begin() {
  offTheTabOrder(area.querySelectorAll(".seg"));
  area.addEventListener("click", openGap);
  // Heights are others when the column grows or shrinks.
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width === width) return;
    width = contentRect.width;
    size();
  }).observe(area);
  gaps().forEach((gap) => nearness.observe(gap));
  addEventListener("hashchange", goToAddress);
  goToAddress().catch(() => {});
  idle(fillSome, { timeout: 2000 });
}

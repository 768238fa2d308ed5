// Others work on the same text: what they do arrives within a few seconds, and is told.
import { choose } from "./choosing.js";
import { again } from "./passage.js";
import { say, tell } from "./saying.js";
import { answer, piece } from "./talking.js";
import { redraw, segOf, takeOff, whenRedrawn } from "./turns.js";

const area = document.querySelector("[data-words]");
const codes = document.querySelector("[data-codes]");
const OFTEN = 2500;
const SELDOM = 15000; // after something went wrong
const AT_ONCE = 60;
let marks = { text: area.dataset.mark, codes: area.dataset.codesMark };
let pressed = false;
const own = new Set(); // what somebody did on this page is said there, and not told once more
let left = false;
let going = Promise.resolve();
let later = 0;

export const isOwn = (thing) => own.add(String(thing));
export const memoId = (memo) => `memo-${memo}`;

/** The turns and the codebook as they are now, where they are not what is drawn. One at a time. */
export const look = () => (going = going.then(once));

async function once() {
  clearTimeout(later);
  let wait = OFTEN;
  try {
    if (!document.hidden && !pressed) await bringUp(await answer(area.dataset.since, marks));
  } catch {
    wait = SELDOM; // away, or signed out: whatever is pressed next says so
  }
  if (!left) later = setTimeout(look, wait);
}

async function bringUp(now) {
  if (!now) return;
  if (now.gone) return leave();
  if (now.codes) takeCodes(now);
  const drawn = [...area.querySelectorAll(".seg[data-v]")];
  const gone = drawn.filter((seg) => !(seg.id.slice(1) in now.turns));
  const other = drawn.filter((seg) => isOther(seg, now.turns));
  if (gone.length) {
    takeOff(gone);
    tell(`${gone.length === 1 ? "A turn was" : `${gone.length} turns were`} taken back.`);
  }
  const corrected = [];
  for (let at = 0; at < other.length; at += AT_ONCE) {
    const words = await renew(other.slice(at, at + AT_ONCE));
    if (!words) return; // somebody is choosing words just now: the next look brings it
    corrected.push(...words);
  }
  if (corrected.length) tell(`The words of turn ${corrected.join(", ")} were corrected.`);
  if (gone.length || corrected.length) await again();
  marks = { text: now.mark, codes: now.codes_mark ?? marks.codes };
}

function isOther(seg, stamps) {
  const stamp = stamps[seg.id.slice(1)];
  return stamp !== undefined && stamp !== seg.dataset.v;
}

/** Draw these turns anew; returns the numbers of those whose words are others now. */
async function renew(segs) {
  const only = segs.map((seg) => seg.id.slice(1)).join(",");
  const fresh = document.createElement("template");
  fresh.innerHTML = await piece(area.dataset.turnsUrl, { only });
  if (pressed) return null;
  const turns = Object.fromEntries(
    [...fresh.content.children].map((seg) => [seg.id.slice(1), seg.outerHTML]),
  );
  const before = segs.map((seg) => segOf(seg.id.slice(1))).filter(Boolean);
  redraw(turns);
  return before.filter(isCorrected).map((seg) => Number(seg.id.slice(1)) + 1);
}

const isCorrected = (seg) =>
  document.getElementById(seg.id)?.dataset.wordsV !== seg.dataset.wordsV;

const idOf = ({ dataset }) => dataset.coding ?? memoId(dataset.noted);

/** What hangs on a turn: the links to codings and memos, by what they are. */
const hangingOn = (seg) =>
  new Map([...seg.querySelectorAll("a[data-coding], a[data-noted]")].map((a) => [idOf(a), a]));

function tellOf(before, now) {
  const [had, has] = [hangingOn(before), hangingOn(now)];
  const turn = `in turn ${Number(now.id.slice(1)) + 1}`;
  for (const [one, link] of has) {
    if (had.has(one) || own.has(one)) continue;
    tell(`${link.title}, ${turn}.`);
    link.dataset.new = "";
  }
  for (const [one, { title }] of had) {
    if (!has.has(one) && !own.has(one)) tell(`Taken away: ${title}, ${turn}.`);
  }
}

function takeCodes(now) {
  const holds = document.activeElement?.dataset?.code;
  codes.innerHTML = now.codes;
  if (holds) codes.querySelector(`[data-code="${holds}"]`)?.focus();
  if (now.codes.includes("data-code=")) document.querySelector("[data-no-codes]")?.remove();
}

/** The whole text was taken back while it stood here: nothing of it stays on the page. */
function leave() {
  left = true;
  choose(null);
  const words = "This text was taken back. Nothing of it is kept.";
  const note = document.createElement("p");
  note.textContent = words;
  area.replaceChildren(note);
  document.querySelector("[data-pane]").replaceChildren();
  for (const part of document.querySelectorAll(".about-source, [data-undo-form]")) part.remove();
  say(words);
}

export function begin() {
  whenRedrawn(tellOf);
  later = setTimeout(look, OFTEN);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  // While a mouse or a finger is choosing, nothing moves under it.
  area.addEventListener("pointerdown", () => (pressed = true));
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (pressed = false));
}

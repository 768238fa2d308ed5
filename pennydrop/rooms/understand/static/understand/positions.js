// Places in the text. The browser counts UTF-16 units, the server counts Unicode code points:
// everything that leaves this file is a turn number and code points in that turn, end exclusive.

/** Code points in the first `units` UTF-16 units of a text. */
export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}

/** UTF-16 units that hold the first `points` code points of a text. */
export function toUnits(text, points) {
  let at = 0;
  for (let left = points; left > 0 && at < text.length; left -= 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
}

export const turnOf = (said) => Number(said.closest("[data-turn]").dataset.turn);
export const saidOf = (turn) => document.querySelector(`#t${turn} .said[role]`);

/** The passage of a range without the spaces at its ends, or null where it holds no words. */
export function passageOf(range) {
  const touched = saidIn(range);
  if (!touched.length) return null;
  let first = touched[0];
  let last = touched.at(-1);
  let start = edge(first, range, true);
  let end = edge(last, range, false);
  while (first !== last && !first.textContent.slice(start).trim()) {
    first = touched[touched.indexOf(first) + 1];
    start = 0;
  }
  while (first !== last && !last.textContent.slice(0, end).trim()) {
    last = touched[touched.indexOf(last) - 1];
    end = last.textContent.length;
  }
  start += leading(first.textContent.slice(start, first === last ? end : undefined));
  end -= trailing(last.textContent.slice(first === last ? start : 0, end));
  if (first === last && start >= end) return null;
  return {
    start_turn: turnOf(first),
    start: toPoints(first.textContent, start),
    end_turn: turnOf(last),
    end: toPoints(last.textContent, end),
  };
}

/** A DOM range over a passage, or null where its turns are not on the page. */
export function rangeOf(passage) {
  const first = saidOf(passage.start_turn);
  const last = saidOf(passage.end_turn);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...place(first, toUnits(first.textContent, passage.start)));
  range.setEnd(...place(last, toUnits(last.textContent, passage.end)));
  return range;
}

export function wordsOf(passage) {
  return rangeOf(passage)?.toString() ?? "";
}

/** Words of a turn as [start, end] in code points. */
export function wordsIn(said) {
  const text = said.textContent;
  const found = Intl.Segmenter
    ? [...new Intl.Segmenter("en", { granularity: "word" }).segment(text)]
        .filter((part) => part.isWordLike)
        .map((part) => [part.index, part.index + part.segment.length])
    : [...text.matchAll(/[^\s]+/gu)].map((m) => [m.index, m.index + m[0].length]);
  return found.map(([from, to]) => [toPoints(text, from), toPoints(text, to)]);
}

function saidIn(range) {
  const from = segmentAt(range.startContainer);
  const to = segmentAt(range.endContainer);
  if (from && from === to) return [from];
  const all = [...document.querySelectorAll("[data-words] .said[role]")];
  return all.filter((said) => range.intersectsNode(said));
}

function segmentAt(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest(".said[role]");
}

/** Where a range begins or ends in a turn, in UTF-16 units; the turn's own edge if outside it. */
function edge(said, range, atStart) {
  const node = atStart ? range.startContainer : range.endContainer;
  const offset = atStart ? range.startOffset : range.endOffset;
  if (!said.contains(node)) return atStart ? 0 : said.textContent.length;
  const before = document.createRange();
  before.selectNodeContents(said);
  before.setEnd(node, offset);
  return whole(said.textContent, before.toString().length, atStart);
}

/** Never between the two halves of one character. */
function whole(text, units, atStart) {
  const inside = units > 0 && text.codePointAt(units - 1) > 0xffff;
  return inside ? units + (atStart ? -1 : 1) : units;
}

function place(said, units) {
  const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  let left = units;
  let node = walker.nextNode();
  while (node && left > node.length) {
    left -= node.length;
    const next = walker.nextNode();
    if (!next) return [node, node.length];
    node = next;
  }
  return node ? [node, left] : [said, 0];
}

const leading = (text) => text.length - text.trimStart().length;
const trailing = (text) => text.length - text.trimEnd().length;

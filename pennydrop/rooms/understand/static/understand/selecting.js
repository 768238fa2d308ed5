// Words selected in a turn, with their place in code points.

/** The selected words inside one turn of `area`: {segment, start, end, words}; null for none. */
export function selectedIn(area) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const inside = range.commonAncestorContainer;
  const element = inside.nodeType === Node.ELEMENT_NODE ? inside : inside.parentElement;
  const said = element?.closest(`${area} [data-segment]`);
  const words = range.toString();
  if (!said || !words.trim()) return null;
  const before = document.createRange();
  before.setStart(said, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const points = (text) => Array.from(text).length;
  const start = points(before.toString()) + points(words) - points(words.trimStart());
  const { segment } = said.dataset;
  return { segment, start, end: start + points(words.trim()), words: words.trim() };
}

/** Puts what is selected into a form with the fields form, segment, start and end. */
export function intoForm(form, chosen) {
  form.elements.form.value = chosen.words;
  for (const name of ["segment", "start", "end"]) form.elements[name].value = chosen[name];
}

/** Typing other words than the selected ones lets go of the place. */
export function letGo(form) {
  for (const name of ["segment", "start", "end"]) form.elements[name].value = "";
}

/** Selects these words anew, after the turns of `area` were drawn anew. */
export function selectAgain(area, { segment, start, end }) {
  const said = document.querySelector(`${area} [data-segment="${segment}"]`);
  if (!said) return;
  const [from, to] = [start, end].map((place) => atPoint(said, place));
  if (from && to) document.getSelection().setBaseAndExtent(...from, ...to);
}

// The text node, and the place in it, that stand `place` code points after the beginning.
function atPoint(element, place) {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = place;
  while (nodes.nextNode()) {
    const points = Array.from(nodes.currentNode.data);
    if (left <= points.length) return [nodes.currentNode, points.slice(0, left).join("").length];
    left -= points.length;
  }
  return null;
}

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

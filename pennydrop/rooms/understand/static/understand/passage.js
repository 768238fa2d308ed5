// The pane at the right: what hangs on the chosen words.
import { passage, whenChosen } from "./choosing.js";
import { piece } from "./talking.js";

const area = document.querySelector("[data-words]");
const pane = document.querySelector("[data-pane]");
const ORDER = 65536; // a position is turn * 65,536 + code points
const PAUSE = 250; // milliseconds: while somebody still drags over words, nothing is asked
let newest = 0;
let shown = openedWith();
let later = 0;
let followed = "";

export const paneElement = pane;

const ends = (words) => ({
  start: words.start_turn * ORDER + words.start,
  end: words.end_turn * ORDER + words.end,
});

/** One end of a passage from a position in an address. */
export const fromPosition = (end, at) => ({ [`${end}_turn`]: Math.floor(at / ORDER), [end]: at % ORDER });

/** Show a coding, or the chosen words. The answer to an older question is thrown away. */
export async function show(what) {
  const mine = ++newest;
  clearTimeout(later);
  shown = what;
  const html = await piece(area.dataset.passage, what);
  if (mine !== newest) return;
  pane.innerHTML = html;
  const now = String(what.coding ?? "");
  for (const mark of area.querySelectorAll("mark.now")) mark.classList.remove("now");
  for (const link of area.querySelectorAll("a[data-coding][aria-current]")) {
    link.removeAttribute("aria-current");
  }
  if (!now) return;
  for (const mark of area.querySelectorAll(`mark[data-on~="${now}"]`)) mark.classList.add("now");
  area.querySelector(`a[data-coding="${now}"]`)?.setAttribute("aria-current", "true");
}

/** The coding or the words of the address that the page was opened with, where there are any. */
function openedWith() {
  const { coding, start, end } = Object.fromEntries(new URLSearchParams(location.search));
  if (coding) return { coding };
  return start && end ? { start, end } : {};
}

/** After words have changed: a coding has moved along with them, other words may be none now. */
export const again = () => show(shown.coding ? shown : {});

export const showWords = (words) => show(ends(words));

/** From now on the pane shows the words that are chosen, also by mouse; a memo that somebody is
 * still writing there stays. `trying` runs what may be refused. */
export function follow(trying) {
  followed = String(new URLSearchParams(shown));
  whenChosen((words) => {
    const now = words ? String(new URLSearchParams(ends(words))) : "";
    if (now === followed) return; // drawn anew, or coded just now: the pane shows the coding
    followed = now;
    clearTimeout(later);
    if (words && !unsent()) later = setTimeout(() => trying(() => showWords(words)), PAUSE);
  });
}

const unsent = () =>
  [...pane.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);

/** Open the memo form for the chosen words, or for the passage that is shown. */
export async function startMemo() {
  if (passage()) await showWords(passage());
  const field = pane.querySelector("textarea");
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
  return Boolean(field);
}

// The pane at the right: what hangs on the chosen words.
import { passage } from "./choosing.js";
import { piece } from "./talking.js";

const area = document.querySelector("[data-words]");
const pane = document.querySelector("[data-pane]");
const ORDER = 65536; // a position is turn * 65,536 + code points
let newest = 0;
let shown = openedWith();

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

/** The coding of the address that the page was opened with, where there is one. */
function openedWith() {
  const coding = new URLSearchParams(location.search).get("coding");
  return coding ? { coding } : {};
}

/** After words have changed: a coding has moved along with them, other words may be none now. */
export const again = () => show(shown.coding ? shown : {});

export const showWords = (words) => show(ends(words));

/** Open the memo form for the chosen words, or for the passage that is shown. */
export async function startMemo() {
  if (passage()) await showWords(passage());
  const field = pane.querySelector("textarea");
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
  return Boolean(field);
}

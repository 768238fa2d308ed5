// Finding words in a long text. The browser's own search sees only what is on the page, so the
// server looks through all of it; what it finds is chosen, one place after the other.
import { choose } from "./choosing.js";
import { fromPosition } from "./passage.js";
import { goTo } from "./parts.js";
import { answer, Problem } from "./talking.js";

const area = document.querySelector("[data-words]");
const form = document.querySelector("[data-find-text]");
let asked = "";
let found = []; // [start, end] of each place
let at = -1;
let going = Promise.resolve();

async function find(step) {
  const words = form.elements.q.value.trim();
  if (words !== asked) {
    ({ found } = await answer(area.dataset.within, { words }));
    asked = words;
    at = step > 0 ? -1 : found.length;
  }
  if (!found.length) return tell(words ? "It stands nowhere in this text." : "");
  at = (at + step + found.length) % found.length;
  tell(`${at + 1} of ${found.length}`);
  return show(found[at]);
}

async function show([start, end]) {
  const words = { ...fromPosition("start", start), ...fromPosition("end", end) };
  if (!(await goTo(words.start_turn, "center"))) return;
  choose(words);
  // A turn can be higher than the window.
  if (!getSelection().rangeCount) return;
  const { top } = getSelection().getRangeAt(0).getBoundingClientRect();
  if (top < 0 || top > innerHeight) scrollBy({ top: top - innerHeight / 2, behavior: "instant" });
  // A selection takes the keyboard along; whoever looks on stays in the field, until Escape.
  form.elements.q.focus({ preventScroll: true });
}

const tell = (text) => (form.querySelector("[data-found]").textContent = text);

/** One after the other, however fast somebody presses. */
const trying = (step) => (going = going.then(() => find(step)).catch(telling));

function telling(problem) {
  if (!(problem instanceof Problem)) throw problem;
  tell(problem.message);
}

/** The field, for whoever presses its key; null where the text is short and the browser finds. */
export const field = () => form?.elements.q ?? null;

export function begin() {
  if (!form) return;
  form.querySelector("[data-before]").hidden = false;
  form.querySelector("[data-before]").addEventListener("click", () => trying(-1));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trying(1);
  });
}

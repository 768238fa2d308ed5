// Choosing words without a mouse: one turn is in the tab order, arrows go on from there. What is
// chosen is also said, since a selection that a script makes is not read out.
import { chooseByKeyboard, passage, whenChosen } from "./choosing.js";
import { beyond } from "./parts.js";
import { saidOf, toPoints, turnOf, wordsIn, wordsOf } from "./positions.js";
import { focusTurn } from "./turns.js";

const area = document.querySelector("[data-words]");
const spoken = document.querySelector("[data-chosen]");
const LONG = 160;
let later = 0;

const beside = (said, step) => beyond(said.closest(".seg"), step);

const KEYS = {
  ArrowDown: (said, more) => (more ? longer(said, 1) : go(said, 1)),
  ArrowUp: (said, more) => (more ? longer(said, -1) : go(said, -1)),
  ArrowRight: (said, more) => (more ? stretch(said, 1) : step(said, 1)),
  ArrowLeft: (said, more) => (more ? stretch(said, -1) : step(said, -1)),
};

area.addEventListener("keydown", (event) => {
  const said = event.target.closest?.(".said[role]");
  if (!said || event.target !== said || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key] ?? (event.key.toLowerCase() === "a" ? whole : null);
  if (!act) return;
  event.preventDefault();
  act(said, event.shiftKey);
});

async function go(said, way) {
  const next = await beside(said, way);
  if (next) focusTurn(next);
}

/** The next or previous word of this turn. */
function step(said, way) {
  const chosen = passage();
  const words = wordsIn(said);
  if (!words.length) return;
  const here = chosen && chosen.start_turn === turnOf(said);
  const from = way > 0 ? words.findIndex(([start]) => here && start >= chosen.end) : -1;
  const back = words.findLastIndex(([, end]) => here && end <= chosen.start);
  const fresh = way > 0 ? 0 : words.length - 1;
  const at = here ? (way > 0 ? from : back) : fresh;
  if (at >= 0) span(said, words[at][0], words[at][1]);
}

/** One word more or less at the end of what is chosen. */
function stretch(said, way) {
  const chosen = passage();
  if (!chosen) return step(said, way);
  const last = saidOf(chosen.end_turn);
  const words = wordsIn(last);
  const ends = words.map(([, end]) => end);
  const first = chosen.start_turn === chosen.end_turn ? chosen.start : 0;
  const next =
    way > 0 ? ends.find((end) => end > chosen.end) : ends.findLast((end) => end < chosen.end);
  if (next === undefined || next <= first) return undefined;
  return chooseByKeyboard({ ...chosen, end: next });
}

/** To the end of this turn, then of the next one; or back. */
async function longer(said, way) {
  const chosen = passage();
  if (!chosen) return whole(said);
  const last = saidOf(chosen.end_turn);
  const full = toPoints(last.textContent, last.textContent.trimEnd().length);
  if (way > 0 && chosen.end < full) return chooseByKeyboard({ ...chosen, end: full });
  const next = await beside(last, way);
  if (!next || turnOf(next) < chosen.start_turn) return undefined;
  const end = toPoints(next.textContent, next.textContent.trimEnd().length);
  return chooseByKeyboard({ ...chosen, end_turn: turnOf(next), end });
}

function whole(said) {
  const text = said.textContent;
  const start = toPoints(text, text.length - text.trimStart().length);
  span(said, start, toPoints(text, text.trimEnd().length));
}

function span(said, start, end) {
  const turn = turnOf(said);
  if (start < end) chooseByKeyboard({ start_turn: turn, start, end_turn: turn, end });
}

whenChosen((words) => {
  clearTimeout(later);
  const said = words ? wordsOf(words).trim().replace(/\s+/g, " ") : "";
  const short = said.length > LONG ? `${said.slice(0, LONG)} …` : said;
  later = setTimeout(() => (spoken.textContent = short && `Chosen: “${short}”`), 200);
});

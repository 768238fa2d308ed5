// What is pressed while a step is being saved waits, and is done after it in the same order.

const MOST = 8; // presses that wait, and no more: whoever runs further ahead no longer sees on what
const LONGEST = 60; // letters typed ahead for a field

let saving = false;
let waiting = [];
let missed = 0;
let typed = null; // letters for the field that the last press will lead to; null: it leads to none

/** Whether a step is being saved. */
export const isSaving = () => saving;

/** Do it now; or, while a step is being saved, after that. `field`: it leads to a field, so what is
 * typed next is meant for that. */
export function inTurn(act, { field = false } = {}) {
  if (!saving) return act();
  if (waiting.length >= MOST || typed !== null) return void missed++;
  waiting.push(act);
  if (field) typed = "";
}

/** Letters pressed after a press that leads to a field: true where they are kept for it. */
export function typedAhead(event) {
  if (!saving || typed === null) return false;
  if (event.key === "Backspace") typed = typed.slice(0, -1);
  else if (event.key.length === 1 && typed.length < LONGEST) typed += event.key;
  else if (event.key === "Enter" || event.key.length === 1) missed++;
  else return false;
  event.preventDefault();
  return true;
}

/** What waits is let go: it was meant for a page that is not there now. */
export function letWaitingGo() {
  missed += waiting.length;
  waiting = [];
  typed = null;
}

/** Save a step, then do what waits. `tell`: called with how many presses were not taken. */
export async function save(step, tell) {
  saving = true;
  try {
    await step();
  } finally {
    saving = false;
  }
  while (!saving && waiting.length) waiting.shift()();
  if (saving) return;
  if (typed) document.execCommand("insertText", false, typed);
  typed = null;
  if (missed) tell(missed);
  missed = 0;
}

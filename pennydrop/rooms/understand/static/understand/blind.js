// Marking by mouse or keyboard: select words, press M. Without a script they are typed.
import { inTurn, isSaving, letWaitingGo, save } from "./inturn.js";
import { showScripted } from "./scripted.js";
import { intoForm, letGo, selectAgain, selectedIn } from "./selecting.js";
import { sendWhole } from "./whole.js";

const blind = () => document.getElementById("blind");
const form = () => document.getElementById("mark");

showScripted();

document.addEventListener("selectionchange", chosenIntoForm);

function chosenIntoForm() {
  const chosen = selectedIn(".turns");
  if (chosen) intoForm(form(), chosen);
}

document.addEventListener("input", (event) => {
  if (event.target.id === "id_mark") letGo(form());
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "m") return;
  if (event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  chosenIntoForm(); // the key may come before the browser tells of the selection
  const field = form().elements.form;
  if (field.value) form().requestSubmit();
  else if (!isSaving()) field.focus();
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-fetch]")) return;
  event.preventDefault();
  const { action } = event.target;
  const body = new FormData(event.target);
  if (event.target === form()) taken();
  inTurn(() => save(() => post(action, body), tooQuick));
});

// What was selected is on its way; what is selected from here on is the next.
function taken() {
  form().elements.form.value = "";
  letGo(form());
  document.getSelection().removeAllRanges();
}

async function post(action, body) {
  try {
    const answer = await fetch(action, { method: "POST", body, headers: { "X-Fragment": "1" } });
    const html = await answer.text();
    if (!answer.ok || !html.includes('id="blind"')) throw new Error(String(answer.status));
    await drawing;
    replace(html);
  } catch {
    letWaitingGo();
    sendWhole(action, body);
  }
}

// Turns drawn anew under a selection in the making would cut it off: its end is waited for.
let drawing = null;
let letDraw = () => {};
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.(".turns")) drawing = new Promise((done) => { letDraw = done; });
});
for (const end of ["pointerup", "pointercancel"])
  document.addEventListener(end, () => { drawing = null; letDraw(); });

function replace(html) {
  const scroll = window.scrollY;
  const open = blind().querySelector(".review-marked")?.open ?? false;
  const chosen = selectedIn(".turns");
  const { value: typed } = form().elements.form;
  const typing = document.activeElement === form().elements.form;
  blind().outerHTML = html;
  showScripted(blind());
  if (open && blind().querySelector(".review-marked")) blind().querySelector(".review-marked").open = true;
  const field = form().elements.form;
  (typing ? field : document.getElementById("panel")).focus({ preventScroll: true });
  window.scrollTo(0, scroll);
  if (!chosen) return void (field.value = typed);
  selectAgain(".turns", chosen);
  intoForm(form(), chosen);
}

function tooQuick(missed) {
  const were = missed === 1 ? "One press was" : `${missed} presses were`;
  blind().querySelector(".review-said").textContent = `${were} too quick and not taken: mark these words again.`;
}

// The list of what is nearly sure, by keyboard: move, tick, go. Without a script Tab and Space do it.
import { showScripted } from "./scripted.js";

const form = document.getElementById("ticks");
const help = document.getElementById("keys");
const ticks = [...form.querySelectorAll("input[type=checkbox]")];
let last = ticks[0];

showScripted();

form.addEventListener("focusin", (event) => { if (ticks.includes(event.target)) last = event.target; });

function move(by) {
  const at = ticks.indexOf(document.activeElement);
  const goal = at < 0 ? last : ticks[Math.min(Math.max(at + by, 0), ticks.length - 1)];
  goal.focus();
  goal.scrollIntoView({ block: "nearest" });
}

// Enter sends the list only from within it: whoever is not there yet is led to it first.
function go() {
  if (ticks.includes(document.activeElement)) form.requestSubmit();
  else last.focus();
}

function explain() {
  help.open = !help.open;
  help.querySelector("summary").focus();
}

function back() {
  help.open = false;
  last.focus();
}

const keys = {
  arrowdown: () => move(1),
  arrowup: () => move(-1),
  j: () => move(1),
  k: () => move(-1),
  enter: go,
  escape: back,
  "?": explain,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key.toLowerCase()];
  if (!act) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  // Outside of the list the arrows scroll the page, as they do everywhere.
  if (event.key.startsWith("Arrow") && !ticks.includes(event.target)) return;
  event.preventDefault();
  act();
});

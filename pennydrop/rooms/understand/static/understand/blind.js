// Marking by mouse or keyboard: select words, press M. Without a script they are typed.
import { showScripted } from "./scripted.js";
import { intoForm, letGo, selectedIn } from "./selecting.js";

showScripted();

const form = document.getElementById("mark");
const HERE = "marking-at";

document.addEventListener("selectionchange", () => {
  const chosen = selectedIn(".turns");
  if (chosen) intoForm(form, chosen);
});

form.elements.form.addEventListener("input", () => letGo(form));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "m") return;
  if (event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  if (form.elements.form.value) form.requestSubmit();
  else form.elements.form.focus();
});

// The page comes up where it was left.
form.addEventListener("submit", () => sessionStorage.setItem(HERE, String(window.scrollY)));
const here = sessionStorage.getItem(HERE);
sessionStorage.removeItem(HERE);
if (here) window.scrollTo(0, Number(here));

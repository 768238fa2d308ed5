// Small comfort while writing: the browser asks before it throws away what was typed.
const form = document.querySelector("form[data-keep]");
let typed = false;

form?.addEventListener("input", () => { typed = true; });
form?.addEventListener("submit", () => { typed = false; });
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});

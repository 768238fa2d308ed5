// On a narrow screen a long draft begins folded; whatever an address points at is opened.
const folds = [...document.querySelectorAll("details.fold")];
const show = () => {
  const wanted = document.getElementById(location.hash.slice(1));
  for (let fold = wanted?.closest("details.fold"); fold; fold = fold.parentElement.closest("details.fold")) {
    fold.open = true;
  }
  if (wanted) wanted.scrollIntoView();
};
if (matchMedia("(max-width: 699px)").matches) folds.forEach((fold) => { fold.open = false; });
addEventListener("hashchange", show);
show();

// Small comfort while writing: the browser asks before it throws away what was typed.
const form = document.querySelector("form[data-keep]");
let typed = false;

form?.addEventListener("input", () => { typed = true; });
form?.addEventListener("submit", () => { typed = false; });
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});

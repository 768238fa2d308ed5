// What the page says: to whoever acts, in the bar below the text; of what others did, in a log
// that screen readers read out when they are free.
const saying = document.querySelector("[data-saying]");
const arrivals = document.querySelector("[data-arrivals]");
const REMEMBERED = 20;
let later = 0;

export function say(text) {
  saying.textContent = text;
  clearTimeout(later);
  later = setTimeout(() => (saying.textContent = ""), 6000);
}

export function tell(text) {
  const line = document.createElement("p");
  line.textContent = text;
  arrivals.append(line);
  while (arrivals.children.length > REMEMBERED) arrivals.firstElementChild.remove();
}

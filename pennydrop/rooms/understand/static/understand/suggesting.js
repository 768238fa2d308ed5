// One key each for yes, no and later. The buttons and the link do the same without this.

const asked = document.querySelector("[data-suggestion]");

const answers = {
  y: () => asked.querySelector("[name=fits][value=yes]").click(),
  n: () => asked.querySelector("[name=fits][value=no]").click(),
  l: () => asked.querySelector("[data-later]")?.click(),
};

function isTyping(element) {
  return element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);
}

if (asked) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isTyping(event.target)) return;
    answers[event.key.toLowerCase()]?.();
  });
}

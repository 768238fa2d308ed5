// Small comforts on staff pages. Every page works without them.

// A form marked data-once is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  closeMenus(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// On a narrow screen the rows of tabs scroll: begin where the page in hand can be seen.
function showTabs() {
  for (const tab of document.querySelectorAll(".study [aria-current]")) {
    const row = tab.closest("ul");
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
}
showTabs();
window.addEventListener("resize", showTabs);

// Coming back with the Back button must not find a form that refuses to be sent.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

function closeMenus(clicked) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(clicked)) menu.open = false;
  }
}

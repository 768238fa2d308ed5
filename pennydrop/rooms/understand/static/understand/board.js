// Dragging a card to another theme fills in the card's own form, which works without this.

let held = null;

for (const card of document.querySelectorAll("[data-card]")) {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    held = card;
    event.dataTransfer.effectAllowed = "move";
    // Firefox drags nothing without data; the words themselves are not handed out.
    event.dataTransfer.setData("text/plain", card.id);
    card.classList.add("held");
  });
  card.addEventListener("dragend", () => {
    held?.classList.remove("held");
    held = null;
    mark(null);
  });
}

for (const column of document.querySelectorAll("[data-column]")) {
  column.addEventListener("dragover", (event) => {
    if (!choice(column)) return;
    event.preventDefault();
    mark(column);
  });
  column.addEventListener("drop", (event) => {
    const option = choice(column);
    if (!option) return;
    event.preventDefault();
    option.selected = true;
    held.querySelector("form").requestSubmit();
  });
}

/** The line of the held card's list that stands for this column; none for the one it is in. */
function choice(column) {
  const options = held?.querySelectorAll("option") ?? [];
  if (held && column.contains(held)) return undefined;
  return [...options].find((option) => option.value === column.dataset.column);
}

function mark(column) {
  for (const one of document.querySelectorAll("[data-column]")) {
    one.classList.toggle("over", one === column);
  }
}

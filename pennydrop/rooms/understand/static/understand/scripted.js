// What only helps where scripts run is shown by one, and what stands for it without goes.

export function showScripted(root = document) {
  for (const one of root.querySelectorAll("[data-scripted]")) one.hidden = false;
  for (const one of root.querySelectorAll("[data-unscripted]")) one.hidden = true;
}

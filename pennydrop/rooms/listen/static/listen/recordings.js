// Plays the recording from where a turn begins, and stops and goes on without leaving the words.

const BACK = 2;
const list = document.querySelector(".turns");
const players = [...document.querySelectorAll("audio[data-recording]")];
let player = players[0];

for (const mark of document.querySelectorAll(".turns [data-begins]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn plain small";
  button.textContent = `▶ ${mark.textContent}`;
  button.setAttribute("aria-label", `Play from ${mark.textContent}`);
  button.dataset.begins = mark.dataset.begins;
  button.dataset.of = mark.dataset.of;
  mark.replaceWith(button);
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-begins]");
  const chosen = players.find((one) => one.dataset.recording === button?.dataset.of);
  if (!chosen) return;
  if (player !== chosen) player.pause();
  player = chosen;
  player.currentTime = Number(button.dataset.begins);
  player.play();
});

document.getElementById("typing").addEventListener("keydown", (event) => {
  if (!event.ctrlKey || !player) return;
  if (event.code === "Space") {
    event.preventDefault();
    if (!player.paused) return player.pause();
    player.currentTime = Math.max(0, player.currentTime - BACK);
    player.play();
  }
  const number = Number(event.key);
  const speaker = event.target.closest(".turns li")?.querySelector("select");
  if (speaker && number >= 1 && number <= 9) {
    const choices = [...speaker.options].filter((one) => one.value !== "unsure");
    if (!choices[number - 1]) return;
    event.preventDefault();
    speaker.value = choices[number - 1].value;
    speaker.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

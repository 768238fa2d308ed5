// Keeps what is typed by itself, and adds turns. Without it the buttons of the form do the same.

const PAUSE = 4000;
const form = document.getElementById("typing");
const list = form.querySelector(".turns");
const said = document.getElementById("kept");
const more = document.getElementById("more");
let timer = 0;
let unkept = false;
let stopped = false;

form.addEventListener("input", (event) => {
  if (!event.target.matches(".turns *")) return;
  unkept = true;
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});

async function keep() {
  if (!unkept || stopped) return;
  unkept = false;
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    if (answer.type === "opaqueredirect") return stop("Not kept: sign in again in another tab.");
    const told = await answer.json();
    if (!answer.ok) return stop(`Not kept. ${told.why}`);
    form.elements.seen.value = told.seen;
    said.textContent = `${told.turns} turns kept. ${told.note}`;
  } catch {
    unkept = true;
    said.textContent = "Not kept yet: no signal. It will be tried again.";
    timer = setTimeout(keep, PAUSE * 3);
  }
}

function stop(why) {
  // Trying on would overwrite what somebody else kept; the words stay on this page.
  stopped = why.includes("sign in") ? false : true;
  unkept = true;
  said.textContent = why;
}

more.hidden = false;
more.addEventListener("click", add);
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.preventDefault();
    add();
  }
});

function add() {
  const turns = list.children;
  const fresh = turns[turns.length - 1].cloneNode(true);
  const number = turns.length + 1;
  const [speaker, words] = [fresh.querySelector("select"), fresh.querySelector("textarea")];
  for (const [control, label] of [[speaker, "who speaks"], [words, "the words"]]) {
    control.id = `id_${control.name}_${number}`;
    control.previousElementSibling.htmlFor = control.id;
    control.previousElementSibling.textContent = `Turn ${number}: ${label}`;
  }
  words.value = "";
  const mark = fresh.querySelector("input[name=mark]");
  if (mark) mark.value = "";
  fresh.querySelector("[data-begins]")?.remove();
  // People mostly speak by turns: offer whoever spoke before the last one.
  speaker.value = (turns[turns.length - 2] ?? fresh).querySelector("select").value;
  list.append(fresh);
  words.focus();
}

form.addEventListener("submit", () => {
  unkept = false;
  clearTimeout(timer);
});
window.addEventListener("beforeunload", (event) => {
  if (unkept) event.preventDefault();
});

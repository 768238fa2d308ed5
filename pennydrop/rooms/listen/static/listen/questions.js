// Offers the choices of the question that a line is about, while somebody types what to compare.
// Without it the words are typed, and the page says what there is to choose from.

const WITHOUT_ANSWER = new Set(["answered", "not_answered"]);

for (const line of document.querySelectorAll(".condition")) {
  const [about, how] = line.querySelectorAll("select");
  const what = line.querySelector("input");
  const offer = () => {
    const list = document.getElementById(`choices-of-${about.value}`);
    if (list) what.setAttribute("list", list.id);
    else what.removeAttribute("list");
    what.closest(".condition-what").hidden = WITHOUT_ANSWER.has(how.value);
  };
  about.addEventListener("change", offer);
  how.addEventListener("change", offer);
  offer();
}

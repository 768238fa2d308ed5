// Reads the page aloud with the browser's own voice. Nothing is sent: the button is shown only where
// a voice stands on the device itself.
const button = document.querySelector("[data-aloud]");
const voice = window.speechSynthesis;
const language = document.documentElement.lang.slice(0, 2).toLowerCase();

const here = () =>
  voice.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));

const words = () =>
  [...document.querySelectorAll(button.dataset.aloud)]
    .map((part) => {
      const copy = part.cloneNode(true);
      for (const mark of copy.querySelectorAll(".cite, .no-aloud, .press")) mark.remove();
      return copy.textContent.replace(/\s+/g, " ").trim();
    })
    .filter(Boolean);

const say = (speaking) => {
  button.textContent = speaking ? button.dataset.stop : button.dataset.start;
};

function read() {
  const parts = words();
  say(true);
  parts.forEach((text, place) => {
    const part = new SpeechSynthesisUtterance(text);
    part.voice = here();
    part.lang = document.documentElement.lang;
    if (place === parts.length - 1) part.addEventListener("end", () => say(false));
    part.addEventListener("error", () => say(false));
    voice.speak(part);
  });
}

function offer() {
  if (!here()) return;
  button.hidden = false;
  say(false);
}

if (button && voice) {
  button.addEventListener("click", () => {
    const speaking = voice.speaking || voice.pending;
    voice.cancel();
    if (speaking) say(false);
    else read();
  });
  voice.addEventListener?.("voiceschanged", offer);
  // Whoever leaves the page is not to hear it any more.
  window.addEventListener("pagehide", () => voice.cancel());
  offer();
}

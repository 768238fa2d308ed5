// Looks again at how far files are, and swaps in what changed. Without it a link does the same.

const PAUSE = 1500;
const part = () => document.querySelector("[data-working]");

async function look() {
  const now = part();
  if (!now) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.redirected || !answer.ok) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#files");
    if (!fresh) return location.reload();
    const kept = document.activeElement?.id;
    document.querySelector("#files").replaceWith(fresh);
    if (kept) document.getElementById(kept)?.focus();
  } catch {
    // The server may be starting again; the next look will tell.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);

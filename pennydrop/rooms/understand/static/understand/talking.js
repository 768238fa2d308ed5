// Asking the server. The token stands in a form of the page: the cookie cannot be read by scripts.

export class Problem extends Error {}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

/** Send a form; returns what was answered. Throws Problem with words for people. */
export async function send(address, values) {
  const response = await reach(address, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    body: new URLSearchParams(values),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(answer.problem ?? UNKNOWN);
  return answer;
}

/** A piece of a page. */
export async function piece(address, values) {
  const response = await reach(`${address}?${new URLSearchParams(values)}`, {});
  if (!response.ok || response.redirected) throw new Problem(UNKNOWN);
  return response.text();
}

/** What a script is answered: an object, or null where there is nothing to tell. */
export async function answer(address, values) {
  const headers = { Accept: "application/json" };
  const response = await reach(`${address}?${new URLSearchParams(values)}`, { headers });
  if (!response.ok || response.redirected) throw new Problem(UNKNOWN);
  return response.status === 204 ? null : response.json();
}

const UNKNOWN = "That did not work. Load the page again; you may have been signed out.";

async function reach(address, options) {
  try {
    return await fetch(address, { credentials: "same-origin", ...options });
  } catch {
    throw new Problem("The server cannot be reached just now. Nothing was changed.");
  }
}

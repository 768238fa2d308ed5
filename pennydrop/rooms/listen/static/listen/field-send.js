// What waits on a phone in the field goes out, one after another; what did not go is tried again.

// A phone says that it has signal a moment before it does: then it is tried again, each time later.
const SOON = 2000;
const LATE = 60000;

export class Sending {
  #sending = false;
  #wait = SOON;
  #another = 0;

  // `vault`: what is kept on the phone; `page`: where it goes; `written`: what is sent of a record;
  // `tell`: says a line on the page; `show`: draws the page anew.
  constructor({ vault, page, written, tell, show }) {
    Object.assign(this, { vault, page, written, tell, show });
  }

  async send() {
    if (this.#sending || !this.vault.isOpen) return;
    this.#sending = true;
    try {
      const ready = (await this.vault.all()).filter((one) => one.state === "ready");
      const told = { sent: 0, gone: 0, why: "" };
      for (const one of ready) {
        await this.#deliver(one, told);
        if (told.why) break;
      }
      this.#report(told);
      this.#wait = SOON;
    } catch {
      this.tell("No signal: kept on this phone until there is some.");
      if (navigator.onLine) this.#tryAgain();
    } finally {
      this.#sending = false;
      await this.show();
    }
  }

  #tryAgain() {
    clearTimeout(this.#another);
    this.#another = setTimeout(() => this.send(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, LATE);
  }

  async #deliver(one, told) {
    const token = await ask(this.page.token);
    if (!token.ok) return void (told.why = signedOut(token));
    const answer = await ask(this.page.send, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": (await token.json()).token },
      body: JSON.stringify(this.written(one)),
    });
    if (answer.ok || answer.status === 410) {
      await this.vault.remove(one.id);
      told[answer.ok ? "sent" : "gone"] += 1;
    } else if (answer.type === "opaqueredirect" || answer.status === 403) {
      told.why = signedOut(answer);
    } else {
      const reply = await answer.json().catch(() => ({}));
      const why = reply.why ?? "The server did not take it. It is tried again.";
      if (answer.status === 422) {
        await this.vault.put({ ...one, state: "stuck", why, notMeant: reply.not_meant === true });
      } else told.why = why;
    }
  }

  #report({ sent, gone, why }) {
    const lines = [];
    if (sent) lines.push(`${sent} sent, and wiped from this phone.`);
    if (gone) {
      lines.push(`${gone} not taken: these words were taken back meanwhile. Wiped from this phone.`);
    }
    if (why) lines.push(why);
    if (lines.length) this.tell(lines.join(" "));
  }
}

function ask(address, how = {}) {
  const signal = AbortSignal.timeout(30_000);
  return fetch(address, { ...how, redirect: "manual", cache: "no-store", signal });
}

function signedOut(answer) {
  if (answer.status === 404 || answer.status === 403) return "Your account may not send here.";
  return "Sign in again on this phone, then open this page and send.";
}

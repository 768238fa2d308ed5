"""What somebody does on the phone page in the field, and what the phone keeps of it."""

from pennydrop.core.vault.codes import group_code

PIN = "739 heron"
CANARY = "a marmalade lighthouse"
# Everything that this origin keeps, as the bytes that it keeps: sealed boxes become letters.
EVERYTHING = """async () => {
  const text = value => JSON.stringify(value, (_, v) => {
    if (v instanceof ArrayBuffer) v = new Uint8Array(v);
    if (ArrayBuffer.isView(v)) return Array.from(v, b => String.fromCharCode(b)).join('');
    return v;
  });
  const kept = [text({...localStorage}), text({...sessionStorage})];
  for (const {name} of await indexedDB.databases()) {
    const db = await new Promise(done => {
      const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise(done => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      kept.push(...rows.map(text));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(request.url);
      kept.push(await (await cache.match(request)).text());
    }
  }
  return kept;
}"""

SEALED = """async () => new Promise(done => {
  indexedDB.databases().then(([{name}]) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => {
      const count = asked.result.transaction('kept').objectStore('kept').count();
      count.onsuccess = () => { asked.result.close(); done(count.result); };
    };
  });
})"""


def button(seat, name):
    return seat.tab.get_by_role("button", name=name)


def status(seat, words):
    return seat.tab.get_by_role("status").filter(has_text=words)


def offline(seat, off=True):
    seat.context.set_offline(off)


def unlock(seat, pin=PIN):
    seat.tab.get_by_label("Your PIN").fill(pin)
    seat.touch(button(seat, "Open"), shows=button(seat, "New interview"))


def consents(seat, quote="Yes"):
    for scope in ("take_part", "analyse"):
        seat.tab.locator(f"[data-scope={scope}]").get_by_label("Yes").check()
    seat.tab.locator("[data-scope=quote]").get_by_label(quote, exact=True).check()


def interview(seat, words, code):
    seat.touch(button(seat, "New interview"), shows=button(seat, "Add a turn"))
    consents(seat)
    seat.tab.get_by_label("Word for word").check()
    seat.tab.get_by_label("Turn 1: the words").fill(words)
    seat.touch(button(seat, "Add a turn"), shows=seat.tab.get_by_label("Turn 2: the words"))
    seat.tab.get_by_label("Turn 2: who speaks").select_option(label="I")
    seat.tab.get_by_label("Turn 2: the words").fill("And then?")
    seat.tab.get_by_label("The 16 numbers on their card").fill(group_code(code))


def answers(seat, words, code):
    seat.touch(button(seat, "New answers"), shows=seat.tab.get_by_text("Everything can be skipped"))
    consents(seat, quote="No")
    seat.tab.locator("[name^='q:']").first.fill(words)
    seat.tab.get_by_label("The 16 numbers on their card").fill(code)


def keep(seat):
    seat.touch(button(seat, "Keep it on the phone"), shows=button(seat, "New interview"))


def sealed(seat):
    return seat.tab.evaluate(SEALED)


def misses_the_server(seat):
    """The browser itself notes each request that got no answer; here that is meant."""
    seat.pardon("net::ERR_")


def forgive_refusals(seat):
    seat.pardon("status of 4")

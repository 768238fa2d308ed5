// What a phone keeps, sealed under a PIN. The key is made from the PIN (PBKDF2, SHA-256) and is in
// memory only while the page is open; the PIN is kept nowhere. Each record is sealed (AES-GCM) with
// its own number, and bound to its id. After ten wrong PINs everything is wiped.

const ROUNDS = 600_000; // OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256
const MOST_WRONG = 10;
const CHECK = "open";
const bytes = (text) => new TextEncoder().encode(text);

export class Vault {
  #db;
  #key = null;

  static async of(study) {
    const vault = new Vault();
    vault.study = study;
    vault.#db = await opened(`field:${study}`);
    return vault;
  }

  get isOpen() {
    return this.#key !== null;
  }

  async isSetUp() {
    return (await this.#ask("meta", "readonly", (rows) => rows.get("lock"))) !== undefined;
  }

  count() {
    return this.#ask("kept", "readonly", (rows) => rows.count());
  }

  async setUp(pin) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await keyFrom(pin, salt, ROUNDS);
    const check = await this.#seal(key, "check", CHECK);
    const lock = { salt, rounds: ROUNDS, wrong: 0, ...check };
    await this.#ask("meta", "readwrite", (rows) => rows.put(lock, "lock"));
    this.#key = key;
  }

  // "open", "wiped", or how many tries are left.
  async unlock(pin) {
    const lock = await this.#ask("meta", "readonly", (rows) => rows.get("lock"));
    // Counted before it is tried, so that closing the page does not win a try.
    const tried = { ...lock, wrong: lock.wrong + 1 };
    await this.#ask("meta", "readwrite", (rows) => rows.put(tried, "lock"));
    const key = await keyFrom(pin, lock.salt, lock.rounds);
    try {
      await this.#unseal(key, "check", lock);
    } catch {
      if (tried.wrong < MOST_WRONG) return MOST_WRONG - tried.wrong;
      await this.wipe();
      return "wiped";
    }
    await this.#ask("meta", "readwrite", (rows) => rows.put({ ...lock, wrong: 0 }, "lock"));
    this.#key = key;
    return "open";
  }

  lock() {
    this.#key = null;
  }

  async put(record) {
    const sealed = await this.#seal(this.#key, record.id, JSON.stringify(record));
    await this.#ask("kept", "readwrite", (rows) => rows.put({ id: record.id, ...sealed }));
  }

  async all() {
    const rows = await this.#ask("kept", "readonly", (kept) => kept.getAll());
    const texts = await Promise.all(rows.map((row) => this.#unseal(this.#key, row.id, row)));
    return texts.map((text) => JSON.parse(text));
  }

  remove(id) {
    return this.#ask("kept", "readwrite", (rows) => rows.delete(id));
  }

  async wipe() {
    this.#key = null;
    for (const store of ["kept", "meta"]) {
      await this.#ask(store, "readwrite", (rows) => rows.clear());
    }
  }

  async #seal(key, id, text) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt(this.#how(iv, id), key, bytes(text));
    return { iv, box };
  }

  async #unseal(key, id, { iv, box }) {
    return new TextDecoder().decode(await crypto.subtle.decrypt(this.#how(iv, id), key, box));
  }

  #how(iv, id) {
    return { name: "AES-GCM", iv, additionalData: bytes(`${this.study}:${id}`) };
  }

  #ask(store, mode, question) {
    return new Promise((resolve, reject) => {
      const work = this.#db.transaction(store, mode);
      const answer = question(work.objectStore(store));
      work.oncomplete = () => resolve(answer.result);
      work.onabort = work.onerror = () => reject(work.error);
    });
  }
}

async function keyFrom(pin, salt, iterations) {
  const raw = await crypto.subtle.importKey("raw", bytes(pin.normalize("NFKC")), "PBKDF2", false, [
    "deriveKey",
  ]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  const made = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, raw, made, false, ["encrypt", "decrypt"]);
}

function opened(name) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("meta");
      asked.result.createObjectStore("kept", { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// Answers to the form's questions on the phone: ranks, rounds of a repeat, pictures and recordings.

export class Answers {
  constructor(form) {
    this.form = form;
    this.parts = [...form.querySelectorAll("[data-rounds]")];
    this.files = {};
  }

  // --- rounds -----------------------------------------------------------------------------------
  clear() {
    this.files = {};
    for (const part of this.parts) part.querySelector("div").replaceChildren();
  }

  show({ rounds = {}, files = {} }) {
    this.files = { ...files };
    for (const part of this.parts) {
      for (let n = 0; n < (rounds[part.dataset.rounds] ?? 0); n++) this.add(part.dataset.rounds);
    }
  }

  showFiles() {
    for (const part of this.form.querySelectorAll("[data-file]")) {
      part.lastElementChild.hidden = !this.files[part.dataset.file];
    }
  }

  add(path) {
    const part = this.parts.find((one) => one.dataset.rounds === path);
    const place = part.querySelector("div");
    const number = place.children.length + 1;
    const round = part.querySelector("template").content.cloneNode(true).firstElementChild;
    for (const element of [round, ...round.querySelectorAll("*")]) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes("[#]")) element.setAttribute(name, filled(value, element, name, number));
      }
    }
    for (const place of round.querySelectorAll("[data-number], .vh")) {
      place.textContent = place.textContent.replaceAll("[#]", number);
    }
    place.append(round);
    return round;
  }

  get rounds() {
    const counts = this.parts.map((part) => {
      return [part.dataset.rounds, part.querySelector("div").children.length];
    });
    return Object.fromEntries(counts.filter(([, count]) => count));
  }

  // The recording without one round; those after it move down.
  without(record, path, number) {
    const moved = (name) => {
      const start = name.indexOf(`${path}[`);
      if (start < 0) return name;
      const [, at, rest] = name.slice(start + path.length).match(/^\[(\d+)\](.*)$/);
      if (+at === number) return null;
      return `${name.slice(0, start)}${path}[${+at > number ? at - 1 : at}]${rest}`;
    };
    const kept = (rows) => {
      const named = Object.entries(rows).map(([name, value]) => [moved(name), value]);
      return Object.fromEntries(named.filter(([name]) => name !== null));
    };
    const rounds = { ...record.rounds, [path]: record.rounds[path] - 1 };
    return { ...record, fields: kept(record.fields), files: kept(record.files), rounds };
  }

  // --- files ------------------------------------------------------------------------------------
  // Why a file cannot be kept; nothing where it is.
  async take(field, most) {
    const path = field.closest("[data-file]").dataset.file;
    const file = field.files[0];
    if (!file) return "";
    const others = Object.entries(this.files).filter(([name]) => name !== path);
    const held = others.reduce((sum, [, text]) => sum + (text.length * 3) / 4, 0);
    if (held + file.size > most) {
      field.value = "";
      return `Files may have ${Math.floor(most / 1024 / 1024)} MB together. This one does not fit.`;
    }
    this.files[path] = await letters(file);
    field.value = ""; // what is chosen is kept here, and nowhere by the browser
    this.showFiles();
    return "";
  }

  drop(path) {
    delete this.files[path];
    this.showFiles();
  }

  // --- what is sent -----------------------------------------------------------------------------
  // The first rank in which a number stands twice or is missing; none where all are in order.
  muddled(fields) {
    return Object.keys(fields).find((name) => {
      const given = fields[name].filter(Boolean);
      const all = given.length === fields[name].length && new Set(given).size === given.length;
      return name.startsWith("r:") && given.length > 0 && !all;
    });
  }

  given({ fields, rounds = {} }) {
    const said = { ...this.#written(fields), ...this.#ranked(fields) };
    for (const part of this.parts) {
      const path = part.dataset.rounds;
      if (!("counted" in part.dataset) && rounds[path]) said[path] = String(rounds[path]);
    }
    return said;
  }

  #written(fields) {
    const given = Object.entries(fields)
      .filter(([name]) => name.startsWith("q:"))
      .map(([name, values]) => [name.slice(2), values.join(" ").trim()]);
    return Object.fromEntries(given.filter(([, text]) => text));
  }

  #ranked(fields) {
    const said = {};
    for (const [name, places] of Object.entries(fields)) {
      if (!name.startsWith("r:") || !places.some(Boolean)) continue;
      const order = this.#choices(name).map((choice, at) => [Number(places[at]), choice]);
      said[name.slice(2)] = order.sort(([a], [b]) => a - b).map(([, choice]) => choice).join(" ");
    }
    return said;
  }

  // What is put in order. A recording is also sent while it is not on the page, and its rounds are
  // not there then: their pattern is.
  #choices(name) {
    const pattern = name.replace(/\[\d+\]/, "[#]");
    const places = [this.form, ...this.parts.map((part) => part.querySelector("template").content)];
    const found = places.map((place) => {
      return [...place.querySelectorAll("select[data-choice]")].filter((one) => one.name === pattern);
    });
    return found.flat().map((one) => one.dataset.choice);
  }
}

// A number where a path has one; the button that takes a round out has its number alone.
function filled(value, element, name, number) {
  return name === "data-out" ? String(number) : value.replaceAll("[#]", `[${number}]`);
}

async function letters(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  }
  return btoa(text);
}

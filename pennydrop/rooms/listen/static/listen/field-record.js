// One recording as it stands on the page: read from the fields, put back into them, checked, and
// made ready to be sent.

import { Answers } from "./field-answers.js";
import { codeProblem, digitsOf } from "./field-code.js";

export class Sheet {
  constructor(form) {
    this.form = form;
    this.turns = form.querySelector(".turns");
    this.pattern = form.querySelector("template");
    this.answers = new Answers(form);
    this.scopes = [...form.querySelectorAll("[data-scope]")].map((part) => part.dataset.scope);
  }

  clear() {
    this.form.reset();
    this.turns.replaceChildren();
    this.answers.clear();
  }

  addTurn({ staff = false, text = "" } = {}) {
    const row = this.pattern.content.cloneNode(true).firstElementChild;
    const number = this.turns.children.length + 1;
    row.querySelectorAll("[data-number]").forEach((place) => (place.textContent = number));
    const [who, words] = [row.querySelector("select"), row.querySelector("textarea")];
    who.id = `who-${number}`;
    words.id = `words-${number}`;
    const [whoLabel, wordsLabel] = row.querySelectorAll("label");
    whoLabel.htmlFor = who.id;
    wordsLabel.htmlFor = words.id;
    who.value = staff ? "staff" : "person";
    words.value = text;
    this.turns.append(row);
    return words;
  }

  show(record) {
    this.clear();
    for (const part of this.form.querySelectorAll("[data-kind]")) {
      part.hidden = part.dataset.kind !== record.kind;
    }
    this.answers.show(record);
    const met = {};
    for (const field of this.form.elements) {
      if (!field.name || field.type === "file") continue;
      const values = record.fields[field.name] ?? [];
      const at = (met[field.name] = (met[field.name] ?? -1) + 1);
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = values.includes(field.value);
      } else field.value = values[at] ?? "";
    }
    this.answers.showFiles();
    for (const turn of record.turns) this.addTurn(turn);
    if (!record.turns.length) this.addTurn();
  }

  readInto(record) {
    const fields = {};
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") (fields[name] ??= []).push(value);
    }
    const turns = [...this.turns.children].map((row) => ({
      staff: row.querySelector("select").value === "staff",
      text: row.querySelector("textarea").value,
    }));
    const { rounds, files } = this.answers;
    const interview = record.kind === "interview";
    return { ...record, fields, rounds, files: { ...files }, turns: interview ? turns : [] };
  }

  // What is missing, with the field to go to; null where it can be kept.
  problem(record) {
    const first = (name) => record.fields[name]?.[0] ?? "";
    const wrong = (name, text) => ({ text, field: this.form.querySelector(`[name="${name}"]`) });
    if (!first("on")) return wrong("on", "Say on which day this was.");
    if (this.form.querySelector("[name=old_enough]") && first("old_enough") !== "yes") {
      return wrong("old_enough", "Ask about their age. Nobody younger may be recorded.");
    }
    for (const scope of ["take_part", "analyse"]) {
      if (first(`reply-${scope}`) === "yes") continue;
      return wrong(`reply-${scope}`, "Without a yes to this, nothing may be kept. Throw it away.");
    }
    if (record.kind === "interview") {
      if (!first("fidelity")) return wrong("fidelity", "Say how you wrote it down.");
      const said = record.turns.some((turn) => !turn.staff && turn.text.trim());
      if (!said) return { text: "Write what they said.", field: this.turns.querySelector("textarea") };
    } else {
      const muddled = this.answers.muddled(record.fields);
      if (muddled) return wrong(muddled, "Give each a number of its own, or leave all of them out.");
      const said = { ...this.answers.given(record), ...record.files };
      if (!Object.keys(said).length) {
        return { text: "No question is answered.", field: this.form.querySelector("[name^='q:']") };
      }
    }
    const slip = codeProblem(first("code"));
    return slip ? wrong("code", slip) : null;
  }

  toSend(record) {
    const first = (name) => record.fields[name]?.[0] ?? "";
    return {
      id: record.id,
      kind: record.kind,
      on: first("on"),
      code: digitsOf(first("code")),
      sheet: record.sheet,
      form: record.form,
      replies: Object.fromEntries(this.scopes.map((s) => [s, first(`reply-${s}`) || "unknown"])),
      old_enough: !this.form.querySelector("[name=old_enough]") || first("old_enough") === "yes",
      intoxicated: first("intoxicated") === "yes",
      meant: record.meant === true,
      fidelity: first("fidelity"),
      turns: record.turns,
      answers: this.answers.given(record),
      files: record.kind === "answers" ? (record.files ?? {}) : {},
    };
  }
}

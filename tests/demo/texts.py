"""The demonstration study's data files, read plainly: words, identifiers, consents.

No Django here: plain files in, plain values out.
"""

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "pennydrop" / "web" / "demo" / "content"
SEEDS = ROOT.parent / "shared" / "data" / "seeds"


def load(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def form_pattern(form: str) -> str:
    return rf"(?<!\w){re.escape(form)}(?!\w)"


def deidentify(text: str, identifiers: list[list[str]]) -> str:
    """Replace each form by its surrogate: longest first, whole words, any case."""
    if not identifiers:
        return text
    surrogates = {form.lower(): surrogate for form, _, surrogate in identifiers}
    forms = sorted((form for form, _, _ in identifiers), key=len, reverse=True)
    pattern = "|".join(form_pattern(form) for form in forms)
    return re.sub(pattern, lambda m: surrogates[m.group(0).lower()], text, flags=re.IGNORECASE)


class Text:
    """One source of the demonstration study, raw and de-identified, passage by passage."""

    def __init__(self, ref: str, fidelity: str, reviewed: bool) -> None:
        self.ref, self.fidelity, self.reviewed = ref, fidelity, reviewed
        self.raw: list[tuple[str, str]] = []  # (speaker or question, words)
        self.identifiers: list[list[str]] = []
        self.hide: list[str] = []
        self.consents: dict[str, dict[str, bool | None]] = {}  # by speaker
        self.pseudonyms: list[str] = []

    def passages(self, question: str | None = None) -> list[tuple[str, str]]:
        return [
            (who, deidentify(words, self.identifiers))
            for who, words in self.raw
            if question is None or who == question
        ]

    def consent_of(self, who: str) -> dict[str, bool | None]:
        return self.consents.get(who) or self.consents.get("*", {})


def read_turns(file: str) -> list[tuple[str, str]]:
    lines = (CONTENT / file).read_text(encoding="utf-8").splitlines()
    turns = []
    for line in lines:
        speaker, colon, words = line.partition(": ")
        assert colon and words, f"{file}: not a 'Name: words' line: {line[:40]}"
        turns.append((speaker, words))
    return turns


def survey_texts() -> dict[str, Text]:
    texts = {}
    for answer in load("survey.json"):
        text = Text(answer["ref"], "word_for_word", reviewed=True)
        text.raw = list(answer["answers"].items())
        text.identifiers, text.hide = answer["identifiers"], answer["hide"]
        text.consents = {"*": answer["consents"]}
        text.pseudonyms = [answer["pseudonym"]]
        texts[text.ref] = text
    return texts


def interview_texts() -> dict[str, Text]:
    texts = {}
    for row in load("interviews.json"):
        text = Text(row["ref"], row["fidelity"], row["reviewed"])
        text.raw = read_turns(row["file"])
        text.identifiers, text.hide = row["identifiers"], row["hide"]
        people = [who for who, role in row["speakers"].items() if role == "participant"]
        text.consents = {who: row["consents"] for who in people}
        text.pseudonyms = [row["pseudonym"]]
        texts[text.ref] = text
    return texts


def focus_group_texts() -> dict[str, Text]:
    texts = {}
    for row in load("focus_groups.json"):
        text = Text(row["ref"], row["fidelity"], row["reviewed"])
        text.raw = read_turns(row["file"])
        for who, person in row["participants"].items():
            text.identifiers += person["identifiers"]
            text.hide += person["hide"]
            text.consents[who] = person["consents"]
            text.pseudonyms.append(person["pseudonym"])
        texts[text.ref] = text
    return texts


SURVEY, INTERVIEWS, GROUPS = survey_texts(), interview_texts(), focus_group_texts()
TEXTS = {**SURVEY, **INTERVIEWS, **GROUPS}


def quotes() -> list[dict[str, Any]]:
    themes = load("themes.json")
    printed = [quote for theme in themes["themes"] for quote in theme["quotes"]]
    return [*printed, *themes["waiting"]]


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def staff_prose() -> list[tuple[str, str]]:
    """Every text the team wrote about the study, with a name for the message."""
    found = [(f"memo {n}", memo["text"]) for n, memo in enumerate(load("memos.json"))]
    for theme in load("themes.json")["themes"]:
        prose = [theme["title"], theme["central_idea"], theme["insight"], theme["narrative"]]
        found.append((f"theme {theme['title']}", "\n".join(prose)))
    findings = load("findings.json")
    asks = [text for ask in findings.pop("asks") for text in ask.values()]
    for key, value in {**findings, "asks": asks}.items():
        found.append((f"findings {key}", "\n".join(value) if isinstance(value, list) else value))
    found.append(("promises", (CONTENT / "promises.json").read_text(encoding="utf-8")))
    return found

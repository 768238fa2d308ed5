"""The texts around the questions, and what of them is there in another language.

A translation stands beside the English it was made from. Where that has changed since, or nothing
was written, the English is shown: nobody agrees to something that was only true before.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pennydrop.rooms.listen.rules.asking import (
    ASKING,
    CLEAR_DAY_ASKED,
    CLEAR_DAY_REPLIES,
    REPLIES,
)

LONGEST = 30_000
COLUMNS = ("text", "english", "translation")

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "start_lead": "No name. Skip anything. Stop whenever you like.",
        "start_tell": "Tell us",
        "start_help": "Help now",
        "start_long": "It takes about ten minutes. You can do less.",
        "start_code": "I have a code already",
        "about_title": "Before you start",
        "about_more": "More about this: who reads it, what can be taken back, your rights",
        "more_title": "More about this",
        "limits_title": "What we keep to ourselves, and what we cannot",
        "limits_read": "I have read this",
        "agree_two": "Two questions first",
        "agree_three": "Three questions first",
        "agree_both": "We need a yes to both. If you say no, that is fine too.",
        "agree_all": "We need a yes to all of them. If you say no, that is fine too.",
        "agree_missing": "Choose yes or no to this",
        "agree_leave": "One more thing. You can leave this one out.",
        "choose_title": "Where would you like to start?",
        "choose_how": "Tap the one that is yours. Or take them one at a time and skip what you "
        "want. You can answer for yourself, or for someone close to you.",
        "choose_one": "Just one",
        "choose_card": "I was given a card with numbers",
        "go_on": "Go on",
        "back": "Back",
        "save": "Save and go on",
        "skip_one": "Skip this one",
        "skip_these": "Skip these",
        "leave_one": "Leave it as it is",
        "leave_these": "Leave these as they are",
        "nothing_kept": "Nothing is kept until you press “Save and go on”.",
        "use_title": "What may we do with this?",
        "use_words": "Your words",
        "use_others": "Your other answers",
        "use_how": "Each of these is up to you. If you are not sure, or leave one out, we take it "
        "as no. You can change your mind later with your code.",
        "use_code": "After this, your code is the only way back to your words. Have you written "
        "it down?",
        "use_again": "Show it again",
        "use_share": "Share my words",
        "use_save": "Save",
        "done_title": "Thank you",
        "done_lead": "It takes something to say it. It counts.",
        "done_next": "What happens next",
        "done_names": "One trained person takes out names and places.",
        "done_read": "The team reads your words next to what other people said.",
        "done_learn": "We write down what we learn, and ask the people who run services to act on "
        "it.",
        "done_again": "Saying yes once more",
        "done_left": "Nothing of yours is left on this page. To come back, use your code.",
        "done_code": "Use my code",
    }
)


def _asked() -> Mapping[str, str]:
    """Every consent as it is asked, and what can be answered."""
    found: dict[str, str] = {}
    for scope, asking in ASKING.items():
        found |= {
            f"{scope.value}_question": asking.question, f"{scope.value}_meaning": asking.meaning,
            f"{scope.value}_no": asking.no,
        }  # fmt: skip
    found |= {f"reply_{value}": words for value, words in REPLIES}
    found |= {f"clear_{value}": words for value, words in CLEAR_DAY_REPLIES}
    question, hint = CLEAR_DAY_ASKED
    return {**found, "clear_question": question, "clear_hint": hint}


ASKED = MappingProxyType(_asked())


class BadTable(ValueError):
    """A table of texts that cannot be read. The message says why."""


@dataclass(frozen=True)
class Text:
    """One text: its name here, its English, and what is written in the other language. `stale`:
    it was made from English that is not shown any more."""

    key: str
    english: str
    said: str = ""
    stale: bool = False

    @property
    def shown(self) -> str:
        """What people read of it; empty where they read the English."""
        return "" if self.stale else self.said


def texts_in(english: Mapping[str, str], kept: Mapping[str, Mapping[str, str]]) -> list[Text]:
    """Every text in its order; one that is empty in English is nowhere shown, and left out."""
    return [
        Text(key, words, kept[key]["said"], stale=kept[key]["of"] != words)
        if key in kept
        else Text(key, words)
        for key, words in english.items()
        if words.strip()
    ]


def written(english: Mapping[str, str], said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What is kept of a translation: each text that has words, beside its English of today."""
    clean = {key: text.replace("\r\n", "\n").strip() for key, text in said.items()}
    return {
        key: {"of": english[key], "said": text}
        for key, text in clean.items()
        if text and key in english
    }


def as_table(texts: list[Text]) -> str:
    """The texts as CSV, to be filled in elsewhere."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows((text.key, text.english, text.said) for text in texts)
    return out.getvalue()


def read_table(table: str, english: Mapping[str, str]) -> dict[str, str]:
    """What a filled in table says, by text. Raises BadTable, naming the first row that does not
    fit: a text that is not asked for, or English that has changed since it was taken out."""
    try:
        rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise BadTable(f"This is no table that can be read: {error}.") from error
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise BadTable(f"The first row must hold the columns {', '.join(COLUMNS)}.")
    found = {}
    for number, row in enumerate(rows, start=2):
        key, said = row["text"] or "", (row["translation"] or "").strip()
        if key not in english:
            raise BadTable(f"Row {number}: there is no text “{key[:40]}”.")
        if said and _plain(row["english"]) != _plain(english[key]):
            raise BadTable(f"Row {number}: the English of “{key}” has changed since then.")
        if len(said) > LONGEST:
            raise BadTable(f"Row {number}: this text is longer than {LONGEST} letters.")
        found[key] = said
    return found


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())

"""A text of a page in another language: what it has to keep of the English, and where it stands.

A machine translates nothing here. Somebody who speaks the language writes it and signs with their
name, somebody else who reads it confirms it, and only then does anybody else see it. It belongs to
the very words it was made from: when they change, it is not shown any more.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

LONGEST = 6000
LONGEST_NAME = 80
_PLACE = re.compile(r"%\([A-Za-z_]\w*\)[sd]")
# At least three figures, as in 999 or 0808 808 2234.
_NUMBER = re.compile(r"\d(?: ?\d){2,}")
_PERCENT = re.compile(r"%%|%")
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile("[\ue000-\uf8ff\u202a-\u202e\u2066-\u2069]|[\x00-\x08\x0b-\x1f]")

_BREAKING = {"<": "a word", ">": "a word", "&": "a word", '"': "“ or ”", "{": "(", "}": ")"}


class BadTranslation(ValueError):
    """The message says what to mend."""


class Sort(Enum):
    """What kind of text it is. The value heads a list."""

    HELP = "Emergency steps and helplines"
    CLAIM = "Claims"
    GUIDE = "Guides, myths and doors"
    PAGE = "Words round them"


class Stage(Enum):
    """How far a text is. The value says it to whoever works on it."""

    MISSING = "nobody has written it yet"
    OLD = "the English was changed since"
    WRITTEN = "waits for a second reader"
    SHOWN = "shown"


@dataclass(frozen=True)
class Source:
    """A text in English, and where it stands. `context` parts equal texts that mean different
    things; `plural` is its form for other numbers than one, and is empty where none is counted."""

    english: str
    place: str = ""
    context: str = ""
    plural: str = ""
    sort: Sort = Sort.PAGE

    @property
    def mark(self) -> str:
        """What names these very words, in an address too."""
        parts = "\x04".join((self.context, self.english, self.plural))
        return hashlib.sha256(parts.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Wording:
    """What somebody wrote for a text, or what was confirmed. Days as they are kept; empty names
    where nobody did it yet."""

    forms: tuple[str, ...]
    translator: str
    on: str
    reader: str = ""
    read_on: str = ""

    @property
    def shown(self) -> bool:
        return bool(self.reader)


def check_forms(source: Source, forms: Sequence[str], numbers: Sequence[str]) -> tuple[str, ...]:
    """The forms as they are kept, without spaces at their ends. `numbers`: for which numbers the
    language has a form of its own. Raises BadTranslation for what would break or falsify a page."""
    names = tuple(numbers) if source.plural else ("",)
    if len(forms) != len(names):
        raise BadTranslation(f"It needs {len(names)} forms, and there are {len(forms)}.")
    kept = tuple(_without_ends(source, form) for form in forms)
    for form, name in zip(kept, names, strict=True):
        problem = _problem(source, form, counts=name == numbers[-1])
        if problem:
            raise BadTranslation(f"For {name}: {problem}" if name else problem)
    return kept


def check_name(name: str) -> str:
    """A name as readers of the record see it. Raises BadTranslation."""
    kept = " ".join(name.split())
    if not kept:
        raise BadTranslation("Sign with your name as it should be shown.")
    if len(kept) > LONGEST_NAME or any(one in kept for one in ";<>"):
        raise BadTranslation(f"A name has at most {LONGEST_NAME} letters, and none of ; < >.")
    return kept


def _without_ends(source: Source, form: str) -> str:
    """Words in lines, as in a guide, stay in lines; anything else is one."""
    return form.strip() if "\n" in source.english else " ".join(form.split())


def _problem(source: Source, form: str, *, counts: bool) -> str:
    if not form:
        return "Write the words."
    if len(form) > LONGEST:
        return f"At most {LONGEST} letters."
    if _UNSEEN.search(form):
        return "It holds signs that cannot be seen."
    return (
        _places_wrong(source, form, counts=counts)
        or _numbers_wrong(source, form)
        or _percent_wrong(source, form)
        or _signs_wrong(source.plural or source.english, form)
    )


def _places_wrong(source: Source, form: str, *, counts: bool) -> str:
    """What is filled in stands as in the English. A form for one or two things may say the number
    in words, and `counts` says that this form may not."""
    one = set(_PLACE.findall(source.english))
    many = set(_PLACE.findall(source.plural)) if source.plural else one
    here, needed = set(_PLACE.findall(form)), many if counts else one & many
    strange, missing = sorted(here - one - many), sorted(needed - here)
    if strange:
        return f"{strange[0]} is not in the English."
    return f"{missing[0]} is missing: it stands for what is filled in." if missing else ""


def _numbers_wrong(source: Source, form: str) -> str:
    """A telephone number that is one figure off costs somebody the help they called for."""
    wanted, here = _numbers(source.english), _numbers(form)
    if wanted == here:
        return ""
    wrong = next(iter((wanted - here) + (here - wanted)))
    return f"The number {wrong} has to stand as often as in the English."


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", found) for found in _NUMBER.findall(text))


def _percent_wrong(source: Source, form: str) -> str:
    """Words round a page are filled in by what stands after a per cent sign; others are not."""
    signs = _PERCENT.findall(_PLACE.sub("", form))
    if source.sort is Sort.PAGE and "%" in signs:
        return "Write a per cent sign as %%."
    return "Write a per cent sign once." if source.sort is not Sort.PAGE and "%%" in signs else ""


def _signs_wrong(english: str, form: str) -> str:
    """A translation goes into a page as the English does: with its tags, and no others."""
    tags, here = Counter(_TAG.findall(english)), Counter(_TAG.findall(form))
    if tags != here:
        wrong = next(iter((tags - here) + (here - tags)))
        return f"{wrong} has to stand as often as in the English."
    rest, before = _TAG.sub("", form), _TAG.sub("", english)
    for sign, better in _BREAKING.items():
        if rest.count(sign) > before.count(sign):
            return f"Write {better} in place of {sign}, which would break the page."
    return ""

"""An age as the stretch of life that it lies in, such as "[30s]".

Teens are parted where school ends for many. Few live past ninety, so all of them are one band.
"""

import re

from pennydrop.rooms.understand.rules.identifiers.dates import age
from pennydrop.rooms.understand.rules.identifiers.words import Words

_TEENS, _LATE_TEENS, _TWENTY, _NINETY, _NOBODYS = 13, 16, 20, 90, 120
CHILD, EARLY, LATE, OLDEST = "[child’s age]", "[early teens]", "[late teens]", "[90s or over]"
# Older texts write the decades in words ("[thirties]", "[teens]"); a person may say more nearly
# where in one ("[early 20s]").
_DECADES = "teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[2-9]0s"
_SHAPE = re.compile(rf"\[(?:child’s age|90s or over|(?:(?:early|mid|late) )?(?:{_DECADES}))\]")
# "18 months old" is nobody of eighteen; "34 years and 2 months" is no child.
_YEARS = re.compile(r"years?|yrs?|\byo\b", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]+")
_LESS = re.compile(r"(?:day|week|month)s?\b", re.IGNORECASE)


def general_age(text: str) -> str:
    """The stand-in for an age: "34" and "thirty-four" are "[30s]"; "" where no number can be read
    or nobody is that old."""
    digits = _FIGURES.search(text)
    if _LESS.search(text) and not _YEARS.search(text):
        return CHILD if digits else ""
    years = years_in(text)
    if years >= _NOBODYS or not years and not digits:
        return ""
    if years < _TEENS:
        return CHILD
    if years < _TWENTY:
        return EARLY if years < _LATE_TEENS else LATE
    return f"[{years // 10 * 10}s]" if years < _NINETY else OLDEST


def years_in(text: str) -> int:
    """How many years an age says, in figures or words; 0 where none can be read."""
    found = _FIGURES.search(text)
    return int(found.group()[:4]) if found else _spoken(text)


def is_general_age(surrogate: str) -> bool:
    """Whether a stand-in is one that `general_age` makes, or made in an older text."""
    return _SHAPE.fullmatch(surrogate) is not None


def _spoken(text: str) -> int:
    """The first age said in words ("thirty four years old"), 0 for none."""
    keys = Words(text.replace("-", " ")).keys
    if "hundred" in keys:
        return 100
    return next((n for at in range(len(keys)) if (n := age(" ".join(keys[at : at + 2])))), 0)

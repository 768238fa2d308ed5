"""Short names out of what people read: an answer is kept under one, and expressions name it."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 32
# Words that say nothing about what a question is about.
_SMALL = frozenset(
    """
    a about an and any are as at be been but by can could did do does for from had has have how
    i if in is it its may me might my of on or our please said should so tell than that the their
    them then there they this to up us was we were what when where which who whom why will with
    would you your
    """.split()
)
# Names that expressions take for something else.
_TAKEN = frozenset(
    {"instanceid", "instancename", "meta", "name", "data", "or", "and", "div", "mod"}
)


def name_for(words: str, taken: Collection[str], otherwise: str = "question") -> str:
    """A name that nothing else in the form has, made of the words that tell most."""
    every = _plain(words)
    telling = [word for word in every if word not in _SMALL] or every
    name = ""
    for word in telling:
        if name and len(name) + 1 + len(word) > LONGEST:
            break
        name = f"{name}_{word}" if name else word[:LONGEST]
    if not name or not name[0].isalpha():
        name = f"{otherwise}_{name}" if name else otherwise
    return free_name(name, taken)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where it is taken."""
    known = {other.lower() for other in taken} | _TAKEN
    free, number = name, 2
    while free.lower() in known:
        free, number = f"{name}_{number}", number + 1
    return free


def _plain(words: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", re.sub(r"\$\{[^}]*\}|['’]", "", words.lower()))
    return re.findall(r"[a-z0-9]+", folded.encode("ascii", "ignore").decode())

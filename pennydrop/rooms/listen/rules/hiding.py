"""The list of who and what must be hidden: one thing a line, in the person's own words.

A name that came in as a speaker's label carries whose it is in front ("own name: Dean"), so that
whoever takes names out is not told that the speaker was a friend. The whole list is sealed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Whose(Enum):
    """Whose name a speaker's label was; the value is what stands in the list."""

    OWN = "own name"
    STAFF = "name of staff"


@dataclass(frozen=True)
class HideLine:
    """One line of the list. `whose` is None for whatever the person asked for themselves."""

    term: str
    whose: Whose | None = None

    def __str__(self) -> str:
        return f"{self.whose.value}: {self.term}" if self.whose else self.term


def read_lines(lines: Iterable[str]) -> list[HideLine]:
    return [_read(line) for line in lines]


def _read(line: str) -> HideLine:
    for whose in Whose:
        if line.casefold().startswith(f"{whose.value}:"):
            term = line[len(whose.value) + 1 :].strip()
            return HideLine(term, whose) if term else HideLine(line)
    return HideLine(line)


def terms_of(lines: Iterable[HideLine]) -> list[str]:
    """What is to be hidden, each once."""
    return list(dict.fromkeys(line.term for line in lines))

"""Where two people coded a turn differently, and what they may settle about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pennydrop.rooms.understand.rules.agreement.texts import Coded, Placed, Turn, Universe, cut


class Outcome(StrEnum):
    """What talking about a difference came to."""

    ONE = "one"
    BOTH = "both"
    BOOK = "book"


OUTCOMES = {
    Outcome.ONE: "We agreed how to code it",
    Outcome.BOTH: "Both readings stand",
    Outcome.BOOK: "The code needs a clearer definition",
}


@dataclass(frozen=True)
class Difference:
    """A turn that two coders coded differently. `codes`: those they differ about, in the order of
    the words: one of the two did not use them here (`missing`), or for other words of the turn."""

    turn: Turn
    codes: tuple[int, ...]
    missing: frozenset[int]


def differences(
    universe: Universe, codings: Iterable[Coded], one: int, other: int
) -> list[Difference]:
    """The turns of texts that both have read in which their codings differ, in reading order of
    each text. Codings of other people are passed over."""
    both = {text for text, readers in universe.readers.items() if {one, other} <= readers}
    said: dict[Turn, tuple[set[Placed], set[Placed]]] = {}
    for coding in codings:
        if coding.text not in both or coding.coder not in (one, other):
            continue
        for turn, placed in cut(coding, universe.turns):
            said.setdefault(turn, (set(), set()))[coding.coder == other].add(placed)
    found = [_difference(turn, ours, theirs) for turn, (ours, theirs) in said.items()]
    return [one for one in found if one is not None]


def _difference(turn: Turn, ours: set[Placed], theirs: set[Placed]) -> Difference | None:
    places = sorted(ours ^ theirs, key=lambda placed: (placed[1], placed[2], placed[0]))
    if not places:
        return None
    used_by_us, used_by_them = {p[0] for p in ours}, {p[0] for p in theirs}
    codes = tuple(dict.fromkeys(code for code, _, _ in places))
    return Difference(turn, codes, frozenset(codes) & frozenset(used_by_us ^ used_by_them))

"""Two people look for names without seeing each other's: which turns, and what each of them saw."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from pennydrop.rooms.understand.rules.identifiers import mentions_of

ENOUGH = 9_000  # letters; a shorter source is read whole, of a longer one so many


def chosen_turns(seed: str, lengths: Mapping[str, int]) -> set[str]:
    """The turns to be read blind, by chance and always the same for one seed. `lengths`: letters of
    each turn. All turns of a short source, else turns until there are ENOUGH letters."""
    chosen: set[str] = set()
    letters = 0
    for turn in sorted(lengths, key=lambda one: sha256(f"{seed} {one}".encode()).digest()):
        if letters >= ENOUGH:
            break
        chosen.add(turn)
        letters += lengths[turn]
    return chosen


def standing(words: str, text: str) -> list[tuple[int, int]]:
    """Every place where these words stand as a whole, in whatever case."""
    parts = r"\s+".join(re.escape(part) for part in words.split())
    found = re.finditer(rf"(?<!\w){parts}(?!\w)", text, re.IGNORECASE) if parts else ()
    return [one.span() for one in found]


def places_marked(
    words: str, text: str, *, every: bool = False, exactly: bool = False
) -> list[tuple[int, int]]:
    """Where a text says words that a reader marks: every mention, and wherever they stand with a
    capital letter. "Grace" opens a sentence as a name or as no name; whoever marks it is not to
    miss one for that doubt. `every`: in small letters too; `exactly`: in just these letters."""
    known = mentions_of(words, text)
    more = [
        (start, end)
        for start, end in standing(words, text)
        if (text[start:end] == words if exactly else every or _has_capital(text[start:end]))
        and not any(start < b and a < end for a, b in known)
    ]
    return sorted([*known, *more])


def _has_capital(words: str) -> bool:
    return any(c.isupper() for c in words)


class Marked(NamedTuple):
    """Words that somebody would hide: a place in a turn, and the name as `weighing.same` writes
    it."""

    turn: UUID
    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Name:
    """One name, person, place or number as two looks saw it: the marks of each, by index."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


def names_seen(ours: Sequence[Marked], theirs: Sequence[Marked]) -> list[Name]:
    """What two looks saw, name by name: marks that overlap, or say the same name in another place,
    are one. In the order in which they are first met."""
    every = [*ours, *theirs]
    heads = list(range(len(every)))

    def head(of: int) -> int:
        while heads[of] != of:
            heads[of] = heads[heads[of]]
            of = heads[of]
        return of

    for one, other in [*_overlapping(every), *_same_name(every)]:
        low, high = sorted((head(one), head(other)))
        heads[high] = low
    groups: dict[int, list[int]] = {}
    for at in range(len(every)):
        groups.setdefault(head(at), []).append(at)
    names = [
        Name(
            tuple(at for at in members if at < len(ours)),
            tuple(at - len(ours) for at in members if at >= len(ours)),
        )
        for members in groups.values()
    ]
    return sorted(names, key=lambda name: _first(name, ours, theirs))


def _first(name: Name, ours: Sequence[Marked], theirs: Sequence[Marked]) -> tuple[UUID, int]:
    marks = [*(ours[at] for at in name.ours), *(theirs[at] for at in name.theirs)]
    return min((mark.turn, mark.start) for mark in marks)


def _same_name(marks: Sequence[Marked]) -> list[tuple[int, int]]:
    first: dict[str, int] = {}
    return [(first.setdefault(mark.name, at), at) for at, mark in enumerate(marks)]


def _overlapping(marks: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pairs that join every knot of overlapping marks."""
    pairs = []
    order = sorted(range(len(marks)), key=lambda at: (marks[at].turn, marks[at].start))
    reach, last = 0, -1
    for at in order:
        mark = marks[at]
        if last >= 0 and marks[last].turn == mark.turn and mark.start < reach:
            pairs.append((last, at))
        elif last >= 0 and marks[last].turn != mark.turn:
            reach = 0
        if mark.end >= reach:
            reach, last = mark.end, at
    return pairs


def covered(mark: Marked, others: Sequence[Marked], text: str) -> bool:
    """Whether every letter and digit of a mark stands under one of the others."""
    under = [one for one in others if one.turn == mark.turn]
    return all(
        not text[at].isalnum() or any(one.start <= at < one.end for one in under)
        for at in range(mark.start, mark.end)
    )

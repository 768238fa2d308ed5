"""How many people stand behind a key insight, so that nobody is worked out beside other figures.

An insight that stands on one theme, or on one charted question, is told by that figure and no
other. One that stands on several things, or on codes, is counted anew: each person once. Its figure
holds some of the same people as those of its themes do, and so do the figures of other insights. It
is told by itself only where it is told like each of those, or at least the threshold away from it
(docs/decisions/0021-what-a-reader-can-work-out.md), and where adding them up leaves each as open as
it is. Elsewhere an insight is told by the largest figure among what it stands on, which is no
more than there are; where there is none, without a number.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.core.numbers.small import ANYTHING, NOT_SHOWN, Figure, anew, possible
from pennydrop.rooms.publish.rules.figures import KIND_OF_PEOPLE, ByKind, Figures, listed

# What a kept question finds may lie under any code.
ANY_CODE = "any"
Atoms = frozenset[str]


@dataclass(frozen=True)
class Row:
    """What one key insight stands on, counted together. `items`: rows of `Figures.themes` or codes;
    `atoms`: the codes that all of it comes down to."""

    items: tuple[str, ...]
    atoms: Atoms

    @property
    def name(self) -> str:
        """The same for the same things, in every document of a study."""
        made = hashlib.sha256("\x1f".join(sorted(self.items)).encode()).hexdigest()
        return f"together:{made[:16]}"


@dataclass(frozen=True)
class Beside:
    """What was told and is told of a study. `atoms`: of each row of themes, as it is now; one that
    is not there may be of anybody."""

    now: Figures
    before: Sequence[Figures]
    atoms: Mapping[str, Atoms]

    def related(self, row: Row, kind: str) -> list[Figure]:
        """Every figure that may hold some of the same people, oldest first."""
        return [
            cell
            for figures in (*self.before, self.now)
            for name, atoms, cells in self._rows(figures)
            if name != row.name and meet(row.atoms, atoms) and (cell := cells.get(kind))
        ]

    def own(self, row: Row, kind: str) -> list[Figure]:
        cells = (figures.behind.get(row.name, {}).get(kind) for figures in self.before)
        return [cell for cell in cells if cell]

    def sums(self, row: Row, kind: str) -> Iterator[tuple[Figure | None, list[Figure | None]]]:
        """Wholes with parts that together hold all of them; None is the row itself. Its own items,
        and whatever two rows hold between them."""
        own = [self.now.themes.get(item, {}).get(kind) for item in row.items]
        if len(own) > 1 and all(own):
            yield None, own
        rows = [(some, cells[kind]) for _, some, cells in self._rows(self.now) if kind in cells]
        for one, cell in rows:
            for other, more in rows:
                if one < row.atoms and other < row.atoms and one | other == row.atoms:
                    yield None, [cell, more]
                if not (one <= other or one <= row.atoms) and one <= other | row.atoms:
                    yield cell, [None, more]

    def _rows(self, figures: Figures) -> Iterator[tuple[str, Atoms, ByKind]]:
        for name, cells in figures.themes.items():
            yield name, self.atoms.get(name, frozenset({ANY_CODE})), cells
        for name, cells in figures.behind.items():
            yield name, frozenset(figures.rests.get(name, (ANY_CODE,))), cells


def meet(one: Atoms, other: Atoms) -> bool:
    """Whether two rows may hold the same people."""
    return bool(one & other) or ANY_CODE in one | other


def settle_behind(
    counts: Mapping[str, int], row: Row, beside: Beside, *, threshold: int
) -> ByKind:  # fmt: skip
    """The figures of one row, by kind of source."""
    return {
        kind: _settled(counts.get(kind, 0), row, kind, beside, threshold)
        for kind in beside.now.kinds
    }


def _settled(count: int, row: Row, kind: str, beside: Beside, threshold: int) -> Figure:
    own = beside.own(row, kind)
    others = [cell for cell in beside.related(row, kind) if cell.words != NOT_SHOWN]
    cells = (beside.now.themes.get(item, {}).get(kind) for item in row.items)
    parts = [cell for cell in cells if cell and cell.words != NOT_SHOWN]
    told = anew(count, threshold=threshold, of=beside.now.people[kind], beside=[*others, *own])
    # Without a part to fall back to, being told like another row must not be told from being near.
    like_one = not parts and told and any(_alike(told, other) for other in others)
    sums = beside.sums(row, kind)
    if told and not like_one and all(_open(told, whole, some) for whole, some in sums):
        return told
    if own:
        return own[-1]
    return max(parts, key=lambda cell: possible(cell)[0], default=_nothing(threshold))


def _alike(one: Figure, other: Figure) -> bool:
    return (one.shown, one.words) == (other.shown, other.words)


def _open(told: Figure, whole: Figure | None, parts: Sequence[Figure | None]) -> bool:
    """Whether a whole and parts that hold all of it leave each other as open as they are: a whole
    is at most what its parts add up to."""
    low, high = possible(whole or told)
    held = [possible(part or told) for part in parts]
    most = sum(end for _, end in held)
    return high <= most and all(low <= most - end + start for start, end in held)


def _nothing(threshold: int) -> Figure:
    return Figure(None, NOT_SHOWN, threshold, 0, ANYTHING)


def behind_line(cells: ByKind, people: ByKind) -> str:
    """One line for readers; nothing where no kind of source may be told."""
    told = [
        _phrase(cells[kind], people[kind], kind)
        for kind in people
        if kind in cells and cells[kind].words != NOT_SHOWN
    ]
    return f"Behind this: {listed(told)}." if told else ""


def _phrase(cell: Figure, base: Figure, kind: str) -> str:
    where = KIND_OF_PEOPLE[kind]
    if cell.shown is not None:
        of = "" if base.shown is None else f" of {base.shown}"
        return f"about {cell.shown}{of} people in {where}"
    if cell.words.startswith("fewer"):
        return f"{cell.words} people in {where}"
    return f"{cell.words} of those in {where}"


def quoted_line(kinds: Iterable[str]) -> str:
    """Where an insight stands on quotes alone: no number, since readers see the quotes."""
    found = set(kinds)
    told = [where for kind, where in KIND_OF_PEOPLE.items() if kind in found]
    return f"Behind this: what was said in {listed(told)}, quoted here." if told else ""

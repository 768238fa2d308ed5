"""How many people stand behind a key insight.

An insight that stands on one theme, or on one charted question, is told by that figure. One that
stands on several things, or on codes, is counted anew, each person once, and told as one more row
among the figures (docs/decisions/0021-what-a-reader-can-work-out.md). Where that is not shown, it
is told by the largest figure among what it stands on, which is no more than there are; where there
is none, without a number.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pennydrop.core.numbers.small import NOT_SHOWN, Figure, possible
from pennydrop.core.numbers.whom import Whom
from pennydrop.rooms.publish.rules.figures import KIND_OF_PEOPLE, ByKind, Figures, listed


@dataclass(frozen=True)
class Row:
    """What one key insight stands on, counted together. `items`: rows of figures, or codes;
    `whom`: whoever is counted by any of them."""

    items: tuple[str, ...]
    whom: Whom

    @property
    def name(self) -> str:
        """The same for the same things, in every document of a study."""
        made = hashlib.sha256("\x1f".join(sorted(self.items)).encode()).hexdigest()
        return f"together:{made[:16]}"


def told_by(row: Row, figures: Figures) -> ByKind:
    """The figures that an insight is told by: its own, or the largest of a part."""
    own = figures.rows[row.items[0] if has_own(row, figures) else row.name]
    parts = [figures.themes[item] for item in row.items if item in figures.themes]
    return {
        kind: cell if cell.words != NOT_SHOWN else max(
            (part[kind] for part in parts if part[kind].words != NOT_SHOWN),
            key=lambda one: possible(one)[0], default=cell,
        )
        for kind, cell in own.items()
    }  # fmt: skip


def has_own(row: Row, figures: Figures) -> bool:
    """Whether it is one theme or question that the edition has figures of."""
    return len(row.items) == 1 and row.items[0] in figures.themes


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

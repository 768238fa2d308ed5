"""The figures of one edition, and how they stand in its skeleton."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pennydrop.core.numbers.small import Beside, Figure, percent, settle

KINDS: Mapping[str, str] = {
    "interview": "Interviews",
    "focus_group": "Focus groups",
    "survey": "Survey answers",
}
KIND: Mapping[str, str] = {
    "interview": "Interview",
    "focus_group": "Focus group",
    "survey": "Survey answer",
}
_WAYS = {"interview": "interviews", "focus_group": "focus groups", "survey": "survey answers"}

KIND_OF_PEOPLE = _WAYS  # where people said it

ByKind = dict[str, Figure]
# (inner, outer): whoever is counted for the first is counted for the second too.
Nests = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class TrueCounts:
    """Counts as they are, before any rule: people by kind of source, groups held, and for each
    theme the people who have a passage in it. They never leave."""

    people: Mapping[str, int]
    groups: int
    themes: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Figures:
    """Figures as released. `groups` counts meetings, not people, so it is given as it is.

    `behind`: the figures of what key insights stand on together (rules/behind.py); `rests`: the
    name of every row that an insight is told by -> the codes it comes down to.
    """

    people: ByKind
    groups: int
    themes: dict[str, ByKind]
    threshold: int
    months: str = ""
    behind: dict[str, ByKind] = field(default_factory=dict)
    rests: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of source that were used, in the order they are always shown."""
        return tuple(kind for kind in KINDS if kind in self.people)


def settle_figures(
    counts: TrueCounts, *, threshold: int, months: str, before: Sequence[Figures],
    nests: Nests = frozenset(),
) -> Figures:  # fmt: skip
    """The figures of a new edition: released ones stay until they have changed enough. `nests`:
    which themes count only people whom another counts too; they are told so that no figure less
    another points at a few."""
    told = {kind for old in before for kind in old.people}
    kinds = [kind for kind in KINDS if kind in told or counts.people.get(kind)]
    people = {
        kind: settle(
            counts.people.get(kind, 0),
            threshold=threshold,
            before=[old.people[kind] for old in before if kind in old.people],
        )
        for kind in kinds
    }
    themes: dict[str, ByKind] = {}
    for theme, found in counts.themes.items():
        themes[theme] = {
            kind: settle(
                found.get(kind, 0),
                threshold=threshold,
                of=people[kind],
                before=_told(before, theme, kind),
                beside=_beside(theme, kind, nests, [*(old.themes for old in before), themes]),
            )
            for kind in kinds
        }
    groups = max([counts.groups, *(old.groups for old in before)])
    return Figures(people, groups, themes, threshold, months)


def _beside(
    theme: str, kind: str, nests: Nests, public: Sequence[Mapping[str, ByKind]]
) -> Beside:  # fmt: skip
    """What everybody can read by now of whatever nests with a theme, as it was told last."""

    def last(other: str) -> tuple[Figure, ...]:
        rows = [row[other][kind] for row in public if kind in row.get(other, {})]
        return tuple(rows[-1:])

    around = sorted(outer for inner, outer in nests if inner == theme)
    inside = sorted(inner for inner, outer in nests if outer == theme)
    return Beside(
        within=tuple(one for other in around for one in last(other)),
        holds=tuple(one for other in inside for one in last(other)),
    )


def _told(before: Sequence[Figures], theme: str, kind: str) -> list[Figure]:
    rows = [old.themes.get(theme, {}) for old in before]
    return [row[kind] for row in rows if kind in row]


def as_data(figures: Figures) -> dict[str, Any]:
    """JSON-able; `from_data` reads it back."""
    return {
        "people": {kind: _cell(one) for kind, one in figures.people.items()},
        "groups": figures.groups,
        "themes": _rows(figures.themes),
        "behind": _rows(figures.behind),
        "rests": {name: list(atoms) for name, atoms in figures.rests.items()},
        "threshold": figures.threshold,
        "months": figures.months,
    }


def from_data(data: Mapping[str, Any]) -> Figures:
    themes, behind = (
        {
            name: {kind: Figure(*cell) for kind, cell in row.items()}
            for name, row in data.get(part, {}).items()
        }
        for part in ("themes", "behind")
    )
    rests = {name: tuple(atoms) for name, atoms in data.get("rests", {}).items()}
    people = {kind: Figure(*cell) for kind, cell in data["people"].items()}
    groups, threshold, months = data["groups"], data["threshold"], data["months"]
    return Figures(people, groups, themes, threshold, months, behind, rests)


def _rows(rows: Mapping[str, ByKind]) -> dict[str, dict[str, list[Any]]]:
    return {name: {kind: _cell(one) for kind, one in row.items()} for name, row in rows.items()}


def _cell(one: Figure) -> list[Any]:
    return [one.shown, one.words, one.threshold, one.low, one.high]


def shares(figures: Figures, theme: str) -> list[tuple[str, int | None, str]]:
    """For each kind of source: its key, the length of its bar in percent, and what is said."""
    row = figures.themes.get(theme, {})
    found: list[tuple[str, int | None, str]] = []
    for kind in figures.kinds:
        cell = row.get(kind)
        if cell is None:
            found.append((kind, None, "not counted"))
            continue
        base = figures.people[kind]
        found.append((kind, percent(cell, base), said_of(cell, base)))
    return found


def said_of(cell: Figure, base: Figure) -> str:
    """A count beside the count it is part of, from released figures alone."""
    if cell.shown is None:
        return cell.words
    return cell.said if base.shown is None else f"about {cell.shown} of {base.shown}"


def theme_line(figures: Figures, theme: str) -> str:
    """One line under a theme's title: which kinds of source stand behind it."""
    parts = []
    for kind, _, said in shares(figures, theme):
        if said.startswith(("a few", "fewer", "not ")):
            continue
        parts.append(f"{said} {'people in focus groups' if kind == 'focus_group' else _WAYS[kind]}")
    return f"from {listed(parts)}" if parts else ""


def people_line(figures: Figures) -> str:
    """Who was heard, in one phrase."""
    parts = []
    for kind in figures.kinds:
        said = figures.people[kind].said
        if kind == "focus_group":
            groups = "group" if figures.groups == 1 else "groups"
            parts.append(f"{_number(figures.groups)} focus {groups} with {said} people")
        else:
            parts.append(f"{said} {_WAYS[kind]}")
    return f"people in {listed(parts)}" if parts else "nobody yet"


def listed(parts: Sequence[str]) -> str:
    """a, b and c"""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _number(count: int) -> str:
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[count] if count < len(names) else str(count)

"""The figures of one edition, and how they stand in its skeleton."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pennydrop.core.numbers import whom as asking
from pennydrop.core.numbers.beside import beside
from pennydrop.core.numbers.small import Figure, percent, settle
from pennydrop.core.numbers.whom import AnyOf, Whom

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

    `behind`: the figures of what key insights stand on together (rules/behind.py); `asked`: whom
    each row of `themes` and `behind` counts.
    """

    people: ByKind
    groups: int
    themes: dict[str, ByKind]
    threshold: int
    months: str = ""
    behind: dict[str, ByKind] = field(default_factory=dict)
    asked: dict[str, Whom] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of source that were used, in the order they are always shown."""
        return tuple(kind for kind in KINDS if kind in self.people)

    @property
    def rows(self) -> dict[str, ByKind]:
        return self.themes | self.behind

    def public(self) -> Iterator[tuple[str, Whom, ByKind]]:
        """Every row with its name and whom it counts. Of an edition that does not say whom, nothing
        is known but that a row of that name counts the same people."""
        for name, row in self.rows.items():
            yield name, self.asked.get(name, _by_itself(name)), row


def settle_figures(
    counts: TrueCounts, *, threshold: int, months: str, before: Sequence[Figures],
    asked: Mapping[str, Whom] | None = None,
) -> Figures:  # fmt: skip
    """The figures of a new edition: released ones stay until they have changed enough. `asked`:
    whom each row of the themes counts. They are told one by one, each so that all that is public
    by then leaves it and every other as open as it must be."""
    told = {kind for old in before for kind in old.people}
    kinds = [kind for kind in KINDS if kind in told or counts.people.get(kind)]
    people = {
        kind: settle_people(counts.people.get(kind, 0), kind, threshold=threshold, before=before)
        for kind in kinds
    }
    groups = max([counts.groups, *(old.groups for old in before)])
    figures = Figures(people, groups, {}, threshold, months)
    for name, found in counts.themes.items():
        whom = (asked or {}).get(name, _by_itself(name))
        row = settle_row(found, name, whom, now=figures, before=before)
        figures = replace(
            figures, themes={**figures.themes, name: row}, asked={**figures.asked, name: whom}
        )
    return figures


def settle_people(count: int, kind: str, *, threshold: int, before: Sequence[Figures]) -> Figure:
    own = [old.people[kind] for old in before if kind in old.people]
    return _kept(settle(count, threshold=threshold, before=own), own)


def settle_row(
    counts: Mapping[str, int], name: str, whom: Whom, *, now: Figures, before: Sequence[Figures]
) -> ByKind:  # fmt: skip
    """One more row of an edition, by kind of source. Rows of the same people are told alike."""
    told = (*before, now)
    return {kind: _cell_of(counts.get(kind, 0), name, whom, kind, told) for kind in now.kinds}


def _cell_of(count: int, name: str, whom: Whom, kind: str, told: Sequence[Figures]) -> Figure:
    *before, now = told
    same = [row[kind] for _, asked, row in now.public() if asked == whom]
    if same:
        return same[0]
    own = [
        row[kind]
        for figures in before
        for key, asked, row in figures.public()
        if kind in row and (key == name or asked == whom)
    ]
    others = {
        asked: row[kind]
        for figures in told
        for _, asked, row in figures.public()
        if kind in row and asked != whom
    }
    of = now.people[kind]
    around = beside(whom, kind, of=of, public=others)
    return _kept(settle(count, threshold=now.threshold, of=of, before=own, beside=around), own)


def _kept(told: Figure, before: Sequence[Figure]) -> Figure:
    """What reads as it did stands for the counts it stood for: a reader who takes it that nothing
    changed must be left with all of them."""
    alike = before and (before[-1].shown, before[-1].words) == (told.shown, told.words)
    return before[-1] if alike else told


def _by_itself(name: str) -> Whom:
    return AnyOf(frozenset({f"row:{name}"}))


def as_data(figures: Figures) -> dict[str, Any]:
    """JSON-able; `from_data` reads it back."""
    return {
        "people": {kind: _cell(one) for kind, one in figures.people.items()},
        "groups": figures.groups,
        "themes": _rows(figures.themes),
        "behind": _rows(figures.behind),
        "asked": {name: asking.as_data(whom) for name, whom in figures.asked.items()},
        "threshold": figures.threshold,
        "months": figures.months,
    }


def from_data(data: Mapping[str, Any]) -> Figures:
    themes, behind = (
        {name: _by_kind(row) for name, row in data.get(part, {}).items()}
        for part in ("themes", "behind")
    )
    asked = {name: asking.from_data(whom) for name, whom in data.get("asked", {}).items()}
    people = _by_kind(data["people"])
    groups, threshold, months = data["groups"], data["threshold"], data["months"]
    return Figures(people, groups, themes, threshold, months, behind, asked)


def _by_kind(row: Mapping[str, Sequence[Any]]) -> ByKind:
    """In the order in which kinds are told: a database may keep the names of an object in any."""
    return {kind: Figure(*row[kind]) for kind in KINDS if kind in row}


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

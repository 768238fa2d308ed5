"""Everything that a study can be, as somebody works it out who has all of its editions.

A world says how many people there are of each sort: who said A and B, A alone, B alone, neither.
The attacker knows every rule, and the order in which figures are told. They take all worlds there
are, let each print its edition, and keep those that print what was printed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import combinations, product

import numpy as np

from pennydrop.core.numbers.small import Figure
from pennydrop.core.numbers.whom import AnyOf, How, Joined, Whom
from pennydrop.rooms.publish.rules import figures as rules
from pennydrop.rooms.publish.rules.figures import Figures

KIND = "interview"
A, B, C = (AnyOf(frozenset(name)) for name in "abc")


def both(one: Whom, other: Whom) -> Whom:
    return Joined(one, How.AND, other)


def either(one: Whom, other: Whom) -> Whom:
    return Joined(one, How.OR, other)


def without(one: Whom, other: Whom) -> Whom:
    return Joined(one, How.WITHOUT, other)


@dataclass(frozen=True, eq=False)
class Worlds:
    """All studies of `fewest` to `most` people. `sorts`: for each sort of person what they said;
    `people`: a row for each world, how many there are of each sort."""

    facts: str
    fewest: int
    most: int
    counted: dict[Whom, np.ndarray] = field(default_factory=dict)

    @property
    def sorts(self) -> list[frozenset[str]]:
        chosen = product((True, False), repeat=len(self.facts))
        return [frozenset(f for f, so in zip(self.facts, one, strict=True) if so) for one in chosen]

    @cached_property
    def people(self) -> np.ndarray:
        return _all_worlds(2 ** len(self.facts), self.fewest, self.most)

    def counts(self, whom: Whom) -> np.ndarray:
        """How many people it counts in each world."""
        if whom not in self.counted:
            so = np.array([_is_counted(whom, sort) for sort in self.sorts], dtype=int)
            self.counted[whom] = self.people @ so
        return self.counted[whom]

    @cached_property
    def groups(self) -> list[tuple[str, np.ndarray]]:
        """How many there are in each world of any sorts of people together."""
        many, found = len(self.sorts), []
        for size in range(1, min(many, 4) + 1):
            for some in combinations(range(many), size):
                said = " or ".join("".join(sorted(self.sorts[n])) or "neither" for n in some)
                found.append((said, self.people[:, some].sum(axis=1)))
        return found


@cache
def _all_worlds(sorts: int, fewest: int, most: int) -> np.ndarray:
    """Stars and bars: the gaps between bars are how many there are of each sort."""
    found = []
    for many in range(fewest, most + 1):
        bars = np.array(list(combinations(range(many + sorts - 1), sorts - 1)))
        ends = np.full((len(bars), 1), many + sorts - 1)
        found.append(np.diff(np.hstack([ends * 0 - 1, bars, ends])) - 1)
    return np.vstack(found)


def _is_counted(whom: Whom, sort: frozenset[str]) -> bool:
    if isinstance(whom, Joined):
        one, other = _is_counted(whom.one, sort), _is_counted(whom.other, sort)
        return {How.AND: one and other, How.OR: one or other}.get(whom.how, one and not other)
    assert isinstance(whom, AnyOf)
    return bool(whom.facts & sort)


def editions(
    worlds: Worlds, asked: Mapping[str, Whom], threshold: int,
    before: tuple[Figures, ...] = (), still: np.ndarray | None = None,
) -> Iterator[tuple[Figures, np.ndarray]]:  # fmt: skip
    """Every edition that can be printed of these rows, with the worlds that print it. `still`: the
    worlds that somebody thinks possible; none given: all."""
    places = np.arange(len(worlds.people)) if still is None else still
    people = worlds.people.sum(axis=1)
    for told, some in _told_apart(
        places, people, lambda n: rules.settle_people(n, KIND, threshold=threshold, before=before)
    ):
        yield from _rows(worlds, asked, Figures({KIND: told}, 0, {}, threshold), before, some)


def _rows(
    worlds: Worlds, asked: Mapping[str, Whom], now: Figures, before: Sequence[Figures],
    places: np.ndarray,
) -> Iterator[tuple[Figures, np.ndarray]]:  # fmt: skip
    left = [name for name in asked if name not in now.themes]
    if not left:
        yield now, places
        return
    name, whom = left[0], asked[left[0]]

    def tell(count: int) -> Figure:
        row = rules.settle_row({KIND: count}, name, whom, now=now, before=before)
        return row[KIND]

    for told, some in _told_apart(places, worlds.counts(whom), tell):
        more = replace(
            now, themes={**now.themes, name: {KIND: told}}, asked={**now.asked, name: whom}
        )
        yield from _rows(worlds, asked, more, before, some)


def _told_apart(
    places: np.ndarray, counts: np.ndarray, tell: Callable[[int], Figure]
) -> Iterator[tuple[Figure, np.ndarray]]:
    """The worlds that tell a count alike."""
    here = counts[places]
    alike: dict[Figure, list[int]] = {}
    for count in np.unique(here):
        alike.setdefault(tell(int(count)), []).append(int(count))
    for told, some in alike.items():
        yield told, places[np.isin(here, some)]


def given_away(worlds: Worlds, places: np.ndarray, least: int) -> list[str]:
    """Which sorts of people can only be so few different numbers, in all of these worlds."""
    found = []
    for said, counts in worlds.groups:
        left = np.unique(counts[places])
        if len(left) < least:
            found.append(f"{said}: {left.tolist()}")
    return found

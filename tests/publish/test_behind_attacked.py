"""Figures of key insights beside those of their themes: an attacker who knows every rule tries all
counts that would have been told like this, and subtracts."""

import random
from functools import lru_cache

from pennydrop.core.numbers.small import LEAST_OPEN, Figure, figure, possible
from pennydrop.rooms.publish.rules import behind as rules
from pennydrop.rooms.publish.rules.behind import Beside, Row, settle_behind
from pennydrop.rooms.publish.rules.figures import TrueCounts, settle_figures

KIND = "interview"
STUDIES = 80
A, B = frozenset({"a1", "a2"}), frozenset({"b1"})
THEMES = {"A": A, "B": B}
UNION = Row(("A", "B"), A | B)
WIDER = Row(("A", "code:c"), A | {"c"})
ONE = Row(("code:a1",), frozenset({"a1"}))


@lru_cache(maxsize=100_000)
def told(people: int, a: int, b: int, count: int, row: Row, threshold: int) -> tuple[Figure, ...]:
    """What is printed: everybody, theme A, theme B, and the insight."""
    counts = TrueCounts({KIND: people}, 0, {"A": {KIND: a}, "B": {KIND: b}})
    figures = settle_figures(counts, threshold=threshold, months="", before=[])
    cells = settle_behind({KIND: count}, row, Beside(figures, [], THEMES), threshold=threshold)
    return figures.people[KIND], figures.themes["A"][KIND], figures.themes["B"][KIND], cells[KIND]


def printed(figures):
    return [(one.shown, one.words) for one in figures]


def _band(figure, most):
    low, high = possible(figure)
    return range(low, min(high, most) + 1)


def attack(people: int, a: int, b: int, count: int, row: Row, threshold: int) -> list[str]:
    """What somebody can work out who knows how many people were heard."""
    seen = told(people, a, b, count, row, threshold)
    _, first, second, _ = seen
    possible_ones = [
        (x, y, n)
        for x in _band(first, people)
        for y in _band(second, people)
        for n in _counts(row, x, y, people)
    ]
    fits = [
        (x, y, n)
        for x, y, n in possible_ones
        if printed(told(people, x, y, n, row, threshold)) == printed(seen)
    ]
    assert (a, b, count) in fits
    found = []
    for name, theme, place in (("A", first, 0), ("B", second, 1)):
        left = {fit[place] for fit in fits}
        if len(left) < min(LEAST_OPEN, len(_band(theme, people))):
            found.append(f"{name} is one of {sorted(left)}")
    apart, known = ({abs(n - x) for x, _, n in some} for some in (fits, possible_ones))
    if min(known) < min(apart) < threshold:
        found.append(f"certainly {min(apart)} to {max(apart)} beside A")
    if max(apart) < min(threshold - 1, max(known)):
        found.append(f"at most {max(apart)} beside A")
    return found


def _counts(row: Row, x: int, y: int, people: int) -> range:
    """What the insight's count can be, of themes of these counts."""
    if row is ONE:
        return range(x + 1)
    if row is WIDER:
        return range(x, people + 1)
    return range(max(x, y), min(x + y, people) + 1)


def studies(seed):
    pick = random.Random(seed)
    for _ in range(STUDIES):
        people, threshold = pick.randint(8, 40), pick.choice([5, 10])
        a, b = pick.randint(0, people), pick.randint(0, people)
        few = pick.choice([0, 1, 2, 5, 12])
        row = pick.choice([UNION, WIDER, ONE])
        if row is ONE:
            count = max(0, a - few)
        elif row is WIDER:
            count = min(people, a + few)
        else:
            count = pick.randint(max(a, b), min(people, a + b))
        yield people, a, b, count, row, threshold


def test_nobody_is_found_between_an_insight_and_its_themes():
    found = [(study, line) for study in studies(7) for line in attack(*study)]
    assert not found, found[:5]


def _by_itself(count, *, threshold, of=None, beside=()):
    return figure(count, threshold=threshold, of=of)


def test_the_attacker_finds_what_a_figure_of_its_own_gives_away(monkeypatch):
    told.cache_clear()
    monkeypatch.setattr(rules, "anew", _by_itself)
    assert any(attack(*study) for study in studies(7))
    told.cache_clear()

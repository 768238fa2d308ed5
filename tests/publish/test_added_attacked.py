"""An attacker who adds and subtracts all that is public of a study: “A” is “A and B” with “A
without B”, “A or B” is at most both together, one lies within another. They have every edition of
every document, know every rule and the order of the figures, and keep each study that would have
printed just this (`tests/publish/possible_worlds.py`). Every study there is of so many people is
attacked at once: some tens of thousands for each draw of what is charted.
"""

import random
from itertools import permutations

import numpy as np
import pytest
from hypothesis import settings

from pennydrop.core.numbers import beside as standing
from pennydrop.core.numbers.cells import cells
from pennydrop.core.numbers.small import (
    ALONE,
    ANYTHING,
    LEAST_OPEN,
    Beside,
    least_shown,
    possible,
)
from pennydrop.core.numbers.whom import AnyOf, How, Joined
from pennydrop.rooms.publish.rules import figures as rules
from pennydrop.rooms.publish.rules.figures import TrueCounts, settle_figures
from tests.publish.possible_worlds import (
    KIND,
    A,
    B,
    C,
    Worlds,
    both,
    editions,
    either,
    given_away,
    without,
)

# Draws of what is charted; the thorough profile takes more.
MORE = min(10, settings().max_examples // 50)
TWO, THREE = Worlds("ab", 0, 27), Worlds("abc", 8, 12)
ROWS = {
    "A": A, "B": B, "A and B": both(A, B), "A or B": either(A, B), "A without B": without(A, B),
    "B without A": without(B, A), "a theme of both": AnyOf(frozenset("ab")),
}  # fmt: skip
MADE_UP = {name: ROWS[name] for name in ("A", "A and B", "A without B")}
TOGETHER = {name: ROWS[name] for name in ("A", "B", "A or B")}


def charted(pick):
    return {name: ROWS[name] for name in pick.sample(sorted(ROWS), pick.randint(2, 6))}


def made_up(pick, facts, depth=2):
    if depth == 0 or pick.random() < 0.25:
        return pick.choice(facts)
    one, other = (made_up(pick, facts, depth - 1) for _ in range(2))
    return Joined(one, pick.choice(list(How)), other)


def attacked(worlds, asked, threshold, before=(), still=None):
    """What comes out of each edition that can be printed; and how many studies were tried."""
    for told, places in editions(worlds, asked, threshold, before, still):
        for line in given_away(worlds, places, LEAST_OPEN):
            yield told, line


def test_nothing_comes_out_of_one_edition():
    pick = random.Random(5)
    for _ in range(25 * MORE):
        asked, threshold = charted(pick), pick.choice([5, 8, 10])
        assert not next(attacked(TWO, asked, threshold), None), (list(asked), threshold)


def test_nor_where_three_things_are_joined_in_any_way():
    pick = random.Random(6)
    for _ in range(2 * MORE):
        asked = {str(n): made_up(pick, [A, B, C]) for n in range(pick.randint(3, 6))}
        assert not next(attacked(THREE, asked, pick.choice([5, 8])), None), asked


def test_nor_of_several_editions_whether_or_not_anything_changed():
    """Of one study at one time, told in two documents; and of one that went on, three times."""
    pick = random.Random(7)
    for _ in range(4 * MORE):
        thresholds = [pick.choice([5, 8])] + [pick.choice([5, 8, 10])] * 2
        first, second, third = (charted(pick) for _ in range(3))
        for told, places in _some(pick, editions(TWO, first, thresholds[0])):
            where = (list(first), list(second), thresholds)
            again = attacked(TWO, second, thresholds[1], (told,), places)
            assert not next(again, None), where
            later = list(editions(TWO, second, thresholds[1], (told,)))
            assert not any(_found(TWO, one) for one in later), where
            for after, _ in _some(pick, later):
                last = editions(TWO, third, thresholds[2], (told, after))
                assert not any(_found(TWO, one) for one in last), (*where, list(third))


def _some(pick, told):
    told = list(told)
    return pick.sample(told, min(2, len(told)))


def _found(worlds, printed):
    """Where studies are larger than those we look at, nothing can be said of what is left."""
    _, places = printed
    people = worlds.people[places].sum(axis=1)
    return people.max() < worlds.most and given_away(worlds, places, LEAST_OPEN)


def test_between_two_numbers_lie_as_many_as_may_be_told():
    worlds, least = Worlds("ab", 28, 32), least_shown(5)
    orders = list(permutations(["A", "A and B", "A or B", "A without B"], 3))
    for names in random.Random(8).sample(orders, 8):
        for told, _ in editions(worlds, {name: ROWS[name] for name in names}, 5):
            numbers = {n: row[KIND] for n, row in told.themes.items() if row[KIND].shown}
            for inner, outer in permutations(numbers, 2):
                if np.all(worlds.counts(ROWS[inner]) <= worlds.counts(ROWS[outer])):
                    gap = possible(numbers[outer])[0] - possible(numbers[inner])[1]
                    assert gap >= least, (names, told)


def _alone(whom, kind, *, of, public):
    return ALONE


def _pairs_alone(whom, kind, *, of, public):
    """The rule that we had: each figure set against those it lies within or that lie within it,
    one at a time."""
    within, holds = [], []
    for other, told in public.items():
        found = cells((whom, other), kind)
        within += [told] if all(one & 2 for one in found if one & 1) else []
        holds += [told] if all(one & 1 for one in found if one & 2) else []
    low = max((possible(one)[0] for one in holds), default=0)
    high = min((possible(one)[1] for one in within), default=ANYTHING)
    return Beside(low, high, within=tuple(within), holds=tuple(holds))


@pytest.mark.parametrize("careless", [_alone, _pairs_alone])
@pytest.mark.parametrize("asked", [MADE_UP, TOGETHER])
def test_the_attacker_finds_what_is_told_of_each_as_if_nothing_added_up(
    monkeypatch, careless, asked
):
    monkeypatch.setattr(rules, "beside", careless)
    assert next(attacked(TWO, asked, 5), None)


def test_the_attacker_finds_what_a_later_band_adds_to_the_same_words(monkeypatch):
    """One that reads as it did, kept with the counts that it would stand for now."""
    monkeypatch.setattr(rules, "_kept", lambda told, before: told)
    first, second = {"A or B": either(A, B), "A": A}, {"A": A, "B": B, "A or B": either(A, B)}
    assert any(
        next(attacked(TWO, second, 5, (told,), places), None)
        for told, places in editions(TWO, first, 5)
    )


def test_the_attacker_finds_what_bands_of_three_leave_of_three_things(monkeypatch):
    """“A or B or C” and “C, or A and B” together are at most A, B and twice C."""
    monkeypatch.setattr(standing, "LEAST_WHERE_ADDED", LEAST_OPEN)
    asked = {"any": AnyOf(frozenset("abc")), "C": C, "B": B, "made": either(C, both(A, B)), "A": A}
    assert next(attacked(Worlds("abc", 13, 13), asked, 5), None)


def test_numbers_are_still_given_where_all_groups_are_large():
    """The third has no number of its own where two others leave little room for it."""
    true = {"A": 60, "B": 45, "A and B": 25, "A without B": 35}
    told = settle_figures(
        TrueCounts({KIND: 100}, 0, {name: {KIND: count} for name, count in true.items()}),
        threshold=10, months="", before=[], asked=ROWS,
    ).themes  # fmt: skip
    said = {name: row[KIND].said for name, row in told.items()}
    assert said == {
        "A": "about 60", "B": "about 45", "A and B": "about 25", "A without B": "several",
    }  # fmt: skip


@pytest.mark.parametrize("names", [("A", "A and B"), ("A and B", "A")])
def test_across_editions_too(names):
    true, figures = {"A": {KIND: 40}, "A and B": {KIND: 36}}, []
    for name in names:
        counts = TrueCounts({KIND: 100}, 0, {name: true[name]})
        figures.append(
            settle_figures(counts, threshold=10, months="", before=figures[:], asked=ROWS)
        )
    first, second = (told.themes[name][KIND] for told, name in zip(figures, names, strict=True))
    assert first.shown and second.shown is None


def test_rows_that_ask_the_same_are_told_alike():
    counts = TrueCounts({KIND: 100}, 0, {"A": {KIND: 60}, "the same": {KIND: 60}})
    asked = {"A": A, "the same": A}
    told = settle_figures(counts, threshold=10, months="", before=[], asked=asked).themes
    assert told["A"] == told["the same"] and told["A"][KIND].said == "about 60"

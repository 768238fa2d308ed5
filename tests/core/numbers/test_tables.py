"""Counts that add up: an attacker who knows the true total, and every rule, finds no small one.

They write down every line of counts with that total, let the rule print each, and keep those that
look like what they read. Up to a size this is done for all the lines there are, so that nothing
rests on which ones were drawn.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.numbers.small import (
    LEAST_OPEN,
    NOT_SHOWN,
    Figure,
    figure,
    least_shown,
    possible,
)
from pennydrop.core.numbers.tables import release_line, release_lines, release_parts

Line = tuple[int, ...]
Rule = Callable[..., tuple[Figure, ...]]
LINES = st.lists(st.integers(0, 120), min_size=1, max_size=6)
# How many cells, up to which total, under which thresholds.
ALL_OF = [(2, 45, (5, 8, 10, 11)), (3, 36, (5, 8, 10)), (4, 24, (5, 8)), (5, 16, (5,))]


def every_line(cells: int, total: int) -> Iterator[Line]:
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in every_line(cells - 1, total - first):
            yield (first, *rest)


def attack(rule: Rule, cells: int, total: int, threshold: int) -> Iterator[str]:
    """Small counts that the attacker narrows down, of all lines with this total."""
    alike: dict[tuple[tuple[int | None, str], ...], list[Line]] = defaultdict(list)
    for line in every_line(cells, total):
        printed = rule(line, threshold=threshold)
        alike[tuple((one.shown, one.words) for one in printed)].append(line)
    least = least_shown(threshold)
    for printed, lines in alike.items():
        for place, (shown, words) in enumerate(printed):
            left = {line[place] for line in lines}
            if min(left) < least and not _open(left, shown, words, least, total):
                yield f"{printed} of {total}: number {place + 1} is one of {sorted(left)}"


def _open(left: set[int], shown: int | None, words: str, least: int, total: int) -> bool:
    """The criterion of decision 21: all small counts are left, or so many that nobody can tell
    whether it is small."""
    if shown is not None:
        return False
    every = set(range(min(least - 1, total) + 1)) <= left
    return every or (words == NOT_SHOWN and len(left) >= least and max(left) >= least)


def _attacked(rule: Rule) -> Iterator[str]:
    for cells, most, thresholds in ALL_OF:
        for threshold in thresholds:
            for total in range(most + 1):
                yield from attack(rule, cells, total, threshold)


def test_whoever_knows_the_total_and_the_rule_is_left_with_every_small_count():
    assert not list(_attacked(release_line))


def _hides_the_smallest(counts, *, threshold):
    """The rule we had: the smallest goes with a small one that would stand alone."""
    told = [figure(count, threshold=threshold) for count in counts]
    hidden = [n for n, one in enumerate(told) if one.shown is None]
    if len(hidden) != 1 or len(told) == 1:
        return tuple(told)
    hidden.append(min(set(range(len(told))) - set(hidden), key=lambda n: counts[n]))
    return _without(told, hidden, threshold)


def _hides_the_last_only_where_needed(counts, *, threshold):
    """By its place, but only beside a single small one: that it was needed tells."""
    told = [figure(count, threshold=threshold) for count in counts]
    hidden = [n for n, one in enumerate(told) if one.shown is None]
    if len(hidden) != 1 or len(told) == 1:
        return tuple(told)
    return _without(told, [*hidden, max(set(range(len(told))) - set(hidden))], threshold)


def _hides_one_more_whatever_is_left(counts, *, threshold):
    """The last one, however little the hidden ones then add up to."""
    told = [figure(count, threshold=threshold) for count in counts]
    hidden = [n for n, one in enumerate(told) if one.shown is None]
    return _without(told, [*hidden, len(told) - 1], threshold) if hidden else tuple(told)


def _hides_nothing_more(counts, *, threshold):
    return tuple(figure(count, threshold=threshold) for count in counts)


def _without(told, hidden, threshold):
    away = Figure(None, NOT_SHOWN, threshold)
    return tuple(away if place in hidden else one for place, one in enumerate(told))


@pytest.mark.parametrize(
    "careless",
    [
        _hides_the_smallest,
        _hides_the_last_only_where_needed,
        _hides_one_more_whatever_is_left,
        _hides_nothing_more,
    ],
)
def test_the_attacker_finds_what_careless_rules_give_away(careless):
    assert next(_attacked(careless), "")


@settings(max_examples=100, deadline=None)
@given(LINES, st.integers(5, 15))
def test_what_is_printed_is_true_and_none_is_hidden_alone(counts, threshold):
    printed = release_line(counts, threshold=threshold)
    for count, cell in zip(counts, printed, strict=True):
        low, high = possible(cell)
        assert low <= count <= high
        assert cell.shown is not None or high >= least_shown(threshold) - 1
    assert len(counts) == 1 or sum(cell.shown is None for cell in printed) != 1


def said(*counts: int) -> list[str]:
    return [cell.said for cell in release_line(counts, threshold=10)]


def test_the_last_goes_with_whatever_is_small_and_looks_like_it():
    assert said(12, 40, 50) == ["about 10", "about 40", "about 50"]
    assert said(3, 40, 50) == ["fewer than 10", "about 40", NOT_SHOWN]
    assert said(40, 50, 3) == ["about 40", NOT_SHOWN, NOT_SHOWN]
    assert said(40, 0, 0, 1) == [NOT_SHOWN] * 4
    assert said(1, 2, 3) == ["fewer than 10"] * 3
    assert said(3) == ["fewer than 10"]


def test_lines_do_not_touch_each_other():
    few, many = release_lines([[3, 40, 50], [30, 40, 50]], threshold=10)
    assert few[2].shown is None and [cell.shown for cell in many] == [30, 40, 50]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=4), st.integers(5, 15))
def test_parts_that_add_up_to_a_known_whole_stay_open(counts, threshold):
    parts, whole = release_parts(counts, threshold=threshold)
    low, high = possible(whole)
    ranges = [possible(part) for part in parts]
    for n, (least, most) in enumerate(ranges):
        others = ranges[:n] + ranges[n + 1 :]
        lowest = max(least, low - sum(top for _, top in others))
        highest = min(most, high - sum(bottom for bottom, _ in others))
        assert lowest <= counts[n] <= highest
        assert highest - lowest + 1 >= LEAST_OPEN or whole.shown is None


def test_shares_that_would_give_the_counts_away_together_are_not_told():
    parts, whole = release_parts([7, 3, 3], threshold=10)
    assert whole.shown == 15 and {part.words for part in parts} == {NOT_SHOWN}

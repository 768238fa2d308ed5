"""An attacker who knows which charted questions lie within which: (A and B) within A, A within
(A or B). They read every edition, subtract one figure from another, and know all of our rules.

A study is people, each of whom said A, B, both or neither. Editions chart some of the questions.
For each figure the attacker tries every count there is and keeps those that would have been printed
as it was, then lets go of what does not fit the others, until nothing more goes.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pytest

from pennydrop.core.numbers.small import LEAST_OPEN, Figure, least_shown, possible, settle
from pennydrop.rooms.publish.rules import figures as rules
from pennydrop.rooms.publish.rules.figures import Figures, TrueCounts, settle_figures

STUDIES = 2500
MOST = 100
KIND = "interview"
QUESTIONS = {
    "a": lambda a, b: a,
    "b": lambda a, b: b,
    "both": lambda a, b: a and b,
    "any": lambda a, b: a or b,
    "a, not b": lambda a, b: a and not b,
}
NESTS = frozenset(
    {("both", "a"), ("both", "b"), ("both", "any"), ("a", "any"), ("b", "any"),
     ("a, not b", "a"), ("a, not b", "any")}
)  # fmt: skip

Counts = dict[str, int]


@dataclass(frozen=True)
class Study:
    """The true counts of each edition, those heard among them, and the threshold."""

    editions: tuple[tuple[int, Counts], ...]
    threshold: int


def studies(seed: int, many: int) -> Iterator[Study]:
    pick = random.Random(seed)
    for _ in range(many):
        cells = [pick.randint(0, pick.choice([2, 9, 22])) for _ in range(4)]
        editions = []
        for _ in range(pick.randint(1, 4)):
            both, a, b, neither = cells
            people = [(1, 1)] * both + [(1, 0)] * a + [(0, 1)] * b + [(0, 0)] * (neither + 1)
            asked = pick.sample(sorted(QUESTIONS), pick.randint(1, 5))
            counted = {q: sum(bool(QUESTIONS[q](*one)) for one in people) for q in asked}
            editions.append((len(people), counted))
            if pick.random() < 0.6:
                cells = [min(24, max(0, one + pick.randint(-14, 14))) for one in cells]
        yield Study(tuple(editions), pick.choice([5, 8, 10, 12]))


def released(study: Study, nests: frozenset[tuple[str, str]] = NESTS) -> list[Figures]:
    told: list[Figures] = []
    for people, asked in study.editions:
        counts = TrueCounts({KIND: people}, 0, {q: {KIND: n} for q, n in asked.items()})
        told.append(
            settle_figures(counts, threshold=study.threshold, months="", before=told, nests=nests)
        )
    return told


@lru_cache(maxsize=400_000)
def _prints(threshold, of, before, beside) -> tuple[tuple[int | None, str], ...]:
    told = (
        settle(n, threshold=threshold, of=of, before=before, beside=beside) for n in range(MOST)
    )
    return tuple((one.shown, one.words) for one in told)


def left_open(study: Study, told: list[Figures], number: int) -> dict[str, set[int]]:
    """What each figure of an edition could be, by itself."""
    open_still: dict[str, set[int]] = {}
    public = [one.themes for one in told[:number]]
    edition, now = told[number], {}
    for question, row in edition.themes.items():
        before = tuple(old[question][KIND] for old in public if question in old)
        beside = rules._beside(question, KIND, NESTS, [*public, now])
        printed = _prints(study.threshold, edition.people[KIND], before, beside)
        cell = row[KIND]
        open_still[question] = {n for n in range(MOST) if printed[n] == (cell.shown, cell.words)}
        now[question] = row
    return open_still


def narrowed(open_still: dict[str, set[int]]) -> dict[str, set[int]]:
    """What is left of each when all of it has to fit: no inner is more than its outer."""
    left = {question: set(counts) for question, counts in open_still.items()}
    for _ in range(len(left) + 1):
        for inner, outer in NESTS:
            if inner in left and outer in left:
                most = max(left[outer], default=-1)
                left[inner] = {n for n in left[inner] if n <= most}
                least = min(left[inner], default=MOST)
                left[outer] = {n for n in left[outer] if n >= least}
    return left


def attack(study: Study, told: list[Figures]) -> Iterator[str]:
    for number, (_, asked) in enumerate(study.editions):
        single = left_open(study, told, number)
        assert all(asked[question] in counts for question, counts in single.items())
        left = narrowed(single)
        for question, counts in left.items():
            if len(counts) < min(LEAST_OPEN, len(single[question])):
                yield f"edition {number + 1}: {question} is one of {sorted(counts)}"
        yield from _less(told, number, left)


def _less(told: list[Figures], number: int, left: dict[str, set[int]]) -> Iterator[str]:
    """One figure less another: of this edition, and of an earlier one that told it last."""
    newest = {q: row[KIND] for one in told[: number + 1] for q, row in one.themes.items()}
    for inner, outer in NESTS:
        if not {inner, outer} <= set(newest):
            continue
        a, b = newest[inner], newest[outer]
        where = f"edition {number + 1}: {outer} ({b.said}) less {inner} ({a.said})"
        if a.shown is not None and b.shown is not None and _gap(a, b) < least_shown(a.threshold):
            yield f"{where} may be {_gap(a, b)}"
        if inner in left and outer in left:
            rest = _differences(left[inner], left[outer])
            if len(rest) < LEAST_OPEN:
                yield f"{where} is one of {sorted(rest)}"


def _differences(inner: set[int], outer: set[int]) -> set[int]:
    """What may lie between; where many do, the first few are enough to know."""
    found: set[int] = set()
    for n in inner:
        found.update(m - n for m in outer if m >= n)
        if len(found) >= LEAST_OPEN:
            break
    return found


def _gap(inner: Figure, outer: Figure) -> int:
    return possible(outer)[0] - possible(inner)[1]


def test_nothing_small_is_left_between_a_question_and_one_within_it():
    found = [line for study in studies(7, STUDIES) for line in attack(study, released(study))]
    assert not found, (len(found), found[:5])


def test_the_attacker_finds_what_is_told_of_each_as_if_alone():
    alone = [released(study, frozenset()) for study in studies(7, 200)]
    assert any(line for told in alone for line in _less(told, len(told) - 1, {}))


def test_numbers_are_still_given_where_both_groups_are_large():
    counts = TrueCounts({KIND: 100}, 0, {"a": {KIND: 60}, "both": {KIND: 25}})
    told = settle_figures(counts, threshold=10, months="", before=[], nests=NESTS).themes
    assert (told["a"][KIND].said, told["both"][KIND].said) == ("about 60", "about 25")
    near = TrueCounts({KIND: 100}, 0, {"a": {KIND: 60}, "both": {KIND: 55}})
    told = settle_figures(near, threshold=10, months="", before=[], nests=NESTS).themes
    assert (told["a"][KIND].said, told["both"][KIND].said) == ("about 60", "most")


@pytest.mark.parametrize("first", ["a", "both"])
def test_across_editions_too(first):
    second = {"a": "both", "both": "a"}[first]
    true = {"a": {KIND: 40}, "both": {KIND: 36}}
    one = settle_figures(
        TrueCounts({KIND: 100}, 0, {first: true[first]}),
        threshold=10, months="", before=[], nests=NESTS,
    )  # fmt: skip
    assert one.themes[first][KIND].shown
    two = settle_figures(
        TrueCounts({KIND: 100}, 0, {second: true[second]}),
        threshold=10, months="", before=[one], nests=NESTS,
    )  # fmt: skip
    assert two.themes[second][KIND].shown is None

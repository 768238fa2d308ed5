"""Percent agreement, Cohen's kappa, Fleiss' kappa and Krippendorff's alpha (nominal).

Every one of them is 1 - observed disagreement / expected disagreement; they differ in which
ratings they count and in what they expect. Percent agreement expects everything (1).

Ratings come as patterns with weights: a pattern holds what each coder, in a fixed order, said of
one unit (None: nothing), and its weight is how many units look like that. For text a unit is one
character, so that a whole study is a handful of patterns.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

Pattern = tuple[str | None, ...]
Counts = Mapping[Pattern, float]


class Measure(StrEnum):
    """The figures there are, under the names that files use."""

    PERCENT = "percent"
    COHEN = "cohen_kappa"
    FLEISS = "fleiss_kappa"
    ALPHA = "krippendorff_alpha"


class Undefined(Exception):
    """The figure has no value for these ratings; the text says why."""


NOTHING_SHARED = "Nothing was rated by two people."
ONE_VALUE = (
    "Everything was rated the same, so there is no chance agreement to compare with: "
    "the figure has no value here."
)
UNEVEN = (
    "Fleiss' kappa needs the same number of ratings for each unit, and no unit was rated by "
    "everybody."
)


class Parts(NamedTuple):
    """Disagreement seen, and disagreement expected, both as shares from 0 to 1."""

    observed: float
    expected: float


def value_of(parts: Parts) -> float:
    """1 - observed / expected. Raises Undefined where nothing but agreement could be expected."""
    if parts.expected <= 0:
        raise Undefined(ONE_VALUE)
    return 1 - parts.observed / parts.expected


@lru_cache(maxsize=65_536)
def _profile(pattern: Pattern) -> tuple[int, tuple[tuple[str, int], ...], int]:
    """How many rated it; each value with how often; and how many ordered pairs of raters agree."""
    said = Counter(value for value in pattern if value is not None)
    return said.total(), tuple(said.items()), sum(n * (n - 1) for n in said.values())


class Rated(NamedTuple):
    """Units that as many people have rated: how many units, how many ordered pairs of ratings of
    the same unit agree, and how often each value was given."""

    units: float
    agreeing: float
    values: dict[str, float]


def by_raters(counts: Counts) -> dict[int, Rated]:
    """The units by how many people have rated them; those that only one or nobody has are left
    out, as they can neither agree nor differ. Raises Undefined where no unit is left."""
    found: dict[int, Rated] = {}
    for pattern, weight in counts.items():
        raters, said, alike = _profile(pattern)
        if raters < 2 or not weight:
            continue
        units, agreeing, values = found.get(raters) or Rated(0, 0, {})
        for value, n in said:
            values[value] = values.get(value, 0) + weight * n
        found[raters] = Rated(units + weight, agreeing + weight * alike, values)
    if not found:
        raise Undefined(NOTHING_SHARED)
    return found


def percent(rated: Mapping[int, Rated]) -> Parts:
    """Of all pairs of ratings of the same unit, the share that differ."""
    pairs = sum(one.units * n * (n - 1) for n, one in rated.items())
    return Parts(1 - sum(one.agreeing for one in rated.values()) / pairs, 1.0)


def cohen(counts: Counts, first: int = 0, second: int = 1) -> Parts:
    """Cohen (1960), for the coders in these two places, over the units that both rated.

    Expected: each says each value as often as they did, independently. Raises Undefined.
    """
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    total = alike = 0.0
    for pattern, weight in counts.items():
        one, other = pattern[first], pattern[second]
        if one is None or other is None or not weight:
            continue
        total += weight
        ours[one] = ours.get(one, 0) + weight
        theirs[other] = theirs.get(other, 0) + weight
        if one == other:
            alike += weight
    if not total:
        raise Undefined(NOTHING_SHARED)
    chance = sum(n * theirs.get(value, 0) for value, n in ours.items())
    # Exactly none where both said one value throughout: a rounding error must not divide.
    same = len(ours) == len(theirs) == 1 and ours.keys() == theirs.keys()
    return Parts(1 - alike / total, 0.0 if same else 1 - chance / total**2)


def fleiss(rated: Mapping[int, Rated], coders: int) -> Parts:
    """Fleiss (1971): as many ratings for each unit, not always by the same people.

    Where units have different numbers of ratings, those that all `coders` rated are counted.
    Expected: every rating drawn from all of them together. Raises Undefined.
    """
    raters = next(iter(rated)) if len(rated) == 1 else coders
    if raters not in rated:
        raise Undefined(UNEVEN)
    units, agreeing, values = rated[raters]
    ratings = units * raters
    chance = sum(n * n for n in values.values()) / ratings**2
    return Parts(1 - agreeing / (ratings * (raters - 1)), 1 - chance if len(values) > 1 else 0.0)


def alpha(rated: Mapping[int, Rated]) -> Parts:
    """Krippendorff's alpha for nominal values, with missing ratings (Krippendorff 2011, "Computing
    Krippendorff's alpha-reliability").

    Only units with two ratings or more count. Expected: pairs drawn from all their ratings
    together, without putting the first back.
    """
    total = sum(one.units * n for n, one in rated.items())
    alike = sum(one.agreeing / (n - 1) for n, one in rated.items())
    values: dict[str, float] = {}
    for one in rated.values():
        for value, n in one.values.items():
            values[value] = values.get(value, 0) + n
    chance = sum(n * (n - 1) for n in values.values()) / (total * (total - 1))
    return Parts(1 - alike / total, 1 - chance if len(values) > 1 else 0.0)


def pairs_of(coders: int) -> list[tuple[int, int]]:
    """Every pair of places: Cohen's kappa knows two coders only."""
    return list(combinations(range(coders), 2))

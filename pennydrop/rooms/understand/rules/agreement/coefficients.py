"""Percent agreement, Cohen's kappa, Fleiss' kappa and Krippendorff's alpha (nominal).

Every one of them is 1 - observed disagreement / expected disagreement; they differ in which
ratings they count and in what they expect. Percent agreement expects everything (1).

Ratings come as patterns with weights: a pattern holds what each coder, in a fixed order, said of
one unit (None: nothing), and its weight is how many units look like that. For text a unit is one
character, so that a whole study is a handful of patterns.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

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


@dataclass(frozen=True)
class Parts:
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


def percent(counts: Counts) -> Parts:
    """Of all pairs of ratings of the same unit, the share that differ. Raises Undefined."""
    pairs = alike = 0.0
    for pattern, weight in counts.items():
        raters, _, agreeing = _profile(pattern)
        pairs += weight * raters * (raters - 1)
        alike += weight * agreeing
    if not pairs:
        raise Undefined(NOTHING_SHARED)
    return Parts(1 - alike / pairs, 1.0)


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


def fleiss(counts: Counts) -> Parts:
    """Fleiss (1971): as many ratings for each unit, not always by the same people.

    Where units have different numbers of ratings, those that everybody rated are counted.
    Expected: every rating drawn from all of them together. Raises Undefined.
    """
    sizes = {size for p, w in counts.items() if w and (size := _profile(p)[0]) > 1}
    if not sizes:
        raise Undefined(NOTHING_SHARED)
    raters = sizes.pop() if len(sizes) == 1 else max(map(len, counts))
    units = alike = 0.0
    values: dict[str, float] = {}
    for pattern, weight in counts.items():
        size, said, agreeing = _profile(pattern)
        if size != raters or not weight:
            continue
        units += weight
        alike += weight * agreeing
        for value, n in said:
            values[value] = values.get(value, 0) + weight * n
    if not units:
        raise Undefined(UNEVEN)
    ratings = units * raters
    chance = sum(n * n for n in values.values()) / ratings**2
    return Parts(1 - alike / (ratings * (raters - 1)), 1 - chance if len(values) > 1 else 0.0)


def alpha(counts: Counts) -> Parts:
    """Krippendorff's alpha for nominal values, with missing ratings (Krippendorff 2011, "Computing
    Krippendorff's alpha-reliability").

    Only units with two ratings or more count. Expected: pairs drawn from all their ratings
    together, without putting the first back. Raises Undefined.
    """
    total = alike = 0.0
    values: dict[str, float] = {}
    for pattern, weight in counts.items():
        raters, said, agreeing = _profile(pattern)
        if raters < 2 or not weight:
            continue
        total += weight * raters
        alike += weight * agreeing / (raters - 1)
        for value, n in said:
            values[value] = values.get(value, 0) + weight * n
    if not total:
        raise Undefined(NOTHING_SHARED)
    chance = sum(n * (n - 1) for n in values.values()) / (total * (total - 1))
    return Parts(1 - alike / total, 1 - chance if len(values) > 1 else 0.0)


def pairs_of(coders: int) -> list[tuple[int, int]]:
    """Every pair of places: Cohen's kappa knows two coders only."""
    return list(combinations(range(coders), 2))

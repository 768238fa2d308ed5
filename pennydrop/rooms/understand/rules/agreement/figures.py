"""Figures with their intervals, for one set of ratings or for several taken together."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.agreement.coefficients import (
    NOTHING_SHARED,
    Counts,
    Measure,
    Parts,
    Undefined,
    alpha,
    cohen,
    fleiss,
    pairs_of,
    percent,
    value_of,
)

SEED = 20_260_301
RESAMPLES = 1_000
CERTAIN = 0.95
# An interval from a few of the drawings would say more than is known.
ENOUGH = 0.9

_ONE: dict[Measure, Callable[[Counts], Parts]] = {
    Measure.PERCENT: percent,
    Measure.FLEISS: fleiss,
    Measure.ALPHA: alpha,
}
Values = dict[Measure, float | str]


@dataclass(frozen=True)
class Figure:
    """A figure from -1 to 1 (percent agreement: from 0 to 1), or None, and then `why` not.

    `low` and `high` are the ends of its 95 % bootstrap interval; None where that cannot be had.
    `note` says what was left out on the way, or nothing.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""
    note: str = ""


Figures = dict[Measure, Figure]


def figures_of(
    tables: Sequence[Counts],
    coders: int,
    draws: Iterable[Sequence[Counts]] = (),
) -> Figures:
    """Every measure over these tables taken together: one for a set of ratings, one for each code
    of a study.

    Taken together, the disagreements seen are added up and so are those expected, each table
    counting alike (De Vries et al. 2008, "Using pooled kappa"): a frequent code does not drown a
    rare one, and each code keeps its own chance. `draws` are the tables drawn anew, for intervals.
    """
    drawn: dict[Measure, list[float]] = {measure: [] for measure in Measure}
    wanted = 0
    for one in draws:
        wanted += 1
        for measure, value in values_of(one, coders).items():
            if isinstance(value, float):
                drawn[measure].append(value)
    return {
        measure: _figure(value, drawn[measure], wanted, _note(measure, tables, coders))
        for measure, value in values_of(tables, coders).items()
    }


def values_of(tables: Sequence[Counts], coders: int) -> Values:
    """Each measure's value, or the words why it has none."""
    found: Values = {measure: _together(tables, one) for measure, one in _ONE.items()}
    found[Measure.COHEN] = _mean_of_pairs(tables, coders)
    return {measure: found[measure] for measure in Measure}


def _together(tables: Sequence[Counts], measure: Callable[[Counts], Parts]) -> float | str:
    held: list[Parts] = []
    why = NOTHING_SHARED
    for table in tables:
        try:
            held.append(measure(table))
        except Undefined as reason:
            why = str(reason)
    if not held:
        return why
    try:
        return value_of(Parts(sum(p.observed for p in held), sum(p.expected for p in held)))
    except Undefined as reason:
        return str(reason)


def _mean_of_pairs(tables: Sequence[Counts], coders: int) -> float | str:
    """Cohen's kappa; of more than two coders the mean over their pairs (Light 1971)."""
    values = pair_values(tables, coders)
    held = [value for value in values if isinstance(value, float)]
    if held:
        return sum(held) / len(held)
    return next((value for value in values if isinstance(value, str)), NOTHING_SHARED)


def pair_values(tables: Sequence[Counts], coders: int) -> list[float | str]:
    """Cohen's kappa of each pair of coders, in the order of `pairs_of`."""
    return [
        _together(tables, lambda table, a=a, b=b: cohen(table, a, b))  # type: ignore[misc]
        for a, b in pairs_of(coders)
    ]


def _note(measure: Measure, tables: Sequence[Counts], coders: int) -> str:
    if measure is not Measure.COHEN or coders < 3:
        return ""
    values = pair_values(tables, coders)
    held = sum(isinstance(value, float) for value in values)
    if not held:
        return ""
    left = len(values) - held
    said = f"Mean of {held} pair{'' if held == 1 else 's'} of coders"
    return f"{said}; {left} had no value." if left else f"{said}."


def _figure(value: float | str, drawn: list[float], wanted: int, note: str) -> Figure:
    if isinstance(value, str):
        return Figure(None, why=value)
    if not drawn or len(drawn) < wanted * ENOUGH:
        return Figure(value, note=note)
    low, high = interval(drawn)
    return Figure(value, low, high, note=note)


def interval(drawn: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of the drawn values (the percentile interval of Efron's bootstrap)."""
    ordered = sorted(drawn)
    out = (1 - CERTAIN) / 2
    return _quantile(ordered, out), _quantile(ordered, 1 - out)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def drawn_units(counts: Counts, times: int, seed: int = SEED) -> Iterable[list[Counts]]:
    """The units drawn anew, as many as there are, with putting back; the same for the same seed.

    `counts` hold whole numbers of units. Sorted first, so that the order of a file's rows changes
    nothing.
    """
    patterns = sorted(counts, key=lambda pattern: tuple(value or "" for value in pattern))
    weights = [counts[pattern] for pattern in patterns]
    units = int(sum(weights))
    source = random.Random(seed)
    for _ in range(times if units > 1 else 0):
        yield [Counter(source.choices(patterns, weights, k=units))]

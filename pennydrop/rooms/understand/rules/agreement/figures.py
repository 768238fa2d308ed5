"""Figures with their intervals, for one set of ratings or for several taken together."""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pennydrop.rooms.understand.rules.agreement.coefficients import (
    NOTHING_SHARED,
    Counts,
    Measure,
    Parts,
    Undefined,
    alpha,
    by_raters,
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

_ALL_TOGETHER = (Measure.PERCENT, Measure.FLEISS, Measure.ALPHA)
# What a formula gave, or the words why it gave nothing.
Part = Parts | str
Value = float | str
Values = dict[Measure, Value]


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
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Taken:
    """Observed and expected disagreement of one table, by every measure; Cohen's by each pair of
    coders, in the order of `pairs_of`."""

    parts: dict[Measure, Part]
    pairs: tuple[Part, ...]


def taken(table: Counts, coders: int) -> Taken:
    pairs = tuple(_part(partial(cohen, table, a, b)) for a, b in pairs_of(coders))
    try:
        rated = by_raters(table)
    except Undefined as reason:
        return Taken(dict.fromkeys(_ALL_TOGETHER, str(reason)), pairs)
    parts: dict[Measure, Part] = {
        Measure.PERCENT: percent(rated),
        Measure.FLEISS: _part(partial(fleiss, rated, coders)),
        Measure.ALPHA: alpha(rated),
    }
    return Taken(parts, pairs)


def _part(formula: Callable[[], Parts]) -> Part:
    try:
        return formula()
    except Undefined as reason:
        return str(reason)


def values_of(tables: Sequence[Taken]) -> Values:
    """Each measure's value over these tables together, or the words why it has none.

    Taken together, the disagreements seen are added up and so are those expected, each table
    counting alike (De Vries et al. 2008, "Using pooled kappa"): a frequent code does not drown a
    rare one, and each code keeps its own chance.
    """
    found = {measure: _value([one.parts[measure] for one in tables]) for measure in _ALL_TOGETHER}
    found[Measure.COHEN] = _mean(pair_values(tables))
    return {measure: found[measure] for measure in Measure}


def pair_values(tables: Sequence[Taken]) -> list[Value]:
    """Cohen's kappa of each pair of coders, in the order of `pairs_of`."""
    return [_value(parts) for parts in zip(*(one.pairs for one in tables), strict=True)]


def _value(parts: Sequence[Part]) -> Value:
    held = [one for one in parts if not isinstance(one, str)]
    if not held:
        return next((one for one in parts if isinstance(one, str)), NOTHING_SHARED)
    together = held[0] if len(held) == 1 else Parts(*map(sum, zip(*held, strict=True)))
    try:
        return value_of(together)
    except Undefined as reason:
        return str(reason)


def _mean(values: Sequence[Value]) -> Value:
    """Cohen's kappa of more than two coders: the mean over their pairs (Light 1971)."""
    held = [value for value in values if isinstance(value, float)]
    if held:
        return sum(held) / len(held)
    return next((value for value in values if isinstance(value, str)), NOTHING_SHARED)


def figures_of(table: Counts, coders: int, draws: Iterable[Counts] = ()) -> Figures:
    """Every measure over one table. `draws` are the table drawn anew, for intervals."""
    return figures_by({"": table}, coders, ({"": one} for one in draws))[0]


def figures_by(
    tables: Mapping[Key, Counts], coders: int, draws: Iterable[Mapping[Key, Counts]] = ()
) -> tuple[Figures, dict[Key, Figures]]:
    """Every measure over all tables together, and over each: the codes of a study."""
    whole = {key: taken(table, coders) for key, table in tables.items()}
    together, single = _Drawn(), {key: _Drawn() for key in tables}
    for draw in draws:
        drawn = {key: taken(draw[key], coders) for key in tables}
        together.add(values_of(list(drawn.values())))
        for key, one in drawn.items():
            single[key].add(values_of([one]))
    return together.figures(list(whole.values())), {
        key: single[key].figures([one]) for key, one in whole.items()
    }


class _Drawn:
    """The values of the drawings, measure by measure."""

    def __init__(self) -> None:
        self.times = 0
        self.values: dict[Measure, list[float]] = {measure: [] for measure in Measure}

    def add(self, values: Values) -> None:
        self.times += 1
        for measure, value in values.items():
            if isinstance(value, float):
                self.values[measure].append(value)

    def figures(self, tables: Sequence[Taken]) -> Figures:
        return {
            measure: self._figure(measure, value, _note(measure, tables))
            for measure, value in values_of(tables).items()
        }

    def _figure(self, measure: Measure, value: Value, note: str) -> Figure:
        if isinstance(value, str):
            return Figure(None, why=value)
        drawn = self.values[measure]
        if not drawn or len(drawn) < self.times * ENOUGH:
            return Figure(value, note=note)
        return Figure(value, *interval(drawn), note=note)


def _note(measure: Measure, tables: Sequence[Taken]) -> str:
    values = pair_values(tables) if measure is Measure.COHEN else []
    held = sum(isinstance(value, float) for value in values)
    if len(values) < 2 or not held:
        return ""
    left = len(values) - held
    said = f"Mean of {held} pair{'' if held == 1 else 's'} of coders"
    return f"{said}; {left} had no value." if left else f"{said}."


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


def drawn_units(counts: Counts, times: int, seed: int = SEED) -> Iterable[Counts]:
    """The units drawn anew, as many as there are, with putting back; the same for the same seed.

    `counts` hold whole numbers of units. Sorted first, so that the order of a file's rows changes
    nothing.
    """
    patterns = sorted(counts, key=lambda pattern: tuple(value or "" for value in pattern))
    weights = [counts[pattern] for pattern in patterns]
    units = int(sum(weights))
    source = random.Random(seed)
    for _ in range(times if units > 1 else 0):
        yield Counter(source.choices(patterns, weights, k=units))

"""What a promise is measured by, and what of it may be told.

A figure of people leaves only as `core.numbers.small` lets it, and whether a promise is met is told
from what left: so a state never says more about anybody than the figures beside it. A part of
nothing is nothing, never everything.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pennydrop.core.figures import Kind
from pennydrop.core.numbers.small import WORDS, Figure, least_shown, percent, settle

NOTHING_YET = "nothing to count yet"
TOO_FEW = "too few people to say"
WHOLE = Decimal(100)


class BadMeasure(ValueError):
    """This target or figure cannot be used. The message says which part of it and why; `field` is
    that part's name."""

    def __init__(self, message: str, field: str = "value") -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class Measure:
    """What a promise is held to. `target` is a number, or a percentage of a whole; `at_least`
    False means "at most". `lasting`: it has to hold from its day on, not only to be reached."""

    name: str
    kind: Kind
    people: bool
    target: Decimal
    at_least: bool
    lasting: bool
    threshold: int

    @property
    def said(self) -> str:
        """The target in words: "at least 80%"."""
        unit = "%" if self.kind is Kind.SHARE else ""
        return f"{'at least' if self.at_least else 'at most'} {plain(self.target)}{unit}"


@dataclass(frozen=True)
class Reading:
    """A figure about one day, as it truly was, and the day on which it was entered here. One that
    was entered in error is struck; it stays in sight."""

    on: dt.date
    noted_on: dt.date
    value: Decimal
    base: Decimal | None = None
    struck_on: dt.date | None = None


@dataclass(frozen=True)
class Told:
    """A reading as it may be read: `words`, and the least and greatest value it can mean; both
    None where it says nothing. `drawn` is the length of its bar; None draws none."""

    reading: Reading
    words: str
    low: Decimal | None
    high: Decimal | None
    drawn: float | None


def check_measure(measure: Measure) -> None:
    """Raise BadMeasure for a target that could never be shown to be met."""
    if measure.target < 0:
        raise BadMeasure("The target cannot be less than nothing.", "target")
    if measure.kind is Kind.SHARE and measure.target > WHOLE:
        raise BadMeasure("A part of a whole is at most 100%.", "target")
    if measure.people and measure.kind is Kind.COUNT:
        least = least_shown(measure.threshold)
        if measure.target < least or measure.target % 5:
            raise BadMeasure(
                f"Counts of people are shown from {least} on, in fives: choose a target like that.",
                "target",
            )


def check_reading(measure: Measure, value: Decimal, base: Decimal | None) -> None:
    """Raise BadMeasure for a figure that does not fit its measure."""
    parts = [part for part in (value, base) if part is not None]
    if any(part < 0 for part in parts):
        raise BadMeasure("A figure cannot be less than nothing.")
    if measure.people and any(part % 1 for part in parts):
        raise BadMeasure("People are counted whole.")
    if measure.kind is Kind.SHARE and (base is None or value > base):
        raise BadMeasure("Say of how many; the part cannot be more than the whole.")
    if measure.kind is Kind.COUNT and base is not None:
        raise BadMeasure("This figure is a number of its own, not a part of a whole.")


def tell(measure: Measure, readings: Sequence[Reading]) -> list[Told]:
    """What may be read of each figure, in the order in which they were entered."""
    ordered = sorted(readings, key=lambda one: (one.noted_on, one.on))
    if not measure.people:
        return [_things(measure, one) for one in ordered]
    values: list[Figure] = []
    bases: list[Figure] = []
    told = []
    for one in ordered:
        count, base = int(one.value), None if one.base is None else int(one.base)
        whole = None
        if base is not None:
            whole = settle(base, threshold=measure.threshold, before=tuple(bases))
            bases.append(whole)
        values.append(settle(count, threshold=measure.threshold, of=whole, before=tuple(values)))
        told.append(_part_of_people(one, values[-1], whole) if whole else _people(one, values[-1]))
    return told


def is_met(measure: Measure, told: Told) -> bool | None:
    """Whether this figure meets the target; None where it says nothing. Striking a figure can only
    ever take something away: one that met the target then says nothing, one that did not stays."""
    if told.low is None or told.high is None:
        return None
    met = told.low >= measure.target if measure.at_least else told.high <= measure.target
    return None if met and told.reading.struck_on else met


def plain(value: Decimal) -> str:
    """A number as people write it: 1,200 and 3.5, never 1200.0."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _things(measure: Measure, one: Reading) -> Told:
    if measure.kind is Kind.COUNT:
        return Told(one, plain(one.value), one.value, one.value, float(one.value))
    if not one.base:
        return Told(one, NOTHING_YET, None, None, None)
    share = WHOLE * one.value / one.base
    words = f"{plain(one.value)} of {plain(one.base)} ({plain(share)}%)"
    return Told(one, words, share, share, float(share))


def _people(one: Reading, shown: Figure) -> Told:
    if shown.shown is not None:
        exact = Decimal(shown.shown)
        return Told(one, shown.said, exact, exact, float(exact))
    return Told(one, shown.words, Decimal(0), Decimal(least_shown(shown.threshold) - 1), None)


def _part_of_people(one: Reading, part: Figure, whole: Figure) -> Told:
    if not one.base:
        return Told(one, NOTHING_YET if one.base == 0 else TOO_FEW, None, None, None)
    drawn = percent(part, whole) if whole.shown is not None else None
    if drawn is None:
        return Told(one, TOO_FEW, None, None, None)
    if part.shown is None:
        low, high = _share(part, whole)
        return Told(one, f"{part.words} of about {whole.shown}", low, high, float(drawn))
    words = f"about {part.shown} of {whole.shown} ({drawn}%)"
    return Told(one, words, Decimal(drawn), Decimal(drawn), float(drawn))


def _share(part: Figure, whole: Figure) -> tuple[Decimal, Decimal]:
    """What a word can mean, in percent of the released whole: the counts that are told like this,
    or the word's own edges where it was said of another whole and has stood since."""
    assert whole.shown is not None
    if part.high <= whole.high:
        low, high = (WHOLE * count / whole.shown for count in (part.low, part.high))
        return min(low, WHOLE), min(high, WHOLE)
    word = next(word for word in WORDS if word.text == part.words)
    low, high = (Decimal(float(100 * edge)) for edge in word.shares)
    return low, high

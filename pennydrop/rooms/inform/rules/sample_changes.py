"""What happens to a sample's figures after its quarter is out.

A figure that is out never changes. What comes after it is told of other samples, in lines of their
own: results that came in late, and results that were corrected or taken back, by what they hold
now. A late sample stands in no earlier line; a corrected one is counted whether or not its class is
another than it was, and its earlier class is never told again. So there is nothing to subtract
(docs/decisions/0036-what-is-out-is-corrected-beside-it.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.samples import (
    Outcome,
    Quarter,
    Sample,
    line_place,
    named,
    outcome,
    quarter_of,
)

GONE = "Taken back, or counted wrongly here"
# The columns of corrected results: the classes, and what is counted in none of them any longer.
COLUMNS = (*(one.value for one in Outcome), GONE)
Lines = dict[tuple[Quarter, Place], Sequence[int]]


class Why(StrEnum):
    """Why a result is changed. Chosen, never written: a sentence might tell of somebody."""

    TESTED_AGAIN = "tested again"
    WRITTEN_WRONGLY = "written wrongly"
    OTHER_SAMPLE = "other sample"
    TAKEN_BACK = "taken back"

    @property
    def said(self) -> str:
        return _SAID[self]


_SAID = {
    Why.TESTED_AGAIN: "It was tested again",
    Why.WRITTEN_WRONGLY: "It was written down wrongly",
    Why.OTHER_SAMPLE: "It was of another sample",
    Why.TAKEN_BACK: "The service took it back",
}


class Kind(StrEnum):
    """What a public line counts, as readers see it."""

    FIRST = "First figures"
    LATE = "Late results"
    CORRECTED = "Corrected results"


class BadChange(ValueError):
    """A result or a figure cannot be changed so. The message says why, in a sentence."""


@dataclass(frozen=True)
class Told:
    """Where the public lines count a sample. For a quarter that was told for the whole UK together,
    that is its place."""

    quarter: Quarter
    place: Place


def counts_alike(one: Sample, other: Sample) -> bool:
    """Whether both would stand in the same column of every table."""
    return (one.expected, one.day, one.place, outcome(one)) == (
        other.expected, other.day, other.place, outcome(other),
    )  # fmt: skip


def column(told: Told, sample: Sample | None, substance: str) -> int:
    """The place in COLUMNS where a told sample belongs by now; `sample` None: it was taken back."""
    how = outcome(sample) if sample else None
    if sample is None or how is None or sample.day is None:
        return len(Outcome)
    here = (
        quarter_of(sample.day) == told.quarter
        and told.place in (Place.UK, line_place(sample.place))
        and named(substance) in map(named, sample.expected)
    )
    return list(Outcome).index(how) if here else len(Outcome)


def corrected_lines(
    changed: Iterable[tuple[Told, Sample | None]], substance: str, *, by_place: bool
) -> Lines:
    """How many told samples were corrected since, by what they are now."""
    found: dict[tuple[Quarter, Place], list[int]] = {}
    for told, sample in changed:
        at = (told.quarter, told.place if by_place else Place.UK)
        found.setdefault(at, [0] * len(COLUMNS))[column(told, sample, substance)] += 1
    return dict(found)

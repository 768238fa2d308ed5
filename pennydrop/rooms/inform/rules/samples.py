"""A tested sample, and the three classes that checking services count in.

From the European drug checking form: only what was expected, what was expected was not found, and
what was expected with other things. No class says anything about strength, or that it is safe.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from pennydrop.core.numbers.small import LEAST_THRESHOLD, Figure
from pennydrop.core.numbers.tables import release_line
from pennydrop.rooms.inform.rules.places import Place

# Names under which a substance is sold or listed, and the one we count it by.
_SAME = {
    "ket": "ketamine", "s-ketamine": "ketamine", "esketamine": "ketamine",
    "ketamine hydrochloride": "ketamine", "ketamine hcl": "ketamine", "s ketamine": "ketamine",
    "s-isomer ketamine": "ketamine", "r-ketamine": "ketamine", "arketamine": "ketamine",
    "racemic ketamine": "ketamine", "pure ketamine": "ketamine", "rock ketamine": "ketamine",
    "sugar ketamine": "ketamine", "ketamine shards": "ketamine",
}  # fmt: skip
# What a laboratory says that could not tell what was in it: then nobody knows what was missing.
_UNKNOWN = {"unable to identify", "unidentified", "unknown"}


class Role(StrEnum):
    """How much of a sample a substance was."""

    MAIN = "main"
    LESSER = "lesser"
    TRACE = "trace"


class Outcome(Enum):
    """The class of a sample, worded as a column of a table."""

    ONLY = "Only what was expected"
    MISSING = "What was expected was not there"
    PLUS = "What was expected, and other things"


@dataclass(frozen=True)
class Finding:
    """A substance that was found. `amount` as the service says it; empty is not pure."""

    substance: str
    role: Role
    amount: str = ""


@dataclass(frozen=True)
class Sample:
    """One result. `source_ref` is the service's own number, never a person's; `nothing`: it says
    that nothing active was found. The place is a region or a nation."""

    source_ref: str
    expected: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    nothing: bool = False
    shape: str = ""
    colour: str = ""
    received: dt.date | None = None
    reported: dt.date | None = None
    published: dt.date | None = None
    place: Place = Place.UNKNOWN
    method: str = ""
    limits: str = ""

    @property
    def day(self) -> dt.date | None:
        """The day by which it is counted."""
        return self.received or self.reported or self.published


def named(substance: str) -> str:
    """The name by which a substance is counted."""
    name = " ".join(substance.casefold().split())
    return _SAME.get(name, name)


def outcome(sample: Sample) -> Outcome | None:
    """The class of a sample, or None where nobody said what was expected, or where what was missing
    may be what nobody could identify.

    Where several things were expected, one that is missing counts as not there.
    """
    expected = {named(one) for one in sample.expected}
    found = {named(one.substance) for one in sample.findings}
    if not expected:
        return None
    if not expected <= found:
        return None if found & _UNKNOWN else Outcome.MISSING
    return Outcome.PLUS if found > expected else Outcome.ONLY


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year, from 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        months = ("January to March", "April to June", "July to September", "October to December")
        return f"{months[self.number - 1]} {self.year}"


def quarter_of(day: dt.date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def counted(
    samples: Iterable[Sample], substance: str, *, by_place: bool, today: dt.date
) -> dict[tuple[Quarter, Place], Sequence[int]]:
    """How many samples sold as a substance fell into each class, newest quarter first: by quarter
    and place, or by quarter for the whole UK together. A quarter counts once it is over."""
    found: dict[tuple[Quarter, Place], list[int]] = {}
    for sample in samples:
        how, day = outcome(sample), sample.day
        if how is None or day is None or named(substance) not in map(named, sample.expected):
            continue
        if quarter_of(day) < quarter_of(today):
            place = line_place(sample.place) if by_place else Place.UK
            line = found.setdefault((quarter_of(day), place), [0] * len(Outcome))
            line[list(Outcome).index(how)] += 1
    return dict(sorted(found.items(), key=lambda one: one[0], reverse=True))


def line_place(place: Place) -> Place:
    """Where a sample counts. Beside other places, the whole UK would read as their sum."""
    return Place.UNKNOWN if place is Place.UK else place


def public_line(counts: Sequence[int]) -> tuple[Figure, ...] | None:
    """The classes of one line as everybody may read them, also whoever knows from elsewhere how
    many samples a place sent in. None where nothing of it can be told: a line of which all is
    hidden would still say that there was a sample at all."""
    told = release_line(counts, threshold=LEAST_THRESHOLD)
    return told if any(one.shown is not None for one in told) else None

"""Who was not heard from: counts against targets, protected before anybody reads them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pennydrop.core.numbers.small import LEAST_THRESHOLD, NOT_SHOWN, Figure, figure, least_shown
from pennydrop.core.numbers.tables import release_line

MOST_BANDS = 20
LONGEST_BAND = 80
MOST_WANTED = 10_000
NOT_SHARED = "Did not say"


class BadBands(ValueError):
    """A list of bands cannot be kept. The message says why."""


@dataclass(frozen=True)
class Wanted:
    """A band and its target; None: no target is set."""

    name: str
    target: int | None = None

    def __str__(self) -> str:
        return self.name if self.target is None else f"{self.name} = {self.target}"


class Standing(Enum):
    """How a band stands against its target, said from protected figures alone."""

    NONE = "no target"
    REACHED = "reached"
    NOT_YET = "not yet"
    UNKNOWN = "cannot be said"


@dataclass(frozen=True)
class Heard:
    """One band as it may be read: a protected count, its target, how it stands."""

    name: str
    figure: Figure
    target: int | None
    standing: Standing


def read_bands(text: str) -> list[Wanted]:
    """Bands, one a line, each with its target after "=" if it has one. Raises BadBands."""
    bands: dict[str, Wanted] = {}
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        name, _, target = line.rpartition("=") if "=" in line else (line, "", "")
        band = Wanted(name.strip(), _target(line, target.strip()))
        if not band.name or len(band.name) > LONGEST_BAND:
            raise BadBands(f"“{line[:40]}”: write a name of up to {LONGEST_BAND} letters first.")
        if band.name.casefold() in {*bands, NOT_SHARED.casefold()}:
            raise BadBands(f"“{band.name}” stands there twice, or is counted anyway.")
        bands[band.name.casefold()] = band
    if not 0 < len(bands) <= MOST_BANDS:
        raise BadBands(f"Write 1 to {MOST_BANDS} lines.")
    return list(bands.values())


def _target(line: str, target: str) -> int | None:
    if not target:
        return None
    if not target.isascii() or not target.isdecimal() or not 0 < int(target[:6]) <= MOST_WANTED:
        raise BadBands(f"“{line[:40]}”: after “=” write a whole number, such as 20.")
    return int(target)


def count_bands(shared: Iterable[str], names: Sequence[str], people: int) -> list[int]:
    """How many of `people` stand in each band, then how many did not say (or said another)."""
    found = Counter(name.casefold() for name in shared)
    counts = [found[name.casefold()] for name in names]
    return [*counts, max(0, people - sum(counts))]


def protect(
    bands: Sequence[Wanted], counts: Sequence[int], *, threshold: int
) -> tuple[list[Heard], Figure]:
    """Every band, and how many did not say, as they may be read.

    Small counts are hidden, the rest rounded, and the last band goes with a small one: whoever
    knows how many took part could work it out. Silence says nothing about anybody, so that it
    takes no band with it.
    """
    least = max(threshold, LEAST_THRESHOLD)
    cells = release_line(counts[: len(bands)], threshold=least)
    heard = [
        Heard(band.name, cell, band.target, standing(cell, band.target))
        for band, cell in zip(bands, cells, strict=True)
    ]
    return heard, figure(counts[len(bands)], threshold=least)


def standing(told: Figure, target: int | None) -> Standing:
    """Against the target, from what is shown: an exact "one more" would tell the count."""
    if target is None:
        return Standing.NONE
    if told.shown is None:
        small = told.words != NOT_SHOWN and target >= least_shown(told.threshold)
        return Standing.NOT_YET if small else Standing.UNKNOWN
    return Standing.REACHED if told.shown >= target else Standing.NOT_YET


def named_by(names: Mapping[str, str], stored: str) -> str:
    """The band that a stored choice names; nothing for one that is not counted."""
    return names.get(stored.strip().casefold(), "")

"""What the codings made so far teach: for each code, stretches that have it and stretches that
somebody read and did not give it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

FEWEST = 5  # stretches with a code, before anything is suggested for it
COVERED = 0.5  # of a stretch, or of the coding


@dataclass(frozen=True, order=True)
class Place:
    """A passage of a source: positions as in rules/positions.py, end exclusive."""

    source: str
    start: int
    end: int

    def shared(self, other: "Place") -> int:
        """How many positions two places have in common; 0 for other sources."""
        if self.source != other.source:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True)
class Taught:
    """A coding or a "does not fit", as a lesson takes it."""

    code: str
    place: Place
    fits: bool = True


@dataclass(frozen=True)
class Lesson:
    """For one code, the stretches (by number) that have it and those that were read without it."""

    code: str
    has: tuple[int, ...]
    has_not: tuple[int, ...]

    def numbered(self, places: Mapping[int, int]) -> "Lesson":
        """The same with other numbers of the stretches."""
        return Lesson(
            self.code,
            tuple(places[number] for number in self.has),
            tuple(places[number] for number in self.has_not),
        )


def lessons(stretches: Mapping[int, Place], taught: Iterable[Taught]) -> list[Lesson]:
    """A lesson for each code that FEWEST stretches have, in the order of its name.

    A stretch has a code where a coding covers half of it, or where it holds half of the coding. A
    source counts as read as far as its last coding: only there does silence mean no.
    """
    by_source: dict[str, list[tuple[int, Place]]] = {}
    for number, place in sorted(stretches.items()):
        by_source.setdefault(place.source, []).append((number, place))
    has: dict[str, set[int]] = {}
    not_fitting: dict[str, set[int]] = {}
    read: dict[str, int] = {}
    for one in taught:
        here = by_source.get(one.place.source, ())
        found = {number for number, place in here if _same(place, one.place)}
        (has if one.fits else not_fitting).setdefault(one.code, set()).update(found)
        if one.fits:
            read[one.place.source] = max(read.get(one.place.source, 0), one.place.end)
    known = {
        number
        for source, end in read.items()
        for number, place in by_source.get(source, ())
        if place.start < end
    }
    return [
        _lesson(code, numbers, known, not_fitting.get(code, set()))
        for code, numbers in sorted(has.items())
        if len(numbers) >= FEWEST
    ]


def _lesson(code: str, has: set[int], read: set[int], not_fitting: Collection[int]) -> Lesson:
    without = (read | set(not_fitting)) - has
    return Lesson(code, tuple(sorted(has)), tuple(sorted(without)))


def _same(stretch: Place, coded: Place) -> bool:
    shared = stretch.shared(coded)
    least = min(stretch.end - stretch.start, coded.end - coded.start)
    return shared > 0 and shared >= COVERED * least

"""Places in the original words that somebody pointed to: how they lie to each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Place:
    """One mention: a segment of listen's original, and offsets in code points."""

    segment: UUID
    start: int
    end: int


def joined(places: Iterable[Place]) -> list[Place]:
    """These places, those that overlap as one: of two decisions only one stands."""
    made: list[Place] = []
    for one in sorted(places, key=lambda place: (place.segment, place.start)):
        last = made[-1] if made else None
        if last and last.segment == one.segment and one.start < last.end:
            made[-1] = Place(one.segment, last.start, max(last.end, one.end))
        else:
            made.append(one)
    return made


def within(one: Place, other: Place) -> bool:
    """Whether all of one place lies in another."""
    same_turn = one.segment == other.segment
    return same_turn and other.start <= one.start and one.end <= other.end


def wider(one: Place, others: Sequence[Place]) -> Place | None:
    """The place among others in which one lies, and which is longer."""
    return next((other for other in others if other != one and within(one, other)), None)

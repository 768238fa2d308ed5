"""Times of the same thing done many times, and how two sets of them compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Times:
    """Seconds, in the order in which they were taken."""

    seconds: list[float] = field(default_factory=list)

    def add(self, seconds: float) -> None:
        self.seconds.append(seconds)

    @property
    def median(self) -> float:
        return median(self.seconds)

    def percentile(self, share: float) -> float:
        """The smallest time taken that at least this share of them do not exceed (nearest rank).

        `share` from 0 (exclusive) to 1. Raises ValueError outside it, or without times.
        """
        if not 0 < share <= 1 or not self.seconds:
            raise ValueError("A percentile needs times and a share above 0 and up to 1.")
        ordered = sorted(self.seconds)
        rank = -(-len(ordered) * share // 1)
        return ordered[int(rank) - 1]


def ratio(theirs: float, ours: float) -> float:
    """How many times faster ours is: above 1 ours is faster. Raises ValueError for no time."""
    if ours <= 0 or theirs <= 0:
        raise ValueError("A ratio needs two times above nothing.")
    return theirs / ours


def in_turn(
    first: Callable[[int], float], second: Callable[[int], float], count: int
) -> tuple[Times, Times]:
    """Take `count` times of each, one of one and one of the other, so that whatever else the
    machine does falls on both. Who begins changes each time. Each function gets the number of the
    repeat and returns seconds."""
    sides: Sequence[tuple[Callable[[int], float], Times]] = ((first, Times()), (second, Times()))
    for number in range(count):
        for measure, times in sides if number % 2 == 0 else tuple(reversed(sides)):
            times.add(measure(number))
    return sides[0][1], sides[1][1]

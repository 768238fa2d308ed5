"""How many codes have been met after each further source.

In the order in which the sources came, and as the median over shuffled orders, since the order in
which people were asked is chance. A flat end says that the codebook met little new; it does not say
that nothing is left to hear (V. Braun and V. Clarke, "To saturate or not to saturate?", 2021).
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random
from statistics import median_low

from pennydrop.rooms.understand.rules.bits import from_blob, numbers_in

SHUFFLES = 49
SEED = 271
ONE_BY_ONE = 1000  # sources of a shuffle that are drawn one by one
POINTS = 60


def in_order(first_met: Mapping[str, int], points: Sequence[int]) -> list[int]:
    """Codes met after that many sources, for each of `points`. `first_met`: code -> the place (from
    0) of the first source that has it."""
    places = sorted(first_met.values())
    return [bisect_left(places, point) for point in points]


def shuffled(
    having: Mapping[str, bytes], sources: int, *, shuffles: int = SHUFFLES
) -> list[list[int]]:
    """For each shuffle the places, in order, at which a new code was met.

    `having`: code -> its sources as bits (rules/bits.py). The same study gives the same shuffles.
    """
    shuffling, dice = _Shuffling(having, sources), Random(SEED)
    return [shuffling.once(dice) for _ in range(shuffles)]


class _Shuffling:
    """A study whose sources are put in orders of chance."""

    def __init__(self, having: Mapping[str, bytes], sources: int) -> None:
        self.sources = sources
        # As long as each other, so that every source can be looked up in each.
        length = sources // 8 + 1
        self.having = {code: bits.ljust(length, b"\0") for code, bits in having.items()}
        self.holders: dict[str, list[int]] = {}

    def once(self, dice: Random) -> list[int]:
        """Sources are drawn one by one until every code is met, or only rare ones are left."""
        drawn: set[int] = set()
        left, met = dict(self.having), []
        while left and len(drawn) < min(ONE_BY_ONE, self.sources // 2):
            source = dice.randrange(self.sources)
            if source in drawn:
                continue
            byte, bit = source >> 3, 1 << (source & 7)
            for code in [one for one, bits in left.items() if bits[byte] & bit]:
                met.append(len(drawn))
                del left[code]
            drawn.add(source)
        return sorted(met + self._met_later(left, drawn, dice))

    def _met_later(self, left: Iterable[str], drawn: Collection[int], dice: Random) -> list[int]:
        """Where the rarer codes are met. Only the sources that have one are given their place
        among those not drawn yet: any set of places is as likely as any other."""
        holders = [[one for one in self._sources_of(code) if one not in drawn] for code in left]
        every = sorted({source for found in holders for source in found})
        places = dice.sample(range(len(drawn), self.sources), len(every))
        at = dict(zip(every, places, strict=True))
        return [min(at[source] for source in found) for found in holders if found]

    def _sources_of(self, code: str) -> list[int]:
        if code not in self.holders:
            self.holders[code] = list(numbers_in(from_blob(self.having[code])))
        return self.holders[code]


def median_curve(shuffles: Sequence[Sequence[int]], points: Sequence[int]) -> list[int]:
    """The median number of codes met after that many sources, for each of `points`. A shuffle is
    the places, in order, at which a new code was met."""
    return [median_low([bisect_left(met, point) for met in shuffles]) for point in points]


def points_of(sources: int, most: int = POINTS) -> list[int]:
    """After how many sources the curve is drawn: all of them, or some evenly apart and the last."""
    if sources <= most:
        return list(range(1, sources + 1))
    return sorted({max(1, round(step * sources / most)) for step in range(1, most + 1)} | {1})

"""How many codes have been met after each further source.

In the order in which the sources came, and as the median over shuffled orders, since the order in
which people were asked is chance. A flat end says that the codebook met little new; it does not say
that nothing is left to hear (V. Braun and V. Clarke, "To saturate or not to saturate?", 2021).
"""

from collections.abc import Collection, Mapping, Sequence
from random import Random
from statistics import median_low

SHUFFLES = 49
SEED = 271
ONE_BY_ONE = 64  # sources of a shuffle that are drawn one by one
POINTS = 60


def in_order(first_met: Mapping[str, int], sources: int) -> list[int]:
    """Codes met after 1, 2, … sources. `first_met`: code -> the place (from 0) of the first source
    that has it."""
    new = [0] * sources
    for place in first_met.values():
        new[place] += 1
    total, curve = 0, []
    for count in new:
        total += count
        curve.append(total)
    return curve


def shuffled(
    having: Mapping[str, bytes], sources: int, *, shuffles: int = SHUFFLES
) -> list[list[int]]:
    """For each shuffle the places, in order, at which a new code was met.

    `having`: code -> its sources as bits (rules/bits.py). The same study gives the same shuffles.
    """
    dice = Random(SEED)
    return [_one_shuffle(having, sources, dice) for _ in range(shuffles)]


def _one_shuffle(having: Mapping[str, bytes], sources: int, dice: Random) -> list[int]:
    drawn = dice.sample(range(sources), min(ONE_BY_ONE, sources))
    left, met = dict(having), []
    for place, source in enumerate(drawn):
        for code in [one for one, bits in left.items() if _has(bits, source)]:
            met.append(place)
            del left[code]
    if left and len(drawn) < sources:
        met += _met_later(left, set(drawn), sources, dice)
    return sorted(met)


def _has(bits: bytes, source: int) -> bool:
    return source >> 3 < len(bits) and bool(bits[source >> 3] >> (source & 7) & 1)


def _met_later(
    left: Mapping[str, bytes], drawn: Collection[int], sources: int, dice: Random
) -> list[int]:
    """Where the rarer codes are met. Only the sources that have one are given their place among
    those not drawn yet: any set of places is as likely as any other."""
    holders = {code: _sources(bits, drawn) for code, bits in left.items()}
    every = sorted({source for found in holders.values() for source in found})
    places = dice.sample(range(len(drawn), sources), len(every))
    at = dict(zip(every, places, strict=True))
    return [min(at[source] for source in found) for found in holders.values() if found]


def _sources(bits: bytes, drawn: Collection[int]) -> list[int]:
    return [
        byte * 8 + bit
        for byte, held in enumerate(bits)
        if held
        for bit in range(8)
        if held >> bit & 1 and byte * 8 + bit not in drawn
    ]


def median_curve(shuffles: Sequence[Sequence[int]], points: Sequence[int]) -> list[int]:
    """The median number of codes met after that many sources, for each of `points`."""
    return [
        median_low([sum(place < point for place in met) for met in shuffles]) for point in points
    ]


def points_of(sources: int, most: int = POINTS) -> list[int]:
    """After how many sources the curve is drawn: all of them, or some evenly apart and the last."""
    if sources <= most:
        return list(range(1, sources + 1))
    return sorted({max(1, round(step * sources / most)) for step in range(1, most + 1)} | {1})

"""A long text is read in parts: turns that are sent and drawn together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LARGEST = 12_000  # code points: some twelve screens, a tenth of a second to send and draw
MOST = 80  # turns: a line of an interview costs as much to draw as a paragraph


@dataclass(frozen=True)
class Part:
    """The turns from `first` to `last` (their orders, both included); `size` in code points,
    with `turns` how many they are, says how high the part will stand on a page."""

    first: int
    last: int
    size: int
    turns: int


def parts_of(turns: Iterable[tuple[int, int]]) -> list[Part]:
    """Cut a text, given as (order, code points) of its turns in order, into parts.

    A part ends before it would grow over LARGEST or MOST; a longer turn is a part of its own.
    """
    found: list[Part] = []
    for order, length in turns:
        last = found[-1] if found else None
        if last and last.size + length <= LARGEST and last.turns < MOST:
            found[-1] = Part(last.first, order, last.size + length, last.turns + 1)
        else:
            found.append(Part(order, order, length, 1))
    return found


def window(parts: Sequence[Part], first: int, last: int) -> tuple[int, int]:
    """Which parts hold the turns `first` to `last`, as a slice of `parts`.

    Where those turns are not there (any more): the part that begins before them, or the first.
    """
    if not parts:
        return 0, 0
    low = max((n for n, part in enumerate(parts) if part.first <= first), default=0)
    high = max((n for n, part in enumerate(parts) if part.first <= last), default=low)
    return low, max(low, high) + 1


def runs(orders: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as stretches without gaps, each as its first and its last: [3, 5, 4, 9] is
    [(3, 5), (9, 9)]."""
    found: list[tuple[int, int]] = []
    for order in sorted(set(orders)):
        if found and order == found[-1][1] + 1:
            found[-1] = (found[-1][0], order)
        else:
            found.append((order, order))
    return found

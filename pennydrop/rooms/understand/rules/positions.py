"""Positions in a source: one integer for segment order and offset, which a database compares.

A source is exactly the concatenation of its segments. A stored position does not move when another
segment changes; offsets into the whole text exist only where data enters or leaves.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

SPAN = 65_536  # room for offsets in one segment; a segment has at most 4,000 code points


def position(order: int, offset: int) -> int:
    """The position of an offset (code points) in the segment of this order, both from 0.

    Raises ValueError for a negative order or an offset outside 0 to SPAN - 1.
    """
    if order < 0 or not 0 <= offset < SPAN:
        raise ValueError(f"no such position: segment {order}, offset {offset}")
    return order * SPAN + offset


def split(position: int) -> tuple[int, int]:
    """Segment order and offset of a position."""
    if position < 0:
        raise ValueError(f"no such position: {position}")
    return divmod(position, SPAN)


def to_whole(pos: int, lengths: Sequence[int]) -> int:
    """The offset in the whole text; `lengths` are the segments' code points, in order.

    Raises ValueError where the position lies outside the segments.
    """
    order, offset = split(pos)
    if order >= len(lengths) or offset > lengths[order]:
        raise ValueError(f"segment {order}, offset {offset} is outside the text")
    return sum(lengths[:order]) + offset


def from_whole(offset: int, lengths: Sequence[int], *, end: bool = False) -> int:
    """The position of an offset in the whole text.

    Where two segments meet one offset has two positions: the start of the later segment, or with
    `end` (for the exclusive end of a passage) the end of the earlier one. Empty segments are passed
    over. Raises ValueError where the offset lies outside the text.
    """
    ends = list(accumulate(lengths))
    if not ends or not 0 <= offset <= ends[-1]:
        raise ValueError(f"offset {offset} is outside the text")
    order = bisect_left(ends, offset) if end else bisect_right(ends, offset)
    order = min(order, len(ends) - 1)
    return position(order, offset - (ends[order] - lengths[order]))

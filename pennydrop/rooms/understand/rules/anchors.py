"""Where a position goes when a segment's words are corrected. Passages may span segments."""

from collections.abc import Sequence

from pennydrop.rooms.understand.rules.positions import SPAN, position, split
from pennydrop.rooms.understand.rules.replacing import Replacement, move


def moved_passage(
    start: int, end: int, *, order: int, length: int, edits: Sequence[Replacement]
) -> tuple[int, int] | None:
    """The passage after `edits` to the segment of this order, which had `length` code points.

    Ends inside a replacement snap outward. None when nothing of the passage is left.
    """
    first, last = position(order, 0), position(order, 0) + SPAN
    if end <= first or start >= last:
        return start, end
    begins, ends = start >= first, end < last
    low = split(start)[1] if begins else 0
    high = min(split(end)[1], length) if ends else length
    inside = move(low, high, edits) if low < high else None
    grown = length + sum(len(e.text) - (e.end - e.start) for e in edits)
    if inside is None and begins and ends:
        return None
    new_start, new_end = start, end
    if begins:
        new_start = position(order, inside[0] if inside else grown)
    if ends:
        new_end = position(order, inside[1] if inside else 0)
    return (new_start, new_end) if new_start < new_end else None


def moved_point(at: int, *, order: int, edits: Sequence[Replacement]) -> int:
    """A point in the segment after `edits`; inside a replacement it goes to its end."""
    here, offset = split(at)
    if here != order:
        return at
    shift = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.end <= offset:
            shift += len(edit.text) - (edit.end - edit.start)
        elif edit.start < offset:
            return position(order, edit.start + shift + len(edit.text))
    return position(order, offset + shift)

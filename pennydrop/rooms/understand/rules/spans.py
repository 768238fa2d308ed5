"""Passages of one text and how they lie to each other. Positions as in rules/positions.py."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A passage: from `start` up to `end` (exclusive); `id` is its coding, 0 for found words."""

    start: int
    end: int
    id: int


Distance = Callable[[int, int], int | None]


def overlapping(left: Sequence[Span], right: Sequence[Span]) -> list[Span]:
    """Those of `left` that have at least one letter in common with one of `right`."""
    return [one for one in left if _meets(one, *_reach(right))]


def apart_from(left: Sequence[Span], right: Sequence[Span]) -> list[Span]:
    """Those of `left` that have nothing in common with any of `right`."""
    reach = _reach(right)
    return [one for one in left if not _meets(one, *reach)]


def together(left: Iterable[Span], right: Iterable[Span]) -> list[Span]:
    """All of them in reading order, each once."""
    return sorted(set(left) | set(right))


def each_once(spans: Iterable[Span]) -> list[Span]:
    """Stretches of words in reading order, each once: as a coding where it is one, the first."""
    found: dict[tuple[int, int], Span] = {}
    for span in sorted(spans):
        held = found.get(span[:2])
        if held is None or not held.id:
            found[span[:2]] = span
    return list(found.values())


def near(
    left: Sequence[Span], right: Sequence[Span], within: int, distance: Distance
) -> list[Span]:
    """Those of `left` that overlap one of `right` or lie at most `within` from it.

    `distance(a, b)` measures from a position to a later one; None: too far to be measured.
    """
    return [one for one in left if any(_close(one, other, within, distance) for other in right)]


def _close(one: Span, other: Span, within: int, distance: Distance) -> bool:
    if one.start < other.end and other.start < one.end:
        return True
    first, second = (one, other) if one.end <= other.start else (other, one)
    gap = distance(first.end, second.start)
    return gap is not None and gap <= within


def _reach(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Starts in order, and for each how far any passage up to it reaches."""
    ordered = sorted(spans)
    furthest, ends = 0, []
    for span in ordered:
        furthest = max(furthest, span.end)
        ends.append(furthest)
    return [span.start for span in ordered], ends


def _meets(one: Span, starts: list[int], ends: list[int]) -> bool:
    """Whether a passage that begins before our end reaches beyond our start."""
    before = bisect_left(starts, one.end)
    return before > 0 and ends[before - 1] > one.start

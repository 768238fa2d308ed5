"""Passages drawn on a turn: where overlapping ones begin and end, cut into pieces."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A passage on one turn, in code points of the turn, end exclusive."""

    id: int
    start: int
    end: int


@dataclass(frozen=True)
class Stretch:
    """A piece of a turn under the same passages from its start to its end; `over` may be empty."""

    start: int
    end: int
    over: tuple[int, ...]


def stretches(length: int, spans: Sequence[Span]) -> list[Stretch]:
    """The whole turn as pieces, in order, without gaps. Spans are cut to the turn."""
    inside = [
        Span(s.id, max(0, s.start), min(length, s.end))
        for s in spans
        if s.start < length and s.end > 0 and s.start < s.end
    ]
    edges = sorted({0, length, *(s.start for s in inside), *(s.end for s in inside)})
    return [
        Stretch(low, high, tuple(s.id for s in inside if s.start < high and s.end > low))
        for low, high in zip(edges, edges[1:], strict=False)
    ]


def lanes(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans side by side, as stripes stand in a margin: no two in one lane overlap, and each takes
    the first lane that is free where it begins."""
    found: list[list[Span]] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.id)):
        free = next((lane for lane in found if lane[-1].end <= span.start), None)
        if free is None:
            found.append([span])
        else:
            free.append(span)
    return found

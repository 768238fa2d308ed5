"""What the finder hands back: labelled spans of a text, and how overlapping ones are settled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Label(StrEnum):
    """The kinds of identifier."""

    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    HANDLE = "handle"
    NHS_NUMBER = "nhs_number"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NUMBER = "number"  # registration, prison, case, insurance and National Insurance numbers
    DATE = "date"
    AGE = "age"
    PLACE = "place"
    ORGANISATION = "organisation"
    HIDDEN = "hidden"  # from the person's own list of who and what to hide


@dataclass(frozen=True)
class Span:
    """A piece of a text; `start` and `end` in Unicode code points, end exclusive.

    `label` is a value of `Label`. `score` runs from 0 to 1 and orders spans by how sure the rules
    are; it is not a measured probability.
    """

    start: int
    end: int
    label: str
    score: float


def settle(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans that do not overlap.

    A hidden span takes over everything it touches, so that no part of a longer identifier stays
    behind; else the longer one wins, and of two equally long ones the more certain.
    """
    found = [span for span in spans if span.end > span.start]
    hidden = _grown([s for s in found if s.label == Label.HIDDEN], found)
    others = [span for span in found if span.label != Label.HIDDEN]
    chosen = _without_overlap(hidden)
    return sorted(chosen + _best(others, chosen), key=lambda span: span.start)


def _grown(hidden: list[Span], found: list[Span]) -> list[Span]:
    """Each hidden span widened to the edges of the spans it overlaps."""
    if not hidden:
        return []
    merged: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, s.end)):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            is_hidden = Label.HIDDEN in (last.label, span.label)
            label = Label.HIDDEN.value if is_hidden else last.label
            merged[-1] = replace(last, end=max(last.end, span.end), label=label)
        else:
            merged.append(span)
    return [replace(span, score=1.0) for span in merged if span.label == Label.HIDDEN]


def _without_overlap(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _best(spans: list[Span], taken: list[Span]) -> list[Span]:
    """The longest and most certain of each knot of overlapping spans, clear of those taken."""
    covered: set[int] = set()
    for span in taken:
        covered.update(range(span.start, span.end))
    kept = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, -s.score, s.start)):
        # A later span is no longer than any kept one, so looking at both its ends is enough.
        if span.start not in covered and span.end - 1 not in covered:
            covered.update(range(span.start, span.end))
            kept.append(span)
    return kept

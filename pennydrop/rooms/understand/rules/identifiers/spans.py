"""What the finder hands back: labelled spans of a text, and how overlapping ones are settled."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

_JOINS = r"(?:(?:and|at|by|from|in|near|of|on|the|to)(?!\w))"
_JOINED_BEFORE = re.compile(rf"(?:[\W_]|{_JOINS})*", re.IGNORECASE)
_JOINED_AFTER = re.compile(rf"(?:[\W_]|(?<!\w){_JOINS})+$", re.IGNORECASE)


STANDS = 1.0  # the score of what the rules know for certain, whatever a model says ("Dear Win,")


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
    JOB = "job"  # a rare one
    HIDDEN = "hidden"  # from the person's own list of who and what to hide


class Why(StrEnum):
    """What a suggestion rests on."""

    PATTERN = "pattern"  # how it is written, or what stands beside it
    LIST = "list"  # names and places that are known
    MODEL = "model"  # the small model that reads the sentence
    AGAIN = "again"  # it was found elsewhere in the text
    EARLIER = "earlier"  # the study knows it: somebody decided on it before
    ASKED = "asked"  # the person's own list


class Span(NamedTuple):
    """A piece of a text; `start` and `end` in Unicode code points, end exclusive.

    `label` is a value of `Label`, `why` one of `Why`. `score` runs from 0 to 1. From the whole
    finder (`combining`) it is how often such a suggestion was right when that was measured
    (docs/reference/identifiers.md); from the rules alone it only orders spans.
    """

    start: int
    end: int
    label: str
    score: float
    why: str = Why.PATTERN.value


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


def parted(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans in which what the model alone found gives way to what somebody asked to be hidden: what
    is left of it on either side stays a find of its own. (A hidden mention takes over what the
    rules found round it; the model's edges are too loose for that: "marsh at Acle".)"""
    found = list(spans)
    hidden = [span for span in found if span.label == Label.HIDDEN]
    return [piece for span in found for piece in _pieces(text, span, hidden)]


def _pieces(text: str, span: Span, hidden: list[Span]) -> list[Span]:
    over = [h for h in hidden if h.start < span.end and span.start < h.end]
    if span.why != Why.MODEL or not over:
        return [span]
    start, pieces = span.start, []
    for one in sorted(over, key=lambda h: h.start):
        pieces.append((start, one.start))
        start = max(start, one.end)
    pieces.append((start, span.end))
    return [span._replace(start=a, end=b) for a, b in (_trimmed(text, *p) for p in pieces) if a < b]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from its first letter or digit to its last, without what joined it ("at the" …);
    empty where nothing is left."""
    start += len(_JOINED_BEFORE.match(text[start:end])[0])  # type: ignore[index]  # always matches
    end -= len(text[start:end]) - len(_JOINED_AFTER.sub("", text[start:end]))
    return start, end


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
            merged[-1] = last._replace(end=max(last.end, span.end), label=label)
        else:
            merged.append(span)
    asked = [span for span in merged if span.label == Label.HIDDEN]
    return [span._replace(score=1.0, why=Why.ASKED.value) for span in asked]


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

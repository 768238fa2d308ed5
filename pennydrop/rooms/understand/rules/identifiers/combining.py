"""Rules and model together: which suggestions of either are made, and how sure they are.

The rules know how things are written (numbers, addresses, lists); the model knows the sentence. A
pattern with a check digit or a fixed form stands by itself. A name or place that the rules point to
stands unless the model is nearly certain that it is none; what the model alone sees stands where it
is likely enough. What is asked comes from `Asked`, measured when the model was taught.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.identifiers import cues, lists
from pennydrop.rooms.understand.rules.identifiers.decoding import Least, Said, spans_of
from pennydrop.rooms.understand.rules.identifiers.spans import (
    STANDS,
    Label,
    Span,
    Why,
    parted,
    settle,
)
from pennydrop.rooms.understand.rules.identifiers.words import Words, keys_of

# Patterns of these stand unless the model says that they are none.
FIXED = frozenset(
    {
        Label.PHONE.value,
        Label.EMAIL.value,
        Label.WEB.value,
        Label.HANDLE.value,
        Label.NHS_NUMBER.value,
        Label.POSTCODE.value,
        Label.ADDRESS.value,
        Label.NUMBER.value,
    }
)
_STANDS = frozenset({Why.ASKED.value, Why.EARLIER.value})
_LEAST = 1e-6
_REPEATED = 0.8  # of a mention that repeats a find of 0.9
ONLY_A_NAME = 4  # so much less is asked where a listed name means nothing else
LONE = 0.2  # a listed name that means nothing else has to be so sure where nothing else is hidden
CERTAIN = 0.9  # of the rules' own score: "in Norwich", "Dr Shah"


@dataclass(frozen=True)
class Sure:
    """How sure something is when the model says `chance`: the logistic curve through what was
    measured, with one slope and a shift for each kind (Platt 1999)."""

    slope: float
    shifts: Mapping[str, float]

    def of(self, kind: str, chance: float) -> float:
        kept = min(max(chance, _LEAST), 1 - _LEAST)
        odds = self.slope * math.log(kept / (1 - kept)) + self.shifts.get(kind, 0.0)
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True)
class Asked:
    """A setting: what the model must say before its own word counts (`least`), and before what the
    rules say of a kind does (by kind `floor`, and `known` where the rules are certain; `again`
    where they only repeat a find). In a text in which nothing is as sure as `company`, a find has
    to be as sure as `alone`."""

    least: Least
    floor: Mapping[str, float]
    known: Mapping[str, float]
    again: float
    sure: Sure
    company: float = 0.0
    alone: float = 0.0


def combined(
    words: Words, ruled: Iterable[Span], said: Mapping[int, Said], asked: Asked
) -> list[Span]:
    """Spans of both, sorted and not overlapping, with what the model says as their score; what the
    rules and the model see of one thing is one span. `said` by word number; a word without is one
    that the model had no reason to read."""
    own = spans_of(words, said, asked.least)
    return joined(parted(words.text, [*heard_out(words, ruled, said, asked), *own]))


def heard_out(
    words: Words, ruled: Iterable[Span], said: Mapping[int, Said], asked: Asked
) -> list[Span]:
    """What the rules found, as likely as the model makes it, without what the model denies."""
    kept = []
    for span in ruled:
        chance = heard(words, span, said)
        if span.why in _STANDS:
            kept.append(span)
        elif span.score >= STANDS:
            kept.append(span._replace(score=max(chance, CERTAIN)))
        elif chance >= _least(words, span, asked):
            kept.append(span._replace(score=chance))
    return kept


def _least(words: Words, span: Span, asked: Asked) -> float:
    """What the model has to say of a find of the rules for it to stand."""
    if span.label == Label.PERSON and _only_a_name(words, span):
        return asked.known[span.label] / ONLY_A_NAME
    return (asked.known if span.score >= CERTAIN else asked.floor)[span.label]


def heard_again(
    words: Words,
    repeated: Iterable[Span],
    said: Mapping[int, Said],
    asked: Asked,
    ruled: Iterable[Span] = (),
) -> list[Span]:
    """Further mentions of what was found. A word that has other senses stands only where the model
    does not deny it, where the rules see a person too, or where it is a whole sentence or label; a
    name that is nothing else stands. They are half as sure as what was found at first."""
    people = {span.start for span in ruled if span.label == Label.PERSON and span.why != Why.AGAIN}
    kept = []
    for span in repeated:
        chance = heard(words, span, said)
        keys = keys_of(words.text[span.start : span.end])
        seen = span.start in people or _stands_out(words, span)
        if chance >= asked.again or seen or not all(map(lists.has_senses, keys)):
            kept.append(span._replace(score=max(chance, span.score / 2)))
    return kept


def _stands_out(words: Words, span: Span) -> bool:
    """Whether a word is a name again by where it stands: as a whole sentence or label, or, where it
    was a name for sure before, with a capital in the middle of a sentence."""
    first = bisect_left(words.starts, span.start)
    if first == len(words) or words.ends[first] != span.end:
        return False
    if cues.alone(words, first):
        return True
    word = words.keys[first]
    other = word in lists.drug_names() or word in lists.months_and_days()
    inside = words.capital(first) and not words.opens(first) and not words.shouted(first)
    return span.score >= _REPEATED and inside and not other


def heard(words: Words, span: Span, said: Mapping[int, Said]) -> float:
    """The most that the model says of a word inside a span; 0 where it read none."""
    first = bisect_right(words.ends, span.start)
    last = bisect_left(words.starts, span.end)
    return max((said[i].chance for i in range(first, last) if i in said), default=0.0)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans as one. What a person asked to hide is settled by `settle`."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        last = merged[-1] if merged else None
        if last and span.start < last.end and Label.HIDDEN not in (span.label, last.label):
            merged[-1] = _one_of(last, span)
        else:
            merged.append(span)
    return settle(merged)


def _one_of(first: Span, second: Span) -> Span:
    """Two overlapping spans as one: named by what people decided, by a form that the rules know,
    or else by the surer. Where the model's edges lie further out, it is the model's find."""
    surer = max(first, second, key=_weight)
    start, end = min(first.start, second.start), max(first.end, second.end)
    wider = Why.MODEL in (first.why, second.why) and (start, end) != (surer.start, surer.end)
    why = Why.MODEL.value if wider and surer.why not in _STANDS else surer.why
    return surer._replace(start=start, end=end, score=max(first.score, second.score), why=why)


def _weight(span: Span) -> tuple[bool, bool, float]:
    return span.why in _STANDS, span.label in FIXED and span.why != Why.MODEL, span.score


def measured(words: Words, spans: Iterable[Span], asked: Asked) -> list[Span]:
    """Each span as sure as such spans were found to be when that was measured; without what is
    unlikely in a text that hides nothing else. Where one person is named, others often are. A
    listed name that means nothing else needs less to stand by itself ("Karen and Danny."), and
    whoever has a title stands anyhow ("Mr Green"); and who stands once stands at every mention."""
    found = [
        span if span.why in _STANDS else span._replace(score=asked.sure.of(span.label, span.score))
        for span in spans
    ]
    if any(span.score >= asked.company or span.label in FIXED for span in found):
        return found
    stand = {
        keys_of(words.text[span.start : span.end])
        for span in found
        if span.score >= asked.alone
        or (span.score >= LONE and _only_a_name(words, span))
        or _titled(words, span)
    }
    return [span for span in found if keys_of(words.text[span.start : span.end]) in stand]


def _only_a_name(words: Words, span: Span) -> bool:
    keys = keys_of(words.text[span.start : span.end])
    return span.why == Why.LIST and not any(map(lists.has_senses, keys))


def _titled(words: Words, span: Span) -> bool:
    first = bisect_left(words.starts, span.start)
    titled = words.key_at(first - 1) in cues.TITLES and words.capital(first)
    return span.label == Label.PERSON and span.why == Why.PATTERN and titled

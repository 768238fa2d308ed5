"""Names that were taken out elsewhere in a study, looked for in a source to be read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pennydrop.rooms.understand.queries.elsewhere import mark_of
from pennydrop.rooms.understand.queries.suggesting import Found, Turn
from pennydrop.rooms.understand.rules.identifiers import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.lists import has_senses
from pennydrop.rooms.understand.rules.identifiers.spans import settle
from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.relations import kinds_beside

LONGEST = 4  # words of a name
SURE = 0.9


def with_known(
    turns: Sequence[Turn], found: Sequence[Found], marks: Collection[bytes]
) -> tuple[Found, ...]:
    """What was found, and besides each mention of a name that one of `marks` is the mark of
    (queries/elsewhere.py): nobody has to see a name a second time for it to be hidden."""
    if not marks:
        return tuple(found)
    return tuple(_with(turn, here, marks) for turn, here in zip(turns, found, strict=True))


def _with(turn: Turn, here: Found, marks: Collection[bytes]) -> Found:
    words = Words(turn.text)
    known = [span for span in _known(words, marks) if not _seen(span, here.spans)]
    if not known:
        return here
    spans = tuple(settle([*here.spans, *known]))
    earlier = dict(zip(here.spans, here.beside, strict=True))
    beside = kinds_beside(turn.text, spans)
    said = (earlier.get(span) or kind for span, kind in zip(spans, beside, strict=True))
    return replace(here, spans=spans, beside=tuple(said))


def _known(words: Words, marks: Collection[bytes]) -> Iterator[Span]:
    """Mentions, the longest at each word. A name that is also an everyday word is left to the
    finder, which looks at the sentence."""
    for first in range(len(words)):
        if words.keys[first] == "the":
            continue  # "the Fox" and "Fox" have one mark; the article stays
        for last in range(min(first + LONGEST, len(words)), first, -1):
            if all(map(_everyday, words.keys[first:last])):
                continue
            if not all(words.joined(i) for i in range(first, last - 1)):
                continue
            start, end = words.starts[first], words.ends[last - 1]
            if mark_of(words.text[start:end]) in marks:
                yield Span(start, end, Label.PERSON.value, SURE, Why.EARLIER.value)
                break


def _everyday(key: str) -> bool:
    return len(key) < 3 or has_senses(key)


def _seen(span: Span, spans: Sequence[Span]) -> bool:
    """Whether the finder points to it already, in whole or in part."""
    return any(one.start < span.end and span.start < one.end for one in spans)

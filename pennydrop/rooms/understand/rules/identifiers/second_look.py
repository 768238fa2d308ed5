"""The loose second pass: what was found with certainty once is looked for in the whole text."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from pennydrop.rooms.understand.rules.identifiers import cues, lists, people
from pennydrop.rooms.understand.rules.identifiers.mentions import occurrences
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.words import Words

# "14 Foghorn Parade", "Flat 2b, 14 Foghorn Parade": what stands before the street.
_HOUSE = re.compile(r"^(?:(?:flat|unit|number|no\.?)?\s*\d+\s?[a-z]?\b[,\s]*)+", re.I)
_CERTAIN = 0.7
_REPEATED = frozenset(
    {
        Label.PERSON,
        Label.PLACE,
        Label.ORGANISATION,
        Label.HANDLE,
        Label.EMAIL,
        Label.PHONE,
        Label.NUMBER,
        Label.NHS_NUMBER,
        Label.POSTCODE,
        Label.ADDRESS,
    }
)


def again(words: Words, found: list[Span]) -> Iterator[Span]:
    """Further mentions of what was found, a little less sure than the first."""
    terms: dict[str, tuple[str, float]] = {}
    for span in found:
        if span.score >= _CERTAIN and span.label in _REPEATED:
            for term in _terms(words.text[span.start : span.end], span.label):
                terms.setdefault(term, (span.label, max(0.6, span.score - 0.1)))
    for start, end, term in occurrences(words, terms):
        label, score = terms[term]
        i = bisect_left(words.starts, start)
        begins = i < len(words) and words.starts[i] == start
        if not begins or words.ends[i] < end or _same_sense(words, i):
            yield Span(start, end, label, score, Why.AGAIN.value)


def _terms(written: str, label: str) -> list[str]:
    """The mention itself; for people the parts of the name, for addresses the street alone."""
    if label == Label.PERSON:
        return [written, *people.parts_of(written)]
    street = _HOUSE.sub("", written) if label == Label.ADDRESS else written
    return [written, street] if street != written and " " in street.strip() else [written]


def _same_sense(words: Words, i: int) -> bool:
    """Whether a single word that has other senses is the name again, not the drug or the thing."""
    word = words.keys[i]
    if word in lists.drug_names():
        return not cues.as_drug(words, i) or cues.introduced(words, i)
    if word in lists.ordinary_words() or word in lists.never_names():
        if cues.alone(words, i):
            return True
        if not words.capital(i) or cues.as_verb(words, i):
            return False
        return not words.opens(i) or cues.acts_weakly(words, i)
    return True

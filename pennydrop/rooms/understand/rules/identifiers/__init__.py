"""Finding what could point to a person in a text: suggestions, by rules and lists alone.

One function, `find_identifiers`, stands in front of everything here, so that a better finder can
take its place. What it returns is for a person to decide on; it does not find everything.
"""

from collections.abc import Sequence

from pennydrop.rooms.understand.rules.identifiers import (
    dates,
    fixed,
    lists,
    numbers,
    organisations,
    people,
)
from pennydrop.rooms.understand.rules.identifiers import (
    places as place_rules,
)
from pennydrop.rooms.understand.rules.identifiers.mentions import mentions_of, occurrences
from pennydrop.rooms.understand.rules.identifiers.second_look import again
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why, parted, settle
from pennydrop.rooms.understand.rules.identifiers.words import Words, fold, keys_of

__all__ = [
    "Label",
    "Span",
    "Why",
    "find_identifiers",
    "find_in",
    "fold",
    "mentions_of",
    "with_hidden",
]


def find_identifiers(
    text: str,
    *,
    hide: Sequence[str] = (),
    names: Sequence[str] = (),
    places: Sequence[str] = (),
) -> list[Span]:
    """Spans of a text that may identify somebody, sorted and not overlapping.

    `hide` is the participant's own list of who and what must be hidden: every mention of it is
    returned with the label "hidden" and wins over all else. `names` and `places` are further
    people and places known to the study. Offsets are Unicode code points, end exclusive.
    """
    return find_in(Words(text), hide=hide, names=names, places=places)


def find_in(
    words: Words,
    *,
    hide: Sequence[str] = (),
    names: Sequence[str] = (),
    places: Sequence[str] = (),
) -> list[Span]:
    """The same for a text that is cut into words already."""
    text = words.text
    found = [*fixed.find(text), *numbers.find(text), *dates.find(text), *place_rules.streets(text)]
    found += _hidden(words, hide)
    found += [
        Span(s, e, Label.PERSON.value, 0.95, Why.EARLIER.value)
        for s, e, _ in occurrences(words, names)
    ]
    taken = people.never_marked(words)
    groups = [item for item in organisations.find(words)]
    known = lists.by_first_word([keys_of(place) for place in places])
    groups += place_rules.find(words, taken, known)
    for first, after, _ in groups:
        taken[first:after] = [True] * (after - first)
    found += [span for _, _, span in groups]
    found += [span for _, _, span in people.find(words, taken)]
    return settle([*found, *again(words, settle(found))])


def with_hidden(text: str, spans: Sequence[Span], hide: Sequence[str]) -> list[Span]:
    """What was found in a text, with what its speaker asked to be hidden, which wins."""
    return settle(parted(text, [*spans, *_hidden(Words(text), hide)])) if hide else list(spans)


def _hidden(words: Words, hide: Sequence[str]) -> list[Span]:
    """Mentions of what the person listed, whole or by the telling parts of a full name."""
    parts = [part for term in hide for part in people.parts_of(term)]
    return [
        Span(s, e, Label.HIDDEN.value, 1.0, Why.ASKED.value)
        for s, e, _ in occurrences(words, [*hide, *parts])
    ]

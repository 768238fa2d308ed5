"""From what the small model says of each word to spans: words of one kind that stand together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.words import Words

# Words at whose edge no name begins or ends.
SMALL = frozenset(
    """a an and as at but by for from here i in into is it its mr mrs ms my no not of off on or our
    out so tae than that the their then there these they this those to up was we were what when
    where who with yes you your""".split()
)
NAMED = 0.95  # so sure of a letter, or of a small word in a capital in mid-sentence, it is a name
_PERSON = Label.PERSON.value
_DASH = re.compile(r"\s[-–—]\s")
_TOGETHER = 6  # characters between two words of one identifier
_PARTS = frozenset("at from in near".split())  # "the Plough in Diss" is two


class Said(NamedTuple):
    """What the model says of one word: the likeliest kind, how likely it is that the word belongs
    to an identifier of whatever kind, and whether it rather begins one than goes on with it."""

    kind: str
    chance: float
    begins: bool


@dataclass(frozen=True)
class Least:
    """What is asked before a word counts: `core` of at least one word of an identifier, by kind,
    and `edge` of the words that stand with it."""

    core: Mapping[str, float]
    edge: float


def spans_of(words: Words, said: Mapping[int, Said], least: Least) -> list[Span]:
    """Spans of the words (by word number) that are likely enough."""
    near = {
        i: one for i, one in said.items() if one.chance >= min(least.edge, least.core[one.kind])
    }
    found = []
    for whole in _groups(words, near):
        group = _trimmed(words, whole, near)
        if not group:
            continue
        chance = max(near[i].chance for i in group)
        kind = max(group, key=lambda i: near[i].chance)
        if any(near[i].chance >= least.core[near[i].kind] for i in group):
            start, end = words.starts[group[0]], words.ends[group[-1]]
            found.append(Span(start, end, near[kind].kind, chance, Why.MODEL.value))
    return found


def _trimmed(words: Words, group: list[int], said: Mapping[int, Said]) -> list[int]:
    """Without the small words at either end: "the gurdwara in". A capital letter is no word, nor is
    what the model is sure of ("me, Ha, An and Long", "s-a-o-i")."""
    first, last = 0, len(group)
    while first < last and _is_small(words, group[first], said):
        first += 1
    while first < last and _is_small(words, group[last - 1], said):
        last -= 1
    return group[first:last]


def _is_small(words: Words, i: int, said: Mapping[int, Said]) -> bool:
    sure = said[i].chance >= NAMED
    if words.keys[i] not in SMALL:
        return False
    if len(words.keys[i]) == 1:
        return not (sure or words.capital(i))
    return not (sure and words.capital(i) and not words.opens(i))


def _groups(words: Words, said: Mapping[int, Said]) -> Iterator[list[int]]:
    group: list[int] = []
    for i in sorted(said):
        if group and not _goes_on(words, group[-1], i, said):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _goes_on(words: Words, last: int, i: int, said: Mapping[int, Said]) -> bool:
    beside = i == last + 1 and words.starts[i] - words.ends[last] <= _TOGETHER
    gap = words.text[words.ends[last] : words.starts[i]]
    if "\n" in gap or (words.keys[i] in _PARTS and gap.isspace()):
        return False
    parted = "," in gap or _DASH.fullmatch(gap) is not None
    if parted and words.capital(last) and not words.capital(i) and said[i].kind == _PERSON:
        return False  # "Art Gilley, vulnerable", "Wes - flatmates"
    return beside and said[i].kind == said[last].kind and not said[i].begins

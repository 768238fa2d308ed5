"""From what the small model says of each word to spans: words of one kind that stand together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.identifiers.spans import Span
from pennydrop.rooms.understand.rules.identifiers.tags import BEGIN, GO_ON, KINDS
from pennydrop.rooms.understand.rules.identifiers.words import Words

Chances = Sequence[float]  # of each tag, in the order of `tags`; they add up to one
_TOGETHER = 6  # characters between two words of one identifier


@dataclass(frozen=True)
class _Said:
    """The likeliest kind of a word, how likely that is, and whether it begins one."""

    kind: str
    chance: float
    begins: bool


def spans_of(
    words: Words, chances: Mapping[int, Chances], least: Mapping[str, float]
) -> list[Span]:
    """Spans from the chances of words (by word number); `least` is what is asked of each kind."""
    said = {i: _said(row) for i, row in chances.items()}
    kept = {i: one for i, one in said.items() if one.chance >= least[one.kind]}
    return [_span(words, group, kept) for group in _groups(words, kept)]


def _said(row: Chances) -> _Said:
    """A kind counts with both of its tags: whether a name begins or goes on, it is one."""
    kind = max(KINDS, key=lambda k: row[BEGIN[k]] + row[GO_ON[k]])
    begin, go_on = row[BEGIN[kind]], row[GO_ON[kind]]
    return _Said(kind, begin + go_on, begin > go_on)


def _groups(words: Words, said: Mapping[int, _Said]) -> Iterator[list[int]]:
    group: list[int] = []
    for i in sorted(said):
        if group and not _goes_on(words, group[-1], i, said):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _goes_on(words: Words, last: int, i: int, said: Mapping[int, _Said]) -> bool:
    beside = i == last + 1 and words.starts[i] - words.ends[last] <= _TOGETHER
    gap = words.text[words.ends[last] : words.starts[i]]
    return beside and said[i].kind == said[last].kind and not said[i].begins and "\n" not in gap


def _span(words: Words, group: Sequence[int], said: Mapping[int, _Said]) -> Span:
    chance = max(said[i].chance for i in group)
    return Span(words.starts[group[0]], words.ends[group[-1]], said[group[0]].kind, chance)

"""Plain phrases, and where they stand in a text.

In a phrase "a|b" is either word, "stab*" any word that begins so, "…" up to three words of the same
sentence.
"""

import re
from collections.abc import Iterable, Iterator

GAP, FURTHEST = "…", 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDS = re.compile(r"[.!?\n]")

Phrase = tuple[tuple[str, ...], ...]
# By the first word, or for words that begin so by their first letters: rule and phrase.
Table = dict[str, list[tuple[str, Phrase]]]
_LETTERS = 2


def table_of(phrases: Iterable[tuple[str, str]]) -> Table:
    table: Table = {}
    for rule, phrase in phrases:
        parts = tuple(tuple(part.split("|")) for part in phrase.split())
        for first in parts[0]:
            name = first[:_LETTERS] + "*" if first.endswith("*") else first
            table.setdefault(name, []).append((rule, ((first,), *parts[1:])))
    return table


# A rule, and where a phrase of it stands.
Match = tuple[str, int, int]


class Tokens:
    """The words of a turn, and in which sentence each stands."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.words = [text[a:b].casefold().replace("’", "'") for a, b in self.spans]
        self.sentences, last, sentence = [], 0, 0
        for start, end in self.spans:
            sentence += bool(_ENDS.search(text, last, start))
            self.sentences.append(sentence)
            last = end

    def matches(self, table: Table) -> Iterator[Match]:
        """Every phrase of the table that stands there: its rule, and its place."""
        for at, word in enumerate(self.words):
            here = table.get(word, []) + table.get(word[:_LETTERS] + "*", [])
            for rule, phrase in here:
                end = self._end(phrase, at)
                if end is not None:
                    yield rule, self.spans[at][0], self.spans[end - 1][1]

    def _end(self, phrase: Phrase, at: int) -> int | None:
        """Where the phrase ends that begins at this word; None where it does not stand there."""
        first, loose = at, False
        for part in phrase:
            if part == (GAP,):
                loose = True
                continue
            reach = at + (FURTHEST if loose else 0)
            there = next((n for n in range(at, reach + 1) if self._is(n, part, first)), None)
            if there is None:
                return None
            at, loose = there + 1, False
        return at

    def _is(self, at: int, part: tuple[str, ...], first: int) -> bool:
        if at >= len(self.words) or self.sentences[at] != self.sentences[first]:
            return False
        word = self.words[at]
        return any(word.startswith(p[:-1]) if p.endswith("*") else word == p for p in part)

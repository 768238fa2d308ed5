"""How far two places of a text lie apart: in turns, in characters, in words."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from pennydrop.rooms.understand.rules.copying import words_up_to
from pennydrop.rooms.understand.rules.positions import SPAN

PART = 500
# Number of the text, first and last order of turns -> order of a turn -> its words
Words = Callable[[int, int, int], dict[int, str]]


def turns_apart(first: int, second: int) -> int:
    return second // SPAN - (first - 1) // SPAN


def turns_of(
    file: sqlite3.Connection, texts: Iterable[int], column: str, more: str = ""
) -> Iterable[tuple[int, int, int]]:
    """Text, order and one column of every turn of these texts."""
    wanted = list(texts)
    for at in range(0, len(wanted), PART):
        part = wanted[at : at + PART]
        yield from file.execute(
            f"SELECT text, ord, {column} FROM turns "
            f"WHERE text IN ({','.join('?' * len(part))}) {more} ORDER BY text, ord",
            part,
        )


class Lengths:
    """How far two positions lie apart, in characters or in words. Turns have their line end; words
    are counted in the words between, which are read out of the search index, where they may be
    more than `most`."""

    def __init__(
        self, file: sqlite3.Connection, texts: Iterable[int], most: int, words: Words | None
    ) -> None:
        self.file, self.most, self.words = file, most, words
        self.turns: dict[int, dict[int, int]] = {}
        for text, order, length in turns_of(file, texts, "length"):
            self.turns.setdefault(text, {})[order] = length

    def of(self, text: int) -> Callable[[int, int], int | None]:
        turns, words = self.turns.get(text, {}), self.words
        if words is None:
            return lambda first, second: _characters(turns, first, second)
        read = partial(words, text)
        return lambda first, second: self._in_words(turns, read, first, second)

    def _in_words(
        self,
        turns: Mapping[int, int],
        read: Callable[[int, int], dict[int, str]],
        first: int,
        second: int,
    ) -> int:
        # Words have a letter each, and something between them.
        at_most = (_characters(turns, first, second) + 1) // 2
        if at_most <= self.most:
            return at_most
        words = read(first // SPAN, second // SPAN)
        return words_up_to(_between(words, first, second), self.most)


def _characters(turns: Mapping[int, int], first: int, second: int) -> int:
    (one, low), (other, high) = divmod(first, SPAN), divmod(second, SPAN)
    if one == other:
        return high - low
    between = sum(length for order, length in turns.items() if one < order < other)
    return turns.get(one, 0) - low + between + high


def _between(words: Mapping[int, str], first: int, second: int) -> str:
    (one, low), (other, high) = divmod(first, SPAN), divmod(second, SPAN)
    if one == other:
        return words.get(one, "")[low:high]
    middle = [text for order, text in sorted(words.items()) if one < order < other]
    return "\n".join([words.get(one, "")[low:], *middle, words.get(other, "")[:high]])

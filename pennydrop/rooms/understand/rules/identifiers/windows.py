"""A text as the small model reads it: pieces of words with their traits, in windows that overlap.

Words are cut by WordPiece; the marks between them (full stops, colons, line ends) are pieces of
their own, for they tell where a sentence or a speaker begins.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pennydrop.rooms.understand.rules.identifiers.spans import Span
from pennydrop.rooms.understand.rules.identifiers.traits import NUMBER, traits_of
from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.meaning.wordpiece import (
    end_pieces,
    mark_piece,
    word_pieces,
)

LONGEST = 94  # pieces of one window, without the marks at its ends
ENDS = 2  # marks at the ends of a window
LEAD = 12  # pieces that are read before a window's own words, and again after them
WORD_PIECES = 6  # of one word; the rest of a long one tells no more
MARKS = 3  # between two words


class Piece(NamedTuple):
    """One piece: its number in the vocabulary, its traits, and the word that it begins, or -1."""

    number: int
    traits: tuple[int, ...]
    word: int


@dataclass(frozen=True)
class Window:
    """Pieces from `first` up to `last` (not included); the words that begin in `own_first` up to
    `own_last` are answered for by this window."""

    first: int
    last: int
    own_first: int
    own_last: int


def marked(pieces: Sequence[Piece]) -> list[Piece]:
    """A window's pieces between the marks of beginning and end, which the encoder is used to."""
    first, last = end_pieces()
    return [Piece(first, (), -1), *pieces, Piece(last, (), -1)]


def pieces_of(words: Words, spans: Sequence[Span]) -> list[Piece]:
    """All pieces of a text in order."""
    traits = traits_of(words, spans)
    mark = (NUMBER["mark"],)
    found: list[Piece] = []
    for i, mine in enumerate(traits):
        numbers = word_pieces(words.word(i))
        if numbers:
            found.append(Piece(numbers[0], mine, i))
        for number in numbers[1:WORD_PIECES]:
            found.append(Piece(number, mine[1:], -1))  # all but "begins a word"
        for character in _between(words, i):
            found.append(Piece(mark_piece(character), mark, -1))
    return found


def _between(words: Words, i: int) -> list[str]:
    """The marks after word i; a line's end counts as one."""
    gap = words.gap(i)[words.tails[i] :]
    if gap == " ":
        return []
    return [c for c in gap if not c.isspace() or c == "\n"][:MARKS]


def windows(count: int) -> list[Window]:
    """Windows that answer for `count` pieces, each read with what stands around it: as few as will
    do, and of like length. Every piece is read: to leave plain words out saves next to nothing, and
    a lock keeper called Mole is made of plain words."""
    if not count:
        return []
    # Where two windows meet, the leads of both are read twice.
    parts = max(1, math.ceil((count - 2 * LEAD) / (LONGEST - 2 * LEAD)))
    whole = count + 2 * LEAD * (parts - 1)
    inner = [whole * nth // parts - LEAD * (2 * nth - 1) for nth in range(1, parts)]
    return [
        Window(max(0, own - LEAD), min(count, stop + LEAD), own, stop)
        for own, stop in pairwise([0, *inner, count])
    ]

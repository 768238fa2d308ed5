"""A text as the small model reads it: pieces of words with their traits, in windows that overlap.

Words are cut by WordPiece; the marks between them (full stops, colons, line ends) are pieces of
their own, for they tell where a sentence or a speaker begins.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pennydrop.rooms.understand.rules.identifiers.spans import Span
from pennydrop.rooms.understand.rules.identifiers.traits import NUMBER, TRAITS, traits_of
from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.meaning.wordpiece import (
    end_pieces,
    mark_piece,
    word_pieces,
)

LONGEST = 94  # pieces of one window, without the marks at its ends
ENDS = 2  # marks at the ends of a window
LEAD = 12  # pieces that are read before a window's own words, and again after them
NEAR = 4  # pieces beside one that is worth reading: a name may go on with a plain word
WORD_PIECES = 6  # of one word; the rest of a long one tells no more
MARKS = 3  # between two words
_DULL = frozenset({NUMBER["common"], NUMBER["ordinary"]})
_TELLING = frozenset(
    NUMBER[trait]
    for trait in TRAITS
    if trait.startswith("rules say")
    or trait
    in (
        "given name|place begins|place goes on|drug or name|many meanings|initial"
        "|mixed|digits|digit among letters"
    ).split("|")
)


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


def windows(count: int, worth: Sequence[int] | None = None) -> list[Window]:
    """Windows over `count` pieces that answer for every piece, or only for those near the pieces
    of `worth` (sorted): elsewhere nothing could be an identifier, and reading costs time."""
    if worth is None:
        return list(_cut(0, count, count)) if count else []
    found: list[Window] = []
    for start, end in _runs(worth, count):
        found += _cut(start, end, count)
    return found


def _runs(worth: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Stretches round the pieces that are worth reading; those that nearly touch are one."""
    start = end = -1
    for at in worth:
        first, last = max(0, at - NEAR), min(count, at + NEAR + 1)
        if start >= 0 and first <= end + 2 * LEAD:  # no dearer than both their leads
            end = last
        else:
            if start >= 0:
                yield start, end
            start, end = first, last
    if start >= 0:
        yield start, end


def _cut(start: int, end: int, count: int) -> Iterator[Window]:
    """Windows that answer for `start` up to `end`, each read with what stands around it: as few
    as will do, and of like length, so that little is filled up when they are read together."""
    first, last = max(0, start - LEAD), min(count, end + LEAD)
    # Where two windows meet, the leads of both are read twice.
    parts = max(1, math.ceil((last - first - 2 * LEAD) / (LONGEST - 2 * LEAD)))
    whole = last - first + 2 * LEAD * (parts - 1)
    inner = [first + whole * nth // parts - LEAD * (2 * nth - 1) for nth in range(1, parts)]
    for own, stop in pairwise([start, *inner, end]):
        yield Window(max(0, own - LEAD), min(count, stop + LEAD), own, stop)


def worth_reading(pieces: Sequence[Piece]) -> list[int]:
    """Where a word begins that could be an identifier or part of one: all but plain words in lower
    case that no list of names or places holds and no rule has marked."""
    return [at for at, piece in enumerate(pieces) if piece.word >= 0 and not _plain(piece.traits)]


@lru_cache(maxsize=10_000)
def _plain(traits: tuple[int, ...]) -> bool:
    return bool(_DULL.intersection(traits)) and not _TELLING.intersection(traits)

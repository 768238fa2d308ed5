"""A text as the small model reads it: pieces of words with their traits, in windows that overlap.

Words are cut by WordPiece; the marks between them (full stops, colons, line ends) are pieces of
their own, for they tell where a sentence or a speaker begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.identifiers.spans import Span
from pennydrop.rooms.understand.rules.identifiers.traits import NUMBER, traits_of
from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.meaning.wordpiece import mark_piece, word_pieces

LONGEST = 96  # pieces of one window
LEAD = 24  # pieces that are read before a window's own words, and again after them
WORD_PIECES = 6  # of one word; the rest of a long one tells no more
MARKS = 3  # between two words


@dataclass(frozen=True)
class Piece:
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


def pieces_of(words: Words, spans: Sequence[Span]) -> list[Piece]:
    """All pieces of a text in order."""
    traits = traits_of(words, spans)
    begins, mark = NUMBER["begins a word"], (NUMBER["mark"],)
    found: list[Piece] = []
    for i in range(len(words)):
        mine = tuple(traits[i])
        for nth, number in enumerate(word_pieces(words.word(i))[:WORD_PIECES]):
            found.append(Piece(number, mine if nth else (*mine, begins), -1 if nth else i))
        for character in _between(words, i):
            found.append(Piece(mark_piece(character), mark, -1))
    return found


def _between(words: Words, i: int) -> list[str]:
    """The marks after word i; a line's end counts as one."""
    gap = words.gap(i)[words.tails[i] :]
    return [c for c in gap if not c.isspace() or c == "\n"][:MARKS]


def windows(count: int) -> list[Window]:
    """Windows over `count` pieces: each piece belongs to one, and is read with what stands around
    it as long as there is something."""
    if count <= LONGEST:
        return [Window(0, count, 0, count)] if count else []
    own = LONGEST - 2 * LEAD
    found = []
    for start in range(0, count, own):
        end = min(count, start + own)
        first, last = max(0, start - LEAD), min(count, end + LEAD)
        found.append(Window(first, last, start, end))
    return found

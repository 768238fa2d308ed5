"""A passage as somebody shortens it: its words in one piece, and where each of them stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from pennydrop.rooms.understand.queries.codings import codings_with, passages
from pennydrop.rooms.understand.queries.quotes import QuoteNow
from pennydrop.rooms.understand.queries.texts import Opened, cut, segments_between
from pennydrop.rooms.understand.rules.positions import position, split
from pennydrop.rooms.understand.rules.quoting import Clarification, Words


class Place(NamedTuple):
    """Words of a source, with the source's title."""

    source: UUID
    title: str
    words: Words


@dataclass(frozen=True)
class Passage:
    """Words between two positions. `turns`: for each turn its order, first offset, and where it
    begins in `text`."""

    start: int
    end: int
    text: str
    speaker: str
    turns: tuple[tuple[int, int, int], ...]

    def placed(self, pieces: Sequence[Words | Clarification]) -> list[Words | Clarification]:
        """Pieces with offsets in `text`, as pieces with positions in the source."""
        return [
            Words(self._at(piece.start), self._at(piece.end - 1) + 1)
            if isinstance(piece, Words)
            else Clarification(self._at(max(piece.at - 1, 0)) + (piece.at > 0), piece.text)
            for piece in pieces
        ]

    def _at(self, offset: int) -> int:
        order, first, begins = next(t for t in reversed(self.turns) if t[2] <= offset)
        return position(order, first + offset - begins)


def passage_of(source: UUID, start: int, end: int) -> Passage | None:
    """The passage; None where there are no words."""
    if not 0 <= start < end:
        return None
    segments = segments_between(source, start, end)
    text = cut(segments, start, end)
    if not text.strip():
        return None
    return Passage(start, end, text, segments[0].speaker, _turns(segments, start, end))


def passage_of_quote(quote: QuoteNow) -> Passage | None:
    """From the first to the last of a quote's words, with what was left out between."""
    words = [piece for piece in quote.card.pieces if piece.kind == "words"]
    if not words:
        return None
    return passage_of(quote.card.source, words[0].start, words[-1].end)


def places_of_words(study: UUID, codes: Collection[UUID], words: str) -> list[Place]:
    """Where these words stand, letter by letter, in passages with any of these codes; each place
    once. Words of people who do not agree to be read are not found."""
    wanted = words.strip()
    found: dict[Place, None] = {}
    for one in passages(study, codings_with(codes)):
        at = (one.words or "").find(wanted) if wanted else -1
        passage = passage_of(one.source, one.start, one.end) if at >= 0 else None
        if passage:
            (piece,) = passage.placed([Words(at, at + len(wanted))])
            if isinstance(piece, Words):
                found[Place(one.source, one.title, piece)] = None
    return list(found)


def _turns(segments: Sequence[Opened], start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    turns, begins = [], 0
    first, from_offset = split(start)
    last, to_offset = split(end)
    for segment in segments:
        low = from_offset if segment.order == first else 0
        high = to_offset if segment.order == last else len(segment.text)
        turns.append((segment.order, low, begins))
        begins += max(min(high, len(segment.text)) - low, 0)
    return tuple(turns)

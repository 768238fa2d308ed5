"""Read quotes: assembled from their pieces as the words stand now."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Piece, Quote
from pennydrop.rooms.understand.queries.texts import Opened, cut, segments_between

OMISSION = "[…]"


@dataclass(frozen=True)
class PieceNow:
    """One piece as it reads now. `kind`: words, omission or clarification."""

    kind: str
    text: str
    participant: UUID | None
    start: int
    end: int


def pieces_now(quote: Quote) -> list[PieceNow]:
    """The pieces in order, with an omission between two pieces of words that do not touch."""
    rows = list(Piece.objects.filter(quote=quote).order_by("order"))
    if not rows:
        return []
    low, high = min(row.start for row in rows), max(row.end for row in rows)
    segments = segments_between(quote.text_id, low, high)
    pieces: list[PieceNow] = []
    before: Piece | None = None
    for row in rows:
        if before is not None and row.start > before.end:
            pieces.append(PieceNow("omission", OMISSION, None, before.end, row.start))
        pieces.append(_piece(row, segments))
        before = row
    return pieces


def quote_words(quote: Quote) -> str:
    """A quote as one line of text, the way it would be printed."""
    return " ".join(piece.text.strip() for piece in pieces_now(quote))


def _piece(row: Piece, segments: list[Opened]) -> PieceNow:
    if row.kind == "clarification":
        return PieceNow("clarification", f"[{row.clarification}]", None, row.start, row.end)
    return PieceNow("words", cut(segments, row.start, row.end), row.participant, row.start, row.end)

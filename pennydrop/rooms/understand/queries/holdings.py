"""What understand holds of a participant, and which of their quotes they may be shown."""

from uuid import UUID

from pennydrop.core.erasure.registry import Holding, Invitation
from pennydrop.rooms.understand.models import Identifier, Memo, Piece, Segment
from pennydrop.rooms.understand.queries.quotes import quote_words


def holdings(participant: UUID) -> list[Holding]:
    segments = Segment.objects.filter(participant=participant).select_related("text")
    titles = {segment.text.title for segment in segments}
    themes = {
        piece.quote.theme.title for piece in _pieces(participant) if piece.quote.theme is not None
    }
    return [
        Holding(
            what="passages with names taken out", count=len(segments), used_in=tuple(sorted(titles))
        ),
        Holding(
            what="quotes chosen",
            count=len({p.quote_id for p in _pieces(participant)}),
            used_in=tuple(sorted(themes)),
        ),
        Holding(what="notes", count=Memo.objects.filter(participant=participant).count()),
        Holding(
            what="names and places decided",
            count=Identifier.objects.filter(participant=participant).count(),
        ),
    ]


def invitations(participant: UUID) -> list[Invitation]:
    """Quotes of theirs that somebody would like to publish, shown to them first."""
    quotes = {piece.quote for piece in _pieces(participant)}
    ordered = sorted(quotes, key=lambda quote: str(quote.pk))
    return [Invitation(what="A quote we would like to use", words=quote_words(q)) for q in ordered]


def _pieces(participant: UUID) -> list[Piece]:
    return list(Piece.objects.filter(participant=participant).select_related("quote__theme"))

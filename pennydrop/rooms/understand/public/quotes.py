"""Quotes as other rooms may see them: words as they are now, and whether they may leave."""

from uuid import UUID

from pennydrop.rooms.understand.models import Quote
from pennydrop.rooms.understand.queries.context import Turn, own_context
from pennydrop.rooms.understand.queries.left import NameLeft, names_in_texts, names_left
from pennydrop.rooms.understand.queries.origins import Origin, origins_of
from pennydrop.rooms.understand.queries.quotes import quote_now, quotes_now
from pennydrop.rooms.understand.rules.quoting import QuoteCard, QuotePiece

__all__ = [
    "NameLeft",
    "Origin",
    "QuoteCard",
    "QuotePiece",
    "Turn",
    "names_in_texts",
    "names_left",
    "origins_of",
    "own_context",
    "quote_card",
    "quotes_of",
    "quotes_of_theme",
    "quotes_waiting",
]


def quote_card(quote: UUID) -> QuoteCard | None:
    """The quote as its words are now; None when it is gone (as after a withdrawal)."""
    now = quote_now(quote)
    return now.card if now else None


def quotes_of(study: UUID) -> list[QuoteCard]:
    """Every quote of a study, in the order in which they were made."""
    return [now.card for now in quotes_now(Quote.objects.filter(study=study))]


def quotes_of_theme(theme: UUID) -> list[QuoteCard]:
    return [now.card for now in quotes_now(Quote.objects.filter(theme=theme))]


def quotes_waiting(study: UUID) -> int:
    """How many passages of a study wait for another pair of eyes."""
    return sum(now.waits for now in quotes_now(Quote.objects.filter(study=study)))

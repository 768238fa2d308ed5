"""A quote in its context: what was said just before and just after, and by whom."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.vault.sealing import unseal
from pennydrop.rooms.understand.models import Segment, SentBack
from pennydrop.rooms.understand.queries.care import note_over
from pennydrop.rooms.understand.queries.quotes import QuoteNow
from pennydrop.rooms.understand.queries.texts import Opened, open_segments
from pennydrop.rooms.understand.rules.positions import SPAN, position, split
from pennydrop.rooms.understand.rules.quoting import QuoteCard

AROUND = 2
BACK_TABLE = "understand_sentback"


@dataclass(frozen=True)
class Stretch:
    """Some words of a turn; `chosen`: they are in the quote."""

    text: str
    chosen: bool


@dataclass(frozen=True)
class Turn:
    """A turn as it is shown round a quote."""

    speaker: str
    question: str
    stretches: tuple[Stretch, ...]


def context_of(quote: QuoteNow) -> list[Turn]:
    """The turns of the quote with two before and two after; empty when its words are gone."""
    return _turns(quote.card)


def own_context(card: QuoteCard, participant: UUID) -> list[Turn]:
    """The same for whoever is quoted: only turns under their own key, so nobody else's words."""
    return _turns(card, {participant})


def _turns(card: QuoteCard, only: Collection[UUID] | None = None) -> list[Turn]:
    chosen = [(p.start, p.end) for p in card.pieces if p.kind == "words"]
    if not chosen:
        return []
    low, high = split(min(s for s, _ in chosen))[0], split(max(e for _, e in chosen))[0]
    return [_turn(segment, chosen) for segment in around(card.source, low, high, only)]


def note_round(quote: QuoteNow, reader: str) -> str:
    """The content note on the quote or on what stands round it, while it is folded for `reader`."""
    ends = [end for piece in quote.card.pieces for end in (piece.start, piece.end)]
    if not ends:
        return ""
    low, high = split(min(ends))[0] - AROUND, split(max(ends))[0] + AROUND
    start, end = position(max(low, 0), 0), position(high + 1, 0)
    return note_over(quote.card.source, start, end, reader=reader)


def around(source: UUID, low: int, high: int, only: Collection[UUID] | None = None) -> list[Opened]:
    """The segments from `low` to `high` with their neighbours; orders may have gaps. `only`: those
    under the keys of these people."""
    rows = Segment.objects.filter(text=source)
    if only is not None:
        rows = rows.filter(participant__in=only)
    before = rows.filter(order__lt=low).order_by("-order")[:AROUND]
    after = rows.filter(order__gt=high).order_by("order")[:AROUND]
    within = rows.filter(order__gte=low, order__lte=high)
    return open_segments(sorted([*before, *within, *after], key=lambda row: row.order))


def _turn(segment: Opened, chosen: list[tuple[int, int]]) -> Turn:
    first = position(segment.order, 0)
    marks = sorted(
        (max(start, first) - first, min(end - first, len(segment.text)))
        for start, end in chosen
        if start < first + SPAN and end > first
    )
    stretches, last = [], 0
    for start, end in marks:
        stretches += [Stretch(segment.text[last:start], False)]
        stretches += [Stretch(segment.text[start:end], True)]
        last = end
    stretches.append(Stretch(segment.text[last:].rstrip("\n"), False))
    shown = tuple(stretch for stretch in stretches if stretch.text)
    return Turn(segment.speaker, segment.question, shown)


@dataclass(frozen=True)
class Reason:
    """Why somebody sent a quote back."""

    by: str
    day: dt.date
    words: str


def reasons_of(quote: QuoteNow) -> list[Reason]:
    """What was said about it, while nobody has answered."""
    rows = SentBack.objects.filter(quote=quote.card.id, answered_at=None).order_by("at")
    return [
        Reason(
            row.by,
            row.at.date(),
            unseal(
                row.sealed,
                participant=row.participant,
                key="words",
                table=BACK_TABLE,
                row=row.pk,
                field="sealed",
            ),
        )
        for row in rows
    ]

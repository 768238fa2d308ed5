"""Note, with each write, how to undo it. Part of the write, which records it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pennydrop.core.prepared import insert
from pennydrop.rooms.understand.models import (
    AsideCoding,
    AsideMemo,
    AsidePiece,
    AsideQuote,
    AsideSummary,
    Coding,
    Lost,
    Memo,
    Piece,
    Quote,
    Summary,
    Undo,
)

KEPT_FOR = dt.timedelta(days=30)
LOOK_EVERY = 20  # writes: then what is older than that goes
LONGEST = 200


def keep_undo(
    *,
    study: UUID,
    kind: str,
    on: UUID | int,
    said: str,
    text: UUID | None = None,
    facts: dict[str, Any] | None = None,
    along: Undo | None = None,
    by: str,
    at: dt.datetime,
) -> Undo:
    """Note that `by` did something that can be undone: by itself, or together with the write
    `along`. `said` is staff's words only."""
    row = Undo(
        study=study, text_id=text, kind=kind, on=str(on), said=said[:LONGEST],
        facts=facts or {}, along=along, by=by, at=at,
    )  # fmt: skip
    row.pk = insert(row)
    if row.pk % LOOK_EVERY == 0:
        Undo.objects.filter(study=study, at__lt=at - KEPT_FOR).delete()
    return row


def set_codings_aside(undo: Undo, codings: Iterable[Coding]) -> None:
    AsideCoding.objects.bulk_create(
        AsideCoding(
            undo=undo, coding=c.pk, text_id=c.text_id, code=c.code_id, start=c.start, end=c.end,
            by=c.by, at=c.at,
        )
        for c in codings
    )  # fmt: skip


def set_lost_aside(undo: Undo, lost: Lost) -> None:
    """One that waited to be placed: where it was near, and whose it is."""
    AsideCoding.objects.create(
        undo=undo, coding=lost.pk, text_id=lost.text_id, code=lost.code_id, start=lost.near,
        end=lost.near, by=lost.by, at=lost.at,
    )  # fmt: skip


def set_memos_aside(undo: Undo, memos: Iterable[Memo]) -> None:
    AsideMemo.objects.bulk_create(
        AsideMemo(
            undo=undo, memo=m.pk, study=m.study, code=m.code_id, text_id=m.text_id, start=m.start,
            end=m.end, participant=m.participant, sealed=m.sealed, plain_words=m.plain_words,
            by=m.by, at=m.at,
        )
        for m in memos
    )  # fmt: skip


def set_quote_aside(undo: Undo, quote: Quote) -> None:
    aside = AsideQuote.objects.create(
        undo=undo, quote=quote.pk, text_id=quote.text_id, theme=quote.theme_id,
        attribution=quote.attribution, by=quote.by, at=quote.at,
    )  # fmt: skip
    AsidePiece.objects.bulk_create(
        AsidePiece(
            aside=aside, order=p.order, kind=p.kind, start=p.start, end=p.end,
            participant=p.participant, clarification=p.clarification,
        )
        for p in Piece.objects.filter(quote=quote)
    )  # fmt: skip


def set_summary_aside(undo: Undo, summary: Summary, sealed: bytes | None) -> None:
    """What stood in its cell before (`sealed`), or that nothing did."""
    AsideSummary.objects.create(
        undo=undo, summary=summary.pk, theme=summary.theme_id, participant=summary.participant,
        sealed=sealed,
    )  # fmt: skip

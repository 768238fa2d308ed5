"""How writes to quotes are undone."""

import datetime as dt
from uuid import UUID

from pennydrop.rooms.understand.actions.board import cluster_quote
from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.actions.quotes import change_quote, drop_quote
from pennydrop.rooms.understand.actions.signing import (
    hold_back,
    take_reason_back,
    take_signature_off,
)
from pennydrop.rooms.understand.actions.undo.refusing import CannotUndo
from pennydrop.rooms.understand.models import (
    AsidePiece,
    AsideQuote,
    Piece,
    Quote,
    SentBack,
    Signature,
    Theme,
    Undo,
)
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.rules.quoting import Clarification, Words

NO_WORDS = "Its words are not in the text any more."


def unmake(row: Undo, by: str, at: dt.datetime) -> str:
    quote = Quote.objects.get(pk=row.on)
    _check_nobody_judged(row, by)
    drop_quote(quote=quote, by=by, at=at)
    return "Undone: it is no longer a quote."


def change_back(row: Undo, by: str, at: dt.datetime) -> str:
    """Cut as before: whoever had signed those words has signed them again."""
    quote = Quote.objects.get(pk=row.on)
    _check_nobody_judged(row, by)
    aside, pieces = _aside(row)
    change_quote(
        quote=quote, theme=_theme(aside.theme), attribution=aside.attribution, by=by, at=at,
        pieces=[
            Words(piece.start, piece.end) if piece.kind == "words"
            else Clarification(piece.start, piece.clarification)
            for piece in pieces
        ],
    )  # fmt: skip
    hold_back(quote=quote.pk, reasons=_answered(row), by=by, at=at)
    return "Undone: the quote is cut as it was."


def move_back(row: Undo, by: str, at: dt.datetime) -> str:
    before = row.facts["before"]
    if before is not None and _theme(before) is None:
        raise CannotUndo("The theme that it was in is gone.")
    cluster_quote(quote=UUID(row.on), into=before and UUID(before), by=by, at=at)
    return "Undone: the quote is where it was."


def bring_back(row: Undo, by: str, at: dt.datetime) -> str:
    """The quote under its old id, so that a draft in which it stood finds it again."""
    aside, pieces = _aside(row)
    quote = Quote.objects.create(
        id=aside.quote, study=row.study, theme_id=_theme(aside.theme), text_id=aside.text_id,
        attribution=aside.attribution, by=aside.by, at=aside.at,
    )  # fmt: skip
    Piece.objects.bulk_create(
        Piece(
            quote=quote, order=one.order, kind=one.kind, start=one.start, end=one.end,
            participant=one.participant, clarification=one.clarification,
        )
        for one in pieces
    )  # fmt: skip
    keep_undo(
        study=row.study, kind="quote.made", on=quote.pk,
        said=f"Chose a quote from {quote.text.title}", by=by, at=at,
    )  # fmt: skip
    return "Undone: the quote is back. It has to be signed anew."


def unsign(row: Undo, by: str, at: dt.datetime) -> str:
    """Take one's own signature off: it is put there again only by looking at the words again."""
    take_signature_off(signature=int(row.on), by=by, at=at)
    return "Undone: your signature is off."


def unsend(row: Undo, by: str, at: dt.datetime) -> str:
    take_reason_back(reason=UUID(row.on), by=by, at=at)
    return "Undone: it waits for signatures again."


def unforward(row: Undo, by: str, at: dt.datetime) -> str:
    quote = Quote.objects.get(pk=row.on)
    _check_nobody_judged(row, by)
    hold_back(quote=quote.pk, reasons=_answered(row), by=by, at=at)
    return "Undone: what was said against it waits for an answer again."


def _check_nobody_judged(row: Undo, by: str) -> None:
    """Nobody overwrites anybody: a colleague looked at these words and said what they think."""
    for kind in (Signature, SentBack):
        since = kind.objects.filter(quote=UUID(row.on), at__gt=row.at).exclude(by=by).first()
        if since is not None:
            raise CannotUndo(f"{Names()[since.by]} has looked at it since. Ask them first.")


def _answered(row: Undo) -> list[UUID]:
    return [UUID(reason) for reason in row.facts["answered"]]


def _theme(theme: UUID | str | None) -> UUID | None:
    return Theme.objects.filter(pk=theme).values_list("pk", flat=True).first() if theme else None


def _aside(row: Undo) -> tuple[AsideQuote, list[AsidePiece]]:
    """How it was cut. Raises CannotUndo where no words of it are left."""
    aside = AsideQuote.objects.filter(undo=row).first()
    pieces = list(AsidePiece.objects.filter(aside=aside).order_by("order")) if aside else []
    if aside is None or not any(piece.kind == "words" for piece in pieces):
        raise CannotUndo(NO_WORDS)
    return aside, pieces

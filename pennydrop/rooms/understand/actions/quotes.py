"""Choose passages that are to leave the study: make, change and drop quotes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.keeping import keep_undo, set_quote_aside
from pennydrop.rooms.understand.models import Piece, Quote, SentBack, Text, Theme
from pennydrop.rooms.understand.queries.texts import Opened, cut, segments_of
from pennydrop.rooms.understand.rules.positions import position, split
from pennydrop.rooms.understand.rules.quoting import (
    BadQuote,
    Clarification,
    Words,
    check_own_words,
    check_pieces,
)

LONGEST_NOTE = 120


@transaction.atomic
def make_quote(
    *,
    theme: UUID | None,
    source: UUID,
    pieces: Sequence[Words | Clarification],
    attribution: str,
    by: str,
    at: dt.datetime,
) -> Quote:
    """Choose a passage of one text. `pieces` in order; what is left out between two runs of words
    is marked by itself. A run over several speakers becomes a piece for each.

    Raises BadQuote.
    """
    text = _text_to_quote(source)
    rows = _rows(source, pieces, attribution)
    quote = Quote.objects.create(
        study=text.study,
        theme=_theme(theme, text.study),
        text=text,
        attribution=attribution.strip(),
        by=by,
        at=at,
    )
    _keep(quote, rows)
    keep_undo(
        study=text.study, kind="quote.made", on=quote.pk, said=f"Chose a quote from {text.title}",
        by=by, at=at,
    )  # fmt: skip
    record(what="understand.quote.made", on=str(quote.pk), by=by, at=at)
    return quote


def _text_to_quote(source: UUID) -> Text:
    """The text of a source. Raises BadQuote where nothing of it may be quoted here."""
    text = Text.objects.filter(pk=source).first()
    if text is None:
        raise BadQuote("This source is not open to the team: names must be taken out first.")
    if text.came_from is not None:
        raise BadQuote(
            "These words are of another study. Quote them there; here we only learn from them."
        )
    return text


@transaction.atomic
def choose_several(
    *, theme: UUID, places: Sequence[tuple[UUID, int, int]], attribution: str, by: str,
    at: dt.datetime,
) -> list[Quote]:  # fmt: skip
    """Choose whole passages, each (source, start, end), as quotes of one theme: all, or none.

    Raises BadQuote.
    """
    return [
        make_quote(
            theme=theme,
            source=source,
            pieces=[Words(start, end)],
            attribution=attribution,
            by=by,
            at=at,
        )  # fmt: skip
        for source, start, end in places
    ]


@transaction.atomic
def change_quote(
    *,
    quote: Quote,
    theme: UUID | None,
    pieces: Sequence[Words | Clarification],
    attribution: str,
    by: str,
    at: dt.datetime,
) -> None:
    """Cut a quote otherwise. Earlier signatures no longer fit, and it is put forward anew.

    Raises BadQuote.
    """
    rows = _rows(quote.text_id, pieces, attribution)
    waiting = SentBack.objects.filter(quote=quote, answered_at=None)
    undo = keep_undo(
        study=quote.study, kind="quote.changed", on=quote.pk,
        said=f"Changed a quote from {quote.text.title}",
        facts={"answered": list(waiting.values_list("pk", flat=True))}, by=by, at=at,
    )  # fmt: skip
    set_quote_aside(undo, quote)
    Piece.objects.filter(quote=quote).delete()
    quote.theme = _theme(theme, quote.study)
    quote.attribution = attribution.strip()
    quote.save(update_fields=["theme", "attribution"])
    _keep(quote, rows)
    waiting.update(answered_at=at)
    record(what="understand.quote.changed", on=str(quote.pk), by=by, at=at)


@transaction.atomic
def drop_quote(*, quote: Quote, by: str, at: dt.datetime) -> None:
    """Choose it no longer. Nothing happens to the words themselves.

    Undoing brings it back as it was cut, to be signed anew: signatures go with it, and so do the
    reasons of those who sent it back.
    """
    key = str(quote.pk)
    undo = keep_undo(
        study=quote.study, kind="quote.dropped", on=quote.pk,
        said=f"Dropped a quote from {quote.text.title}", by=by, at=at,
    )  # fmt: skip
    set_quote_aside(undo, quote)
    quote.delete()
    record(what="understand.quote.dropped", on=key, by=by, at=at)


def _theme(theme: UUID | None, study: UUID) -> Theme | None:
    if theme is None:
        return None
    found = Theme.objects.filter(pk=theme, study=study).first()
    if found is None:
        raise BadQuote("This theme belongs to another study, or is gone.")
    return found


def _rows(source: UUID, pieces: Sequence[Words | Clarification], attribution: str) -> list[Piece]:
    """The pieces as rows without a quote yet. Raises BadQuote."""
    check_pieces(pieces)
    segments = segments_of(source)
    said = "".join(segment.text for segment in segments)
    if len(attribution.strip()) > LONGEST_NOTE:
        raise BadQuote("Keep the line about who said it to 120 characters.")
    check_own_words(attribution, said)
    rows = []
    for piece in pieces:
        if isinstance(piece, Words):
            rows += list(_words(piece, segments))
        else:
            rows.append(_clarification(piece, segments, said))
    for order, row in enumerate(rows):
        row.order = order
    return rows


def _words(piece: Words, segments: Sequence[Opened]) -> Iterable[Piece]:
    """One row for each run of turns under the same key."""
    _check_inside(piece.start, segments)
    _check_inside(piece.end, segments)
    first, last = split(piece.start)[0], split(piece.end)[0]
    touched = [s for s in segments if first <= s.order <= last]
    if not cut(touched, piece.start, piece.end).strip():
        raise BadQuote("There are no words at this place.")
    for participant, run in groupby(touched, key=lambda segment: segment.participant):
        turns = list(run)
        start = max(piece.start, position(turns[0].order, 0))
        end = min(piece.end, position(turns[-1].order, len(turns[-1].text)))
        if start < end and cut(turns, start, end).strip():
            yield Piece(kind="words", start=start, end=end, participant=participant)


def _clarification(piece: Clarification, segments: Sequence[Opened], said: str) -> Piece:
    text = " ".join(piece.text.replace("[", " ").replace("]", " ").split())
    if len(text) > LONGEST_NOTE:
        raise BadQuote("Keep a clarification to 120 characters.")
    check_own_words(text, said)
    owner = _check_inside(piece.at, segments)
    return Piece(
        kind="clarification",
        start=piece.at,
        end=piece.at,
        participant=owner.participant,
        clarification=text,
    )


def _check_inside(at: int, segments: Sequence[Opened]) -> Opened:
    """The segment that a position lies in. Raises BadQuote outside the text."""
    order, offset = split(at)
    for segment in segments:
        if segment.order == order and offset <= len(segment.text):
            return segment
    raise BadQuote("A piece lies outside this text; a quote comes from one text alone.")


def _keep(quote: Quote, rows: Sequence[Piece]) -> None:
    for row in rows:
        row.quote = quote
    Piece.objects.bulk_create(rows)

"""What understand holds of a participant, and which of their quotes they may be shown."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from pennydrop.core.erasure.registry import Holding, Invitation
from pennydrop.rooms.listen.public import Use, places_of, who_agrees
from pennydrop.rooms.understand.models import (
    AsideMemo,
    CaseValue,
    Coding,
    Identifier,
    MemberAnswer,
    Memo,
    Piece,
    Segment,
    Summary,
)
from pennydrop.rooms.understand.queries.pending import waiting_on
from pennydrop.rooms.understand.queries.quotes import quote_words
from pennydrop.rooms.understand.rules.positions import split

# The names under which these are counted before they go and on the receipt. Participants read them.
PASSAGES = "pieces of the words with names taken out"
QUOTES = "lines picked to be shown"
CODINGS = "labels that we put on the words"
NOTES = "notes on the words"
KNOWN = "things about you that we noted"
NAMES = "names and places we looked at"
SUMMARIES = "short summaries of what was said"
CHECKED = "answers on whether we got it right"


def holdings(participant: UUID) -> list[Holding]:
    segments = Segment.objects.filter(participant=participant).select_related("text")
    codings, notes = waiting_on(participant, places_of(participant))
    titles = {segment.text.title for segment in segments}
    themes = {
        piece.quote.theme.title for piece in _pieces(participant) if piece.quote.theme is not None
    }
    return [
        Holding(what=PASSAGES, count=len(segments), used_in=tuple(sorted(titles))),
        Holding(
            what=QUOTES,
            count=len({p.quote_id for p in _pieces(participant)}),
            used_in=tuple(sorted(themes)),
        ),
        Holding(what=CODINGS, count=len(_codings_on(segments)) + codings),
        Holding(what=NOTES, count=_notes(participant, segments) + notes),
        Holding(
            what=NAMES,
            count=Identifier.objects.filter(participant=participant, ended=None).count(),
        ),
        Holding(what=SUMMARIES, count=Summary.objects.filter(participant=participant).count()),
        Holding(what=CHECKED, count=MemberAnswer.objects.filter(participant=participant).count()),
        Holding(what=KNOWN, count=CaseValue.objects.filter(participant=participant).count()),
    ]


def _notes(participant: UUID, segments: Iterable[Segment]) -> int:
    held = about(Memo.objects.all(), participant, segments).count()
    return held + about(AsideMemo.objects.all(), participant, segments).count()


def invitations(participant: UUID) -> list[Invitation]:
    """Quotes of theirs that somebody would like to publish, shown to them first: none where they
    have not said that their words may be printed."""
    if not who_agrees({participant}, Use.PUBLISH_QUOTE):
        return []
    quotes = {piece.quote for piece in _pieces(participant)}
    ordered = sorted(quotes, key=lambda quote: str(quote.pk))
    return [Invitation(what="A quote we would like to use", words=quote_words(q)) for q in ordered]


Rows = TypeVar("Rows", Memo, AsideMemo)


def about(memos: QuerySet[Rows], participant: UUID, segments: Iterable[Segment]) -> QuerySet[Rows]:
    """Those memos that are about this person: sealed under their key, or on a passage that they
    are part of. Removed ones count until they cannot be brought back any more."""
    theirs = {(segment.text_id, segment.order) for segment in segments}
    passages = memos.filter(text__in={text for text, _ in theirs}, start__isnull=False)
    found = {
        memo.pk
        for memo in passages
        for order in range(split(memo.start or 0)[0], split((memo.end or 1) - 1)[0] + 1)
        if (memo.text_id, order) in theirs
    }
    return memos.filter(Q(participant=participant) | Q(pk__in=found))


def _codings_on(segments: Iterable[Segment]) -> set[int]:
    """Codings that cover any of these segments, also where they cover other speakers."""
    theirs = {(segment.text_id, segment.order) for segment in segments}
    return {
        coding.pk
        for coding in Coding.objects.filter(text__in={text for text, _ in theirs})
        for order in range(split(coding.start)[0], split(coding.end - 1)[0] + 1)
        if (coding.text_id, order) in theirs
    }


def _pieces(participant: UUID) -> list[Piece]:
    return list(Piece.objects.filter(participant=participant).select_related("quote__theme"))

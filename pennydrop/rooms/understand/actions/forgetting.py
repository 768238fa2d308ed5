"""How this room forgets a participant: segments, codings on them, memos, quotes,
decisions about names, summaries, answers to what we asked them later."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from pennydrop.core.vault.scratch import drop_study
from pennydrop.rooms.listen.public import places_of, source_card
from pennydrop.rooms.understand.actions.pending import forget_pending
from pennydrop.rooms.understand.models import (
    AsideCoding,
    AsideMemo,
    AsideQuote,
    AsideSummary,
    CaseValue,
    Coding,
    FirstMark,
    HardPassage,
    Identifier,
    Lost,
    MarksSeen,
    MemberAnswer,
    Memo,
    NameStep,
    OneMention,
    Quote,
    RareLooked,
    SecondMark,
    SecondRead,
    SecondTurn,
    Segment,
    SentBack,
    Summary,
    Text,
)
from pennydrop.rooms.understand.queries.holdings import (
    CHECKED,
    CODINGS,
    KNOWN,
    NAMES,
    NOTES,
    PASSAGES,
    QUOTES,
    SUMMARIES,
    about,
)
from pennydrop.rooms.understand.rules.positions import SPAN, position


def forget(participant: UUID) -> dict[str, int]:
    """Remove all of it. A coding that also covers other speakers keeps their part."""
    segments = list(Segment.objects.filter(participant=participant).order_by("text", "order"))
    texts = {segment.text_id for segment in segments}
    studies = set(Text.objects.filter(pk__in=texts).values_list("study", flat=True))
    quotes = Quote.objects.filter(piece__participant=participant).values_list("pk", flat=True)
    codings, notes = forget_pending(participant=participant, places=places_of(participant))
    gone = {
        QUOTES: _delete(Quote.objects.filter(pk__in=set(quotes)), Quote),
        CODINGS: codings + sum(_cut_codings(text, segments) for text in texts),
        NOTES: notes
        + _delete(about(Memo.objects.all(), participant, segments), Memo)
        + _delete(about(AsideMemo.objects.all(), participant, segments), AsideMemo),
        NAMES: _forget_decisions(participant),
        SUMMARIES: _delete(Summary.objects.filter(participant=participant), Summary),
        CHECKED: _delete(MemberAnswer.objects.filter(participant=participant), MemberAnswer),
        PASSAGES: len(segments),
        KNOWN: _delete(CaseValue.objects.filter(participant=participant), CaseValue),
    }
    AsideQuote.objects.filter(asidepiece__participant=participant).delete()
    AsideSummary.objects.filter(participant=participant).delete()
    _take_notes_off(segments)
    SentBack.objects.filter(participant=participant).delete()
    Segment.objects.filter(participant=participant).delete()
    _drop_empty(texts)
    for study in studies:
        drop_study(study)
        # And once more when it is done: until then a search still sees the words, and would put
        # them back into a new index.
        transaction.on_commit(partial(drop_study, study))
    return gone


def _forget_decisions(participant: UUID) -> int:
    """Decisions about names, those set aside too; and what was done press by press in sources that
    are theirs alone, with second readings of their words. Returns how many decisions stood."""
    theirs = Identifier.objects.filter(participant=participant)
    stood = theirs.filter(ended=None).count()
    theirs.delete()
    OneMention.objects.filter(participant=participant).delete()
    cards = (source_card(source) for source in {source for source, _ in places_of(participant)})
    alone = [card.id for card in cards if card and set(card.participants) == {participant}]
    for kept in (NameStep, SecondRead, MarksSeen):
        kept.objects.filter(source__in=alone).delete()
    for words in (FirstMark, SecondMark, SecondTurn, RareLooked):
        words.objects.filter(participant=participant).delete()
    return stood


def _delete(rows: QuerySet[Any], model: type[Model]) -> int:
    return int(rows.delete()[1].get(model._meta.label, 0))


def _cut_codings(text: UUID, segments: Iterable[Segment]) -> int:
    """Take the person's segments out of every coding of one text. Returns how many were touched."""
    touched = set()
    for segment in segments:
        if segment.text_id != text:
            continue
        first, last = position(segment.order, 0), position(segment.order, 0) + SPAN
        Lost.objects.filter(text=text, near__gte=first, near__lt=last).delete()
        # A withdrawal is never undone: nor is what was removed before it, where they spoke.
        AsideCoding.objects.filter(text=text, start__lt=last, end__gte=first).delete()
        for coding in Coding.objects.filter(text=text, start__lt=last, end__gt=first):
            touched.add(coding.pk)
            rest = [(coding.start, min(coding.end, first)), (max(coding.start, last), coding.end)]
            Coding.objects.filter(pk=coding.pk).delete()
            Coding.objects.bulk_create(
                [
                    Coding(
                        text_id=text,
                        code_id=coding.code_id,
                        start=start,
                        end=end,
                        by=coding.by,
                        at=coding.at,
                    )
                    for start, end in rest
                    if start < end
                ],
                ignore_conflicts=True,
            )
    return len(touched)


def _take_notes_off(segments: Iterable[Segment]) -> None:
    """Content notes that touch these turns go, also where they cover other speakers."""
    for segment in segments:
        first = position(segment.order, 0)
        HardPassage.objects.filter(
            text=segment.text_id, start__lt=first + SPAN, end__gt=first
        ).delete()


def _drop_empty(texts: Iterable[UUID]) -> None:
    """A text nobody is left in goes, with memos on it; a facilitator alone is nobody."""
    for text in texts:
        left = Segment.objects.filter(text=text).exclude(speaker="Facilitator")
        if not left.exists():
            Segment.objects.filter(text=text).delete()
            Coding.objects.filter(text=text).delete()
            Text.objects.filter(pk=text).delete()

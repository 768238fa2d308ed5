"""Somebody takes their words back. One transaction deletes and records; then the keys die."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pennydrop.core.erasure.models import HandCopy, Receipt
from pennydrop.core.erasure.registry import forget_everywhere, outlasting
from pennydrop.core.vault import keys
from pennydrop.rooms.listen.actions.cards import spend
from pennydrop.rooms.listen.actions.file_names import forget_file_names
from pennydrop.rooms.listen.actions.participants import note
from pennydrop.rooms.listen.actions.recordings import finish_recordings, forget_recordings
from pennydrop.rooms.listen.actions.sessions import forget_sessions, forget_typed
from pennydrop.rooms.listen.actions.targets import forget_about_you
from pennydrop.rooms.listen.models import (
    Answer,
    AnswerFile,
    Consent,
    Participant,
    Segment,
    Source,
    Value,
)
from pennydrop.rooms.listen.queries.holdings import (
    ABOUT_YOU,
    DRAFTS,
    FILE_NAMES,
    FILES,
    HIDE,
    ORIGINALS,
    RECORDINGS,
    SAID,
    SOURCES,
    TYPED,
    VALUES,
    sources_alone,
)


class AlreadyWithdrawn(Exception):
    """These words were taken back before; there is nothing left to remove."""


def withdraw(*, participant: Participant, asked: str, by: str, at: dt.datetime) -> Receipt:
    """Remove every word of this person, here and in each room, and destroy their keys.

    `asked`: "with the code" or "through a coordinator". Raises AlreadyWithdrawn. Should the power
    fail between the transaction and the keys, `finish_withdrawals` (at every start) does the rest.
    """
    receipt = _remove(participant=participant, asked=asked, by=by, at=at)
    keys.destroy([participant.pk])
    Receipt.objects.filter(pk=receipt.pk).update(keys_gone=True)
    receipt.keys_gone = True
    finish_recordings(at=at)
    return receipt


@transaction.atomic
def _remove(*, participant: Participant, asked: str, by: str, at: dt.datetime) -> Receipt:
    day = timezone.localdate(at)
    lookup = Participant.objects.values_list("lookup", flat=True).get(pk=participant.pk)
    # A conditional update, so that two withdrawals at once leave one receipt on both databases.
    won = (
        Participant.objects.filter(pk=participant.pk)
        .exclude(state="withdrawn")
        .update(state="withdrawn", withdrawn_on=day, lookup=None)
    )
    if not won:
        raise AlreadyWithdrawn("These words were taken back already.")
    spend(lookup)
    removed = forget_everywhere(participant.pk)
    receipt = Receipt.objects.create(
        study=participant.study_id,
        participant=participant.pk,
        name=participant.name,
        on=day,
        asked=asked,
        removed=removed,
        copies=_copies_by_hand(participant.study_id),
        key_copy_gone_by=day + dt.timedelta(days=settings.KEY_COPY_DAYS),
    )
    note("listen.participant.withdrawn", participant, by=by, at=at)
    return receipt


def forget(participant: UUID) -> dict[str, int]:
    """listen's own forgetter: originals, draft answers, and sources that have nobody left."""
    gone = {**forget_words(participant), **forget_sessions(participant)}
    # What somebody agreed to is theirs too; the receipt is what stays.
    gone[SAID] = Consent.objects.filter(participant=participant).delete()[0]
    person = Participant.objects.filter(pk=participant)
    gone[HIDE] = person.filter(hide__isnull=False).update(hide=None)
    person.update(lookup=None)
    return gone


def forget_words(participant: UUID) -> dict[str, int]:
    """What goes when a study's time is over, too: every word, and not yet what was agreed to."""
    segments = Segment.objects.filter(participant=participant)
    emptied = list(sources_alone(participant).values_list("pk", flat=True))
    gone = {
        ORIGINALS: segments.filter(sealed__isnull=False).count(),
        FILE_NAMES: forget_file_names([participant]),
        TYPED: forget_typed(participant),
        RECORDINGS: forget_recordings(participant),
        ABOUT_YOU: forget_about_you(participant),
        DRAFTS: Answer.objects.filter(participant=participant).delete()[0],
        VALUES: Value.objects.filter(participant=participant).delete()[0],
        FILES: AnswerFile.objects.filter(participant=participant).delete()[0],
    }
    segments.delete()
    Segment.objects.filter(source__in=emptied).delete()
    gone[SOURCES] = Source.objects.filter(pk__in=emptied).delete()[0]
    return gone


def finish_withdrawals(*, at: dt.datetime) -> int:
    """Do what an interrupted withdrawal, or a restored older backup, left undone.

    A person without keys has withdrawn, whatever the data says; a person who has withdrawn must
    have no keys. Runs at every start, before anything is served. Returns how many were mended.
    """
    withdrawn = set(Participant.objects.filter(state="withdrawn").values_list("pk", flat=True))
    holding = keys.holders(kind="words") | keys.holders(kind="raw")
    late = withdrawn & holding
    keys.destroy(list(late))
    Receipt.objects.filter(participant__in=withdrawn, keys_gone=False).update(keys_gone=True)
    keyless = Participant.objects.exclude(state="withdrawn").exclude(pk__in=keys.holders())
    mended = len(late)
    for person in keyless:
        if person.state == "ended" and not outlasting(person.pk):
            continue  # their words went when the study's time was over
        _remove(participant=person, asked="with the code", by="quiet", at=at)
        Receipt.objects.filter(participant=person.pk).update(keys_gone=True)
        mended += 1
    for gone in withdrawn:
        mended += any(sum(counts.values()) for counts in forget_everywhere(gone).values())
    finish_recordings(at=at)
    return mended


def _copies_by_hand(study: UUID) -> list[dict[str, str]]:
    rows = HandCopy.objects.filter(study=study, destroyed_on=None).order_by("on")
    return [{"what": row.what, "by": row.by, "on": str(row.on)} for row in rows]

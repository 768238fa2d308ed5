"""Raise a concern for somebody's safety."""

import datetime as dt
import json
import uuid
from uuid import UUID

from django.db import transaction

from pennydrop.core import concerns as port
from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.core.concerns import Level, Pointer
from pennydrop.core.vault.keys import make_participant_keys
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.support.actions.rota import desk_for
from pennydrop.rooms.support.models import Concern, Desk, Watch
from pennydrop.rooms.support.queries.concerns import BY_WORDS, mark_of, open_for
from pennydrop.rooms.support.queries.desks import rota_of
from pennydrop.rooms.support.rules.handling import FIRST_LOOK, Origin, check_text, higher
from pennydrop.rooms.support.rules.rota import after_staffed, end_of_spell

SUMMARY = "What worries you"


@transaction.atomic
def raise_concern(
    *,
    organisation: UUID,
    level: Level,
    origin: Origin,
    summary: str,
    pointer: Pointer | None = None,
    by: str,
    at: dt.datetime,
) -> Concern:
    """Note a colleague's concern and start its clock, where a rota was entered.

    Raises BadConcern for a summary that is empty, too long, or repeats six or more words in a row
    of the study that `pointer` leads to.
    """
    copied = port.studies().copied(pointer, summary) if pointer else []
    said = check_text(summary, copied, what=SUMMARY)
    desk = desk_for(organisation=organisation)
    row = _new(desk, level, origin, said, pointer)
    row.raised_by, row.raised_on, row.raised_at = by, at.date(), at
    row.due_at = after_staffed(rota_of(desk), at, FIRST_LOOK[level])
    row.save(force_insert=True)
    record(what="support.concern.raised", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def raise_from_words(
    *,
    study: UUID,
    participant: UUID,
    joined_on: dt.date,
    level: Level,
    what: str,
    by: str = "quiet",
    at: dt.datetime,
) -> bool:
    """Open a concern because of words in an answer; see `core.concerns.raise_from_words`."""
    watch = Watch.objects.filter(pk=study, from_day__lte=joined_on).select_related("desk").first()
    if watch is None:
        return False
    waiting = open_for(watch.desk_id, participant)
    if waiting is not None:
        _raise_level(waiting, level)
        record_quietly(what="support.concern.again", on=str(waiting.pk), day=at.date())
        return False
    said = f"Words in an answer may mean danger: {what}. Nobody has read the answer for this yet."
    row = _new(watch.desk, level, Origin.ANSWER, said, Pointer(study, participant))
    row.raised_by, row.raised_on = BY_WORDS, at.date()
    # The clock of an answer ends with the staffed hours: a finer one would tell its time.
    row.due_at = end_of_spell(rota_of(watch.desk), at)
    row.save(force_insert=True)
    record_quietly(what="support.concern.opened", on=str(row.pk), day=at.date())
    return True


def _new(desk: Desk, level: Level, origin: Origin, said: str, pointer: Pointer | None) -> Concern:
    row = Concern(id=uuid.uuid4(), desk=desk, level=level.value, origin=origin.value)
    make_participant_keys(desk.pk, [row.pk])
    row.summary = _sealed(row, "summary", said)
    if pointer is not None:
        row.pointer = _sealed(row, "pointer", json.dumps(_plain(pointer)))
        row.mark = mark_of(pointer.participant) if pointer.participant else ""
    return row


def _plain(pointer: Pointer) -> dict[str, str]:
    return {
        "study": str(pointer.study),
        "participant": str(pointer.participant or ""),
        "source": str(pointer.source or ""),
    }


def _sealed(row: Concern, field: str, said: str) -> bytes:
    return seal(
        said, participant=row.pk, key="words", table="support_concern", row=row.pk, field=field
    )


def _raise_level(waiting: Concern, level: Level) -> None:
    level = higher(Level(waiting.level), level)
    Concern.objects.filter(pk=waiting.pk).update(level=level.value)

"""What is done about a concern, step by step, until a different person closes it."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import QuerySet

from pennydrop.core import concerns as port
from pennydrop.core.audit.actions import record
from pennydrop.core.concerns import Level
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.support.models import Concern, Step
from pennydrop.rooms.support.queries.concerns import handlers, pointer_of
from pennydrop.rooms.support.queries.desks import rota_of
from pennydrop.rooms.support.rules.handling import (
    FIRST_LOOK,
    BadConcern,
    StepKind,
    check_closer,
    check_text,
)
from pennydrop.rooms.support.rules.keeping import end_day
from pennydrop.rooms.support.rules.rota import after_staffed


class Closed(Exception):
    """This concern was closed meanwhile. What comes up now is a new concern."""


@transaction.atomic
def look(*, concern: Concern, by: str, at: dt.datetime) -> None:
    """Note the first look, which ends the clock, and who handles it from here."""
    first = _still_open(concern).filter(looked_at=None).update(looked_at=at, handler=by)
    if not first:
        raise BadConcern("Somebody has looked at this already. Their name stands below.")
    _step(concern, StepKind.LOOKED, "", by, at)
    record(what="support.concern.looked", on=str(concern.pk), by=by, at=at)


@transaction.atomic
def note_done(*, concern: Concern, note: str, by: str, at: dt.datetime) -> None:
    """Note what was done. Counts as a look where nobody had looked."""
    _add(concern, StepKind.DONE, note, by, at)
    record(what="support.concern.done", on=str(concern.pk), by=by, at=at)


@transaction.atomic
def hand_over(*, concern: Concern, note: str, by: str, at: dt.datetime) -> None:
    """Note to whom it was handed: a service, a team, a person, and their reference."""
    _add(concern, StepKind.HANDED, note, by, at)
    record(what="support.concern.handed", on=str(concern.pk), by=by, at=at)


@transaction.atomic
def take_over(*, concern: Concern, by: str, at: dt.datetime) -> None:
    """Handle it from here on: the deputy where the lead cannot, or whoever comes next."""
    if not _still_open(concern).exclude(handler=by).update(handler=by):
        raise BadConcern("You handle this already.")
    _looked(concern, at)
    _step(concern, StepKind.TAKEN_OVER, "", by, at)
    record(what="support.concern.taken_over", on=str(concern.pk), by=by, at=at)


@transaction.atomic
def change_level(*, concern: Concern, level: Level, by: str, at: dt.datetime) -> None:
    """Say that it is more or less pressing. A clock that still runs gets shorter, never longer."""
    if level.value == concern.level:
        raise BadConcern("It stands at that level already.")
    _still_open(concern).update(level=level.value)
    if concern.looked_at is None and concern.due_at is not None:
        due = after_staffed(rota_of(concern.desk), at, FIRST_LOOK[level])
        if due is not None and due < concern.due_at:
            _still_open(concern).update(due_at=due)
    _step(concern, StepKind.LEVEL, f"{concern.level} → {level.value}", by, at)
    record(what="support.concern.level", on=str(concern.pk), by=by, at=at)


@transaction.atomic
def close(*, concern: Concern, note: str, by: str, at: dt.datetime) -> None:
    """Close it. Raises SamePerson for whoever raised or handled it, BadConcern without a reason.

    From then on it is kept for as long as the desk says, and then ends by itself.
    """
    check_closer(by, concern.raised_by, handlers(Step.objects.filter(concern=concern)))
    said = _checked(concern, note)
    ends = end_day(at.date(), concern.desk.keep_months)
    if not _still_open(concern).update(closed_by=by, closed_at=at, ends_on=ends):
        raise Closed("It is closed already.")
    _step(concern, StepKind.CLOSED, said, by, at)
    record(what="support.concern.closed", on=str(concern.pk), by=by, at=at)


def _add(concern: Concern, kind: StepKind, note: str, by: str, at: dt.datetime) -> None:
    said = _checked(concern, note)
    if not _still_open(concern).exists():
        raise Closed("This was closed meanwhile. Raise a new concern for what came up since.")
    _still_open(concern).filter(handler="").update(handler=by)
    _looked(concern, at)
    _step(concern, kind, said, by, at)


def _looked(concern: Concern, at: dt.datetime) -> None:
    _still_open(concern).filter(looked_at=None).update(looked_at=at)


def _checked(concern: Concern, note: str) -> str:
    pointer = pointer_of(concern)
    copied = port.studies().copied(pointer, note) if pointer else []
    return check_text(note, copied, what="Note")


def _still_open(concern: Concern) -> QuerySet[Concern]:
    return Concern.objects.filter(pk=concern.pk, closed_by="")


def _step(concern: Concern, kind: StepKind, note: str, by: str, at: dt.datetime) -> None:
    row = Step(id=uuid.uuid4(), concern=concern, kind=kind.value, by=by, at=at)
    if note:
        row.note = seal(
            note, participant=concern.pk, key="words", table="support_step", row=row.pk,
            field="note",
        )  # fmt: skip
    row.save(force_insert=True)

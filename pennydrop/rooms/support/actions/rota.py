"""Writes about a desk: its hours, its days off, how long it keeps, which studies it watches."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.concerns import Level
from pennydrop.core.people.models import User
from pennydrop.core.people.queries import actor
from pennydrop.core.vault.keys import make_study_key
from pennydrop.rooms.support.models import ClosedDay, Concern, Desk, Shift, Watch
from pennydrop.rooms.support.queries.desks import rota_of
from pennydrop.rooms.support.rules import rota as rules
from pennydrop.rooms.support.rules.handling import FIRST_LOOK


def desk_for(*, organisation: UUID) -> Desk:
    """The organisation's desk, made with its key when there is none yet."""
    desk, made = Desk.objects.get_or_create(organisation_id=organisation)
    if made:
        make_study_key(desk.pk)
    return desk


@transaction.atomic
def add_shift(
    *,
    organisation: UUID,
    weekday: int,
    starts: dt.time,
    ends: dt.time,
    lead: User,
    deputy: User | None,
    by: str,
    at: dt.datetime,
) -> Shift:
    """Enter staffed hours. Concerns that had no clock for want of hours get one from now.

    Raises BadShift.
    """
    second = actor(deputy) if deputy else ""
    rules.check_shift(rules.Shift(weekday, starts, ends, actor(lead), second))
    desk = desk_for(organisation=organisation)
    row = Shift.objects.create(
        desk=desk, weekday=weekday, starts=starts, ends=ends, lead=lead, deputy=deputy
    )
    _start_clocks(desk, at)
    record(what="support.rota.added", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def remove_shift(*, shift: Shift, by: str, at: dt.datetime) -> None:
    """Take hours out of the rota. Clocks that run keep the moment that was promised."""
    Shift.objects.filter(pk=shift.pk).delete()
    record(what="support.rota.removed", on=str(shift.pk), by=by, at=at)


@transaction.atomic
def close_day(*, desk: Desk, day: dt.date, by: str, at: dt.datetime) -> None:
    """Say that nobody is there on a day."""
    ClosedDay.objects.get_or_create(desk=desk, day=day)
    record(what="support.rota.day_closed", on=str(desk.pk), by=by, at=at)


@transaction.atomic
def open_day(*, desk: Desk, day: dt.date, by: str, at: dt.datetime) -> None:
    """Take that back."""
    ClosedDay.objects.filter(desk=desk, day=day).delete()
    record(what="support.rota.day_opened", on=str(desk.pk), by=by, at=at)


@transaction.atomic
def keep_for(*, organisation: UUID, months: int, by: str, at: dt.datetime) -> None:
    """Say how long a closed concern is kept. Those closed before keep the day they were given."""
    desk = desk_for(organisation=organisation)
    Desk.objects.filter(pk=desk.pk).update(keep_months=months)
    record(what="support.desk.keeping", on=str(desk.pk), by=by, at=at)


@transaction.atomic
def watch_study(
    *, organisation: UUID, study: UUID, watched: bool, by: str, at: dt.datetime
) -> None:
    """Open concerns from answers of a study, or stop that. It holds for people who begin on the
    next day or later, because they are told before the first question."""
    desk = desk_for(organisation=organisation)
    if watched:
        from_day = at.date() + dt.timedelta(days=1)
        Watch.objects.get_or_create(study=study, defaults={"desk": desk, "from_day": from_day})
    else:
        Watch.objects.filter(study=study, desk=desk).delete()
    what = f"support.study.{'watched' if watched else 'unwatched'}"
    record(what=what, on=str(study), by=by, at=at)


def _start_clocks(desk: Desk, at: dt.datetime) -> None:
    hours = rota_of(desk)
    for row in Concern.objects.filter(desk=desk, due_at=None, looked_at=None, closed_by=""):
        due = rules.after_staffed(hours, at, FIRST_LOOK[Level(row.level)])
        Concern.objects.filter(pk=row.pk, due_at=None).update(due_at=due)

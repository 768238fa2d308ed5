"""Desks and their hours."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from pennydrop.core.concerns import Duty
from pennydrop.core.people.models import Membership, User
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May, Role, may
from pennydrop.rooms.support.models import ClosedDay, Desk, Shift, Watch
from pennydrop.rooms.support.rules import rota as rules

TOLD = (
    "A computer looks for words that may mean danger in what you share. If it finds some, one "
    "person on our team reads it. That is not done day and night. We do not know who you are, so "
    "we cannot send help to you. In danger now? Call 999."
)


def desk_of(organisation: UUID) -> Desk | None:
    return Desk.objects.filter(organisation=organisation).first()


def colleagues(organisation: UUID, act: May) -> list[User]:
    """Who may do this in an organisation, by name; people who have left are not among them."""
    members = Membership.objects.filter(organisation=organisation, user__is_active=True)
    able = [row.user for row in members.select_related("user") if may([Role(row.role)], act)]
    return sorted(able, key=lambda user: str(user).lower())


def shifts_of(desk: Desk) -> list[Shift]:
    rows = Shift.objects.filter(desk=desk).select_related("lead", "deputy")
    return list(rows.order_by("weekday", "starts", "ends"))


def rota_of(desk: Desk) -> rules.Rota:
    """The hours as the rules read them. Hours whose lead and deputy may both no longer read
    concerns are no staffed hours."""
    able = {actor(user) for user in colleagues(desk.organisation_id, May.CONCERNS)}
    found = []
    for row in shifts_of(desk):
        there = [actor(user) for user in (row.lead, row.deputy) if user and actor(user) in able]
        if there:
            found.append(rules.Shift(row.weekday, row.starts, row.ends, *there))
    closed = ClosedDay.objects.filter(desk=desk).values_list("day", flat=True)
    return rules.Rota(tuple(found), frozenset(closed), ZoneInfo(settings.TIME_ZONE))


def on_duty(organisation: UUID, *, at: dt.datetime) -> list[rules.Spell]:
    """The stretches of staffed time that run now; empty where nobody is there."""
    desk = desk_of(organisation)
    return rules.on_now(rota_of(desk), at) if desk else []


def duty(organisation: UUID, *, at: dt.datetime) -> Duty:
    """Whether somebody is there now, until when, and when somebody is next."""
    desk = desk_of(organisation)
    if desk is None:
        return Duty(staffed=False)
    hours = rota_of(desk)
    now, following = rules.on_now(hours, at), rules.next_after(hours, at)
    return Duty(
        staffed=bool(now),
        ends=max(spell.ends for spell in now) if now else None,
        begins=following.begins if following else None,
    )


def next_on(organisation: UUID, *, at: dt.datetime) -> rules.Spell | None:
    """The staffed hours that begin next; None where the rota has none in five weeks."""
    desk = desk_of(organisation)
    return rules.next_after(rota_of(desk), at) if desk else None


def watches(desks: Collection[Desk]) -> dict[UUID, Watch]:
    return {row.study: row for row in Watch.objects.filter(desk__in=desks)}


def told_before(study: UUID) -> str:
    """What people must read before the first question; "" where no concerns are opened."""
    return TOLD if Watch.objects.filter(pk=study).exists() else ""

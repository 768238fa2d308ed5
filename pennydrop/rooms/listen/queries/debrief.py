"""Debriefs, for the person themself and whoever looks after them. Nobody else."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.people.models import Membership, User
from pennydrop.core.people.queries import may_in
from pennydrop.core.people.rules import May, Role, may
from pennydrop.rooms.listen.models.debrief import Debrief, Supervision
from pennydrop.rooms.listen.rules.debrief import DAYS, HARD, LIMIT, Load, load


@dataclass(frozen=True)
class Person:
    """Somebody who interviews, as whoever looks after them sees it."""

    user: User
    supervisor: User | None
    load: Load
    wants: list[Debrief]


def debriefs_of(researcher: User, organisation: UUID) -> list[Debrief]:
    rows = Debrief.objects.filter(researcher=researcher, organisation=organisation)
    return list(rows.order_by("-held_on", "pk"))


def load_of(researcher: User, organisation: UUID, *, today: dt.date) -> Load:
    """How somebody stands against their limit: ask it before the next hard interview."""
    since = today - dt.timedelta(days=DAYS)
    rows = Debrief.objects.filter(
        researcher=researcher, organisation=organisation, hardness__gte=HARD, held_on__gt=since
    )
    row = supervision_of(researcher, organisation)
    limit = row.limit if row else LIMIT
    return load(list(rows.values_list("held_on", flat=True)), today, limit)


def supervision_of(researcher: User, organisation: UUID) -> Supervision | None:
    found = Supervision.objects.filter(researcher=researcher, organisation=organisation)
    return found.select_related("supervisor").first()


def interviewers(organisation: UUID) -> list[User]:
    """Everybody here who may bring in interviews, by name."""
    rows = Membership.objects.filter(organisation=organisation, user__is_active=True)
    found = [row.user for row in rows.select_related("user") if may([Role(row.role)], May.BRING_IN)]
    return sorted(found, key=lambda user: str(user).lower())


def looks_after(user: User, researcher: User, organisation: UUID) -> bool:
    """Whether `user` may see the researcher's debriefs: the supervisor named for them, or, while
    nobody is named, whoever may look after people here."""
    if user == researcher or not may_in(user, organisation, May.BRING_IN):
        # A researcher's own page is another one; who has left looks after nobody.
        return False
    row = supervision_of(researcher, organisation)
    if row is not None and row.supervisor is not None:
        return row.supervisor == user
    return may_in(user, organisation, May.SUPERVISE)


def looked_after_by(user: User, organisation: UUID, *, today: dt.date) -> list[Person]:
    """Everybody whose debriefs this person may see, those who want a talk first."""
    found = []
    for researcher in interviewers(organisation):
        if not looks_after(user, researcher, organisation):
            continue
        row = supervision_of(researcher, organisation)
        wants = [d for d in debriefs_of(researcher, organisation) if d.wants_talk]
        found.append(
            Person(
                user=researcher,
                supervisor=row.supervisor if row else None,
                load=load_of(researcher, organisation, today=today),
                wants=[d for d in wants if d.talked_on is None],
            )
        )
    return sorted(found, key=lambda person: (not person.wants, str(person.user).lower()))


def talks_wanted(user: User, organisation: UUID) -> int:
    """How many talks wait to be booked by this person, as a supervisor."""
    rows = Debrief.objects.filter(
        organisation=organisation, wants_talk=True, booked_for=None, talked_on=None
    )
    return sum(
        looks_after(user, row.researcher, organisation) for row in rows.select_related("researcher")
    )

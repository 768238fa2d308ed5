"""Pages of the desk share one door: who may see a concern, and what stands in the second row."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.concerns import Level
from pennydrop.core.people.models import User
from pennydrop.core.people.queries import (
    Place,
    actor,
    check_may_in,
    name_of,
    organisations_where,
    places_of,
    roles_in,
)
from pennydrop.core.people.rules import May, NotAllowed, may
from pennydrop.rooms.support.models import Concern
from pennydrop.rooms.support.queries.concerns import Row
from pennydrop.rooms.support.queries.desks import colleagues, duty, next_on, on_duty

TABS = [
    ("Concerns", "support:concerns"),
    ("Rota", "support:rota"),
    ("Studies", "support:studies"),
]


@dataclass(frozen=True)
class Cover:
    """Who is there now, for one organisation, in names. `several`: name the organisation too."""

    organisation: str
    people: tuple[str, ...]
    ends: dt.datetime | None
    begins: dt.datetime | None
    several: bool


@dataclass(frozen=True)
class Tonight:
    """What to go by where an immediate concern waits and the rota has nobody on: who may read it,
    and who comes next (nobody where no hours are near)."""

    people: tuple[str, ...]
    begins: dt.datetime | None
    lead: str
    deputy: str


def signed_in(request: HttpRequest) -> User:
    """The person; every page here but one is behind the sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def places_to_raise(user: User) -> list[Place]:
    """Where this person may raise a concern. Raises PermissionDenied where nowhere."""
    places = [place for place in places_of(user) if may([place.role], May.RAISE_CONCERNS)]
    if not places:
        raise PermissionDenied("Your role here does not let you raise a concern here.")
    return places


def own_desk(user: User) -> UUID:
    """The organisation whose desk this person works at."""
    found = organisations_where(user, May.CONCERNS)
    if not found:
        raise PermissionDenied("Only those who handle concerns can open this.")
    return found[0]


def concern_for(request: HttpRequest, concern: UUID) -> Concern:
    """The concern, for somebody who may read it. To others of the organisation it is closed
    (403); to everybody else it does not exist (404)."""
    found = Concern.objects.select_related("desk").filter(pk=concern).first()
    user = signed_in(request)
    if found is None or not roles_in(user, found.desk.organisation_id):
        raise Http404
    try:
        check_may_in(user, found.desk.organisation_id, May.CONCERNS)
    except NotAllowed as reason:
        raise PermissionDenied(str(reason)) from reason
    return found


def covers(user: User) -> list[Cover]:
    places = places_of(user)
    return [_cover(place, several=len(places) > 1) for place in places]


def _cover(place: Place, *, several: bool) -> Cover:
    at = timezone.now()
    now = duty(place.organisation, at=at)
    people = []
    for spell in on_duty(place.organisation, at=at):
        lead, deputy = name_of(spell.shift.lead), spell.shift.deputy
        people.append(f"{lead} (deputy: {name_of(deputy)})" if deputy else lead)
    return Cover(place.name, tuple(dict.fromkeys(people)), now.ends, now.begins, several)


def tonight(rows: Iterable[Row], *, at: dt.datetime) -> list[Tonight]:
    """One for each organisation with an open immediate concern that nobody has looked at, while
    nobody is on: such a concern should not wait for the rota's next hour."""
    waits = [row for row in rows if row.level is Level.IMMEDIATE and not row.closed]
    pressing = {row.organisation for row in waits if not row.clock.looked}
    return [_tonight(one, at) for one in sorted(pressing) if not on_duty(one, at=at)]


def _tonight(organisation: UUID, at: dt.datetime) -> Tonight:
    people = [name_of(actor(user)) for user in colleagues(organisation, May.CONCERNS)]
    following = next_on(organisation, at=at)
    if following is None:
        return Tonight(tuple(people), None, "", "")
    shift = following.shift
    deputy = name_of(shift.deputy) if shift.deputy else ""
    return Tonight(tuple(people), following.begins, name_of(shift.lead), deputy)


def frame(request: HttpRequest, current: str) -> dict[str, Any]:
    """What every page of the desk is told; the second row only for those who handle concerns."""
    user = signed_in(request)
    told: dict[str, Any] = {"covers": covers(user)}
    if organisations_where(user, May.CONCERNS):
        told["study_title"] = "Safeguarding"
        told["study_nav"] = [
            {"label": label, "url": reverse(name), "current": name == current}
            for label, name in TABS
        ]
    return told

"""The directory as other systems read it."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from pennydrop.rooms.inform.models import Service, ServiceSite
from pennydrop.rooms.inform.queries.services import Listed, listed
from pennydrop.rooms.inform.queries.stored_services import hours_of
from pennydrop.rooms.inform.rules.near import Point, miles
from pennydrop.rooms.inform.rules.offers import Access, Offer
from pennydrop.rooms.inform.rules.open_referral.asking import Asked
from pennydrop.rooms.inform.rules.open_referral.tables import as_table
from pennydrop.rooms.inform.rules.open_referral.writing import (
    Json,
    page_json,
    service_json,
    service_line,
)
from pennydrop.rooms.inform.rules.services import Hours, Site, open_then

# A service and one of its places, by their keys.
Placed = tuple[UUID, UUID]


def published(keys: Collection[UUID] | None = None) -> QuerySet[Service]:
    """Everything in the list, whatever its status: other systems have to learn that it closed."""
    rows = Service.objects.filter(retired_at=None).order_by("name", "pk")
    return rows if keys is None else rows.filter(pk__in=keys)


def matching(question: Asked, *, today: dt.date) -> list[UUID]:
    """The keys of the services that fit a question, by name."""
    rows = _by_words(published(), question)
    if question.least_age is not None:
        rows = rows.filter(least_age__gte=question.least_age)
    if question.most_age is not None:
        rows = rows.filter(most_age__lte=question.most_age)
    if question.day or question.from_time or question.to_time:
        kept = rows.values_list("pk", "hours")
        return [key for key, told in kept if _open(hours_of(told), question)]
    return list(rows.values_list("pk", flat=True))


def places_matching(question: Asked, *, today: dt.date) -> list[Placed]:
    """The keys of each service with those of each of its places, by the service's name; within
    `miles` of where a postcode lies, if one is given."""
    rows = ServiceSite.objects.filter(service__in=matching(question, today=today))
    kept = rows.order_by("service__name", "service", "place").values_list(
        "service", "site", "latitude", "longitude"
    )
    return [(key, site) for key, site, *at in kept if _near(_point(*at), question)]


def at_places(keys: Sequence[Placed], *, today: dt.date) -> list[tuple[Listed, Site]]:
    """Services at these places of theirs, in this order."""
    rows = published({key for key, _ in keys})
    found = {one.service.id: one for one in listed(rows, today=today)}
    sites = {
        (key, site.id): site for key, one in found.items() for site in one.service.sites
    }  # fmt: skip
    return [(found[key], sites[key, site]) for key, site in keys if (key, site) in sites]


def everything(*, today: dt.date) -> Json:
    """The whole list on one page: what `pennydrop services import` reads elsewhere."""
    contents = [full(one) for one in listed(published(), today=today)]
    return page_json(contents, number=1, size=max(1, len(contents)), total=len(contents))


def every_row(*, today: dt.date) -> str:
    """The same as a table, a row for each service at each of its places."""
    return as_table([(one.service, one.invented) for one in listed(published(), today=today)])


def full(one: Listed) -> Json:
    """A service with all that belongs to it."""
    return service_json(one.service, **_about(one))


def line(one: Listed) -> Json:
    """A service as a list shows it."""
    return service_line(one.service, **_about(one))


def address(key: UUID) -> str:
    """The whole address of a service's page."""
    return str(settings.SITE) + reverse("inform:service", args=[key])


def _about(one: Listed) -> dict[str, Any]:
    page = address(one.service.id)
    return {"page": page, "modified": one.changed_at, "invented": one.invented}


def _by_words(rows: QuerySet[Service], question: Asked) -> QuerySet[Service]:
    for word in question.search.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(about__icontains=word) | Q(provider__name__icontains=word)
        )
    if question.term is not None:
        rows = _with_term(rows, question.term)
    if question.taxonomy is not None:
        kinds = {Offer.list_id(): "offer", Access.list_id(): "access"}
        kind = kinds.get(question.taxonomy, "")
        rows = rows.filter(pk__in=Service.objects.filter(words__kind=kind).values("pk"))
    return rows


def _with_term(rows: QuerySet[Service], key: UUID) -> QuerySet[Service]:
    for kind, words in (("offer", Offer), ("access", Access)):
        for word in words:
            if word.id == key:
                return rows.filter(words__kind=kind, words__code=word.code)
    return rows.none()


def _open(hours: Sequence[Hours], question: Asked) -> bool:
    return any(open_then(one, question.day, question.from_time, question.to_time) for one in hours)


def _point(north: float | None, east: float | None) -> Point | None:
    return None if north is None or east is None else Point(north, east)


def _near(point: Point | None, question: Asked) -> bool:
    if question.spot is None:
        return True
    if point is None:
        return False
    return question.miles is None or miles(point, question.spot.point) <= question.miles

"""Services between their rows and their values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from pennydrop.rooms.inform.models import LawNote, Provider, Service, ServiceSite, ServiceWait
from pennydrop.rooms.inform.rules import services as rules
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point
from pennydrop.rooms.inform.rules.offers import Access, LegalStanding, Offer, Status

SAME = (
    "name", "about", "for_ketamine", "way_in", "cost", "website", "email", "phone", "least_age",
    "most_age", "anywhere",
)  # fmt: skip
WAIT = ("what", "least", "most", "words")
SITE = ("name", "street", "town", "county", "postcode", "access_note")


def whole(rows: QuerySet[Service]) -> QuerySet[Service]:
    """The rows with all that belongs to them, in a handful of questions to the database."""
    return rows.select_related("provider").prefetch_related("words", "sites", "waits")


def service_of(row: Service) -> rules.Service:
    words = [(one.kind, one.code) for one in row.words.all()]
    offers = {Offer.coded(code) for kind, code in words if kind == "offer"}
    access = {Access.coded(code) for kind, code in words if kind == "access"}
    return rules.Service(
        id=row.pk,
        provider=provider_of(row.provider),
        status=Status(row.status),
        nations=frozenset(Nation(code) for kind, code in words if kind == "nation"),
        offers=frozenset(one for one in offers if one),
        access=frozenset(one for one in access if one),
        sites=tuple(map(site_of, sorted(row.sites.all(), key=lambda one: one.place))),
        hours=hours_of(row.hours),
        waits=tuple(map(wait_of, sorted(row.waits.all(), key=lambda one: one.place))),
        standing=_standing(row.standing) if row.standing else None,
        checked=rules.Checked(row.checked_on, row.checked_by, row.check_again),
        origin=rules.Origin(row.publisher, row.key, row.origin_link, row.assured_on, row.licence),
        **{name: getattr(row, name) for name in SAME},
    )


def provider_of(row: Provider) -> rules.Provider:
    return rules.Provider(row.key, row.name, row.about, row.website, row.email)


def site_of(row: ServiceSite) -> rules.Site:
    point = (
        Point(row.latitude, row.longitude)
        if row.latitude is not None and row.longitude is not None
        else None
    )
    return rules.Site(
        id=row.site,
        nation=Nation(row.nation) if row.nation else None,
        point=point,
        **{name: getattr(row, name) for name in SITE},
    )


def wait_of(row: ServiceWait) -> rules.Wait:
    said = rules.Said(row.said_by, row.said_on, row.link)
    return rules.Wait(said=said, **{name: getattr(row, name) for name in WAIT})


def law_of(row: LawNote) -> rules.Standing:
    standing = LegalStanding.coded(row.standing) or LegalStanding.UNSETTLED
    return rules.Standing(standing, rules.Said(row.said_by, row.said_on, row.link), row.words)


def stored_standing(standing: rules.Standing | None) -> dict[str, str] | None:
    if standing is None:
        return None
    return {
        "standing": standing.standing.code,
        "words": standing.words,
        "said_by": standing.said.by,
        "said_on": standing.said.on.isoformat(),
        "link": standing.said.link,
    }


def hours_of(kept: Sequence[Mapping[str, Any]]) -> tuple[rules.Hours, ...]:
    return tuple(map(_hours, kept))


def stored_hours(hours: rules.Hours) -> dict[str, Any]:
    return {
        "days": list(hours.days), "opens": hours.opens, "closes": hours.closes,
        "words": hours.words,
    }  # fmt: skip


def _standing(data: Mapping[str, str]) -> rules.Standing:
    standing = LegalStanding.coded(data["standing"]) or LegalStanding.UNSETTLED
    on = dt.date.fromisoformat(data["said_on"])
    return rules.Standing(standing, rules.Said(data["said_by"], on, data["link"]), data["words"])


def _hours(data: Mapping[str, Any]) -> rules.Hours:
    return rules.Hours(tuple(data["days"]), data["opens"], data["closes"], data["words"])

"""Services as Open Referral UK writes them. What is empty is left out, never null.

Required by its schemas: of a service id, name, status (one release asks for url too); of an
organization id, name, description; of an address every part. A field of ours that the standard
lacks stands in one object, `pennydrop`, which others pass over: the compiled schema has no wait.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from pennydrop.rooms.inform.rules.offers import Access, Offer, Word, in_order
from pennydrop.rooms.inform.rules.open_referral.terms import term_json
from pennydrop.rooms.inform.rules.services import (
    Hours,
    Provider,
    Said,
    Service,
    Site,
    latest_waits,
)

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
Json = dict[str, Any]
# What of our words is about the building.
_BUILDING = frozenset({Access.STEP_FREE, Access.TOILET, Access.HEARING, Access.QUIET})


def service_json(
    service: Service, *, page: str, modified: dt.datetime | None = None, invented: bool = False
) -> Json:
    """A service with all that belongs to it. `page`: the whole address of its page here."""
    return full(
        {
            **service_line(service, page=page, modified=modified, invented=invented),
            "service_at_locations": [_at(service, site) for site in service.sites],
            "service_areas": list(_areas(service)),
            "schedules": [_schedule(service, n, h) for n, h in enumerate(service.hours)],
            "contacts": list(_contacts(service)),
            "cost_options": list(_costs(service)),
            "attributes": [
                *_attributes(service, in_order(Offer, service.offers), "offers"),
                *_attributes(service, in_order(Access, service.access), "access"),
            ],
        }
    )


def service_line(
    service: Service, *, page: str, modified: dt.datetime | None = None, invented: bool = False
) -> Json:
    """A service as a list of services holds it: what it has once, with its organization."""
    assured = service.checked.on or service.origin.assured
    return full(
        {
            "id": str(service.id),
            "organization_id": str(service.provider.id),
            "name": service.name,
            "description": service.about,
            "url": service.website or page,
            "email": service.email,
            "status": service.status.value,
            "alert": "Invented for a demonstration. There is no such service." if invented else "",
            "minimum_age": service.least_age,
            "maximum_age": service.most_age,
            "application_process": service.way_in,
            "fees": service.cost,
            "wait_time": "; ".join(f"{w.what}: {w.told}" for w in latest_waits(service.waits)),
            "assured_date": assured.isoformat() if assured else "",
            "last_modified": instant(modified) if modified else "",
            "organization": provider_json(service.provider),
            "pennydrop": _ours(service, page),
        }
    )


def provider_json(provider: Provider) -> Json:
    return full(
        {
            "id": str(provider.id),
            "name": provider.name,
            "description": provider.about or provider.name,
            "website": provider.website,
            "email": provider.email,
        }
    )


def at_location_id(service: UUID, site: UUID) -> UUID:
    """The id of a service at one of its places."""
    return uuid5(service, f"at/{site}")


def at_location_json(service: Service, site: Site, *, page: str, invented: bool = False) -> Json:
    """A service at one place, with the service itself."""
    line = service_line(service, page=page, invented=invented)
    return {**_at(service, site), "service": line}


def page_json(contents: Sequence[Json], *, number: int, size: int, total: int) -> Json:
    """A page of a list, counted from 1. `size` entries fit on each."""
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def about_json(openapi: str) -> Json:
    return {"version": VERSION, "profile": PROFILE, "openapi_url": openapi}


def instant(at: dt.datetime) -> str:
    """With thousandths of a second, in UTC, as the standard asks."""
    said = at.astimezone(dt.UTC).isoformat(timespec="milliseconds")
    return said.replace("+00:00", "Z")


def full(values: Json) -> Json:
    """Without what says nothing."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _ours(service: Service, page: str) -> Json:
    """What the standard has no field for."""
    standing, checked = service.standing, service.checked
    return full(
        {
            "page": page,
            "for_ketamine": service.for_ketamine,
            "anywhere": service.anywhere or None,
            "nations": sorted(service.nations),
            "checked": full(
                {"on": _day(checked.on), "by": checked.by, "again": _day(checked.again)}
            ),
            "waits": [
                full(
                    {
                        "for": wait.what, "least_weeks": wait.least, "most_weeks": wait.most,
                        "words": wait.words, **_said(wait.said),
                    }
                )
                for wait in service.waits
            ],
            "legal": full(
                {"standing": standing.standing.code, "words": standing.words,
                 **_said(standing.said)}
            ) if standing else {},
            "from": full(
                {"publisher": service.origin.publisher, "id": service.origin.key,
                 "link": service.origin.link, "licence": service.origin.licence}
            ),
        }
    )  # fmt: skip


def _said(said: Said) -> Json:
    return full({"said_by": said.by, "as_of": _day(said.on), "link": said.link})


def _at(service: Service, site: Site) -> Json:
    return {
        "id": str(at_location_id(service.id, site.id)),
        "service_id": str(service.id),
        "location_id": str(site.id),
        "location": location_json(service, site),
    }


def location_json(service: Service, site: Site) -> Json:
    whole = all((site.street, site.town, site.postcode))
    return full(
        {
            "id": str(site.id),
            "location_type": "physical",
            "name": site.name,
            # An address that lacks a part is no address by the schema.
            "description": "" if whole else site.address,
            "latitude": site.point.latitude if site.point else None,
            "longitude": site.point.longitude if site.point else None,
            "addresses": [_address(site)] if whole else [],
            "accessibility": list(_accessibility(service, site)),
            "pennydrop": full({"town": site.town, "county": site.county, "street": site.street,
                               "postcode": site.postcode, "nation": site.nation}),
        }
    )  # fmt: skip


def _address(site: Site) -> Json:
    return {
        "id": str(uuid5(site.id, "address")),
        "location_id": str(site.id),
        "address_1": site.street,
        "city": site.town,
        "state_province": site.county or site.nation or "United Kingdom",
        "postal_code": site.postcode,
        "country": "GB",
        "address_type": "physical",
    }


def _accessibility(service: Service, site: Site) -> Iterator[Json]:
    for word in in_order(Access, service.access & _BUILDING):
        yield {
            "id": str(uuid5(site.id, word.code)), "location_id": str(site.id),
            "description": word.label, "details": word.means,
        }  # fmt: skip
    if site.access_note:
        yield {
            "id": str(uuid5(site.id, "note")), "location_id": str(site.id),
            "description": site.access_note,
        }  # fmt: skip


def _areas(service: Service) -> Iterator[Json]:
    for nation in sorted(service.nations):
        yield {"id": str(uuid5(service.id, f"area/{nation}")), "name": str(nation)}


def _schedule(service: Service, number: int, hours: Hours) -> Json:
    return full(
        {
            "id": str(uuid5(service.id, f"hours/{number}")),
            "service_id": str(service.id),
            "freq": "WEEKLY" if hours.days else "",
            "byday": ",".join(hours.days),
            "opens_at": hours.opens,
            "closes_at": hours.closes,
            "description": hours.words,
        }
    )


def _contacts(service: Service) -> Iterator[Json]:
    if service.phone:
        key = uuid5(service.id, "contact")
        phone = {"id": str(uuid5(key, "phone")), "number": service.phone}
        yield {"id": str(key), "service_id": str(service.id), "phones": [phone]}


def _costs(service: Service) -> Iterator[Json]:
    if service.cost:
        yield {
            "id": str(uuid5(service.id, "cost")), "service_id": str(service.id),
            "amount_description": service.cost,
        }  # fmt: skip


def _attributes(service: Service, words: Iterable[Word], list_name: str) -> Iterator[Json]:
    for word in words:
        yield {
            "id": str(uuid5(service.id, f"{list_name}/{word.code}")),
            "link_id": str(service.id),
            "link_entity": "service",
            "link_type": list_name,
            "taxonomy_term_id": str(word.id),
            "taxonomy_term": term_json(word, list_name),
        }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def key_of(text: str, space: UUID) -> UUID:
    """A text as a UUID: itself where it is one, else one made of it in that space."""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(space, text)

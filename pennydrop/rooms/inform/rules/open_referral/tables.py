"""The directory as a table: a row for each service at each of its places."""

from collections.abc import Iterable, Iterator, Sequence

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.rooms.inform.rules.offers import Access, Offer, in_order
from pennydrop.rooms.inform.rules.services import Service, Site, latest_waits

HEAD = (
    "id", "name", "status", "provider", "offers", "access", "about", "for ketamine", "way in",
    "cost", "website", "email", "phone", "youngest", "oldest", "from anywhere", "nations", "place",
    "street", "town", "county", "postcode", "nation", "latitude", "longitude", "access there",
    "waits", "waits as of", "waits said by", "in law", "in law as of", "in law said by",
    "checked on", "checked by", "check again by", "brought in from", "its id there", "licence",
    "invented",
)  # fmt: skip


def as_table(services: Iterable[tuple[Service, bool]]) -> str:
    """CSV with a byte order mark. Each service with whether it is invented."""
    return as_csv(HEAD, (row for one, invented in services for row in _rows(one, invented)))


def _rows(service: Service, invented: bool) -> Iterator[Sequence[str]]:
    for site in service.sites or (None,):
        yield (
            *_head(service), *_where(site), *_said(service),
            *_since(service), "yes" if invented else "",
        )  # fmt: skip


def _head(service: Service) -> Sequence[str]:
    return (
        str(service.id), service.name, service.status.value, service.provider.name,
        "; ".join(one.label for one in in_order(Offer, service.offers)),
        "; ".join(one.label for one in in_order(Access, service.access)),
        service.about, service.for_ketamine, service.way_in, service.cost, service.website,
        service.email, service.phone, _told(service.least_age), _told(service.most_age),
        "yes" if service.anywhere else "", "; ".join(sorted(service.nations)),
    )  # fmt: skip


def _where(site: Site | None) -> Sequence[str]:
    if site is None:
        return ("",) * 9
    return (
        site.name, site.street, site.town, site.county, site.postcode, site.nation or "",
        _told(site.point.latitude if site.point else None),
        _told(site.point.longitude if site.point else None), site.access_note,
    )  # fmt: skip


def _said(service: Service) -> Sequence[str]:
    waits, law = latest_waits(service.waits), service.standing
    return (
        "; ".join(f"{wait.what}: {wait.told}" for wait in waits),
        "; ".join(wait.said.on.isoformat() for wait in waits),
        "; ".join(wait.said.by for wait in waits),
        " ".join(part for part in (law.standing.label, law.words) if part) if law else "",
        law.said.on.isoformat() if law else "",
        law.said.by if law else "",
    )


def _since(service: Service) -> Sequence[str]:
    checked, origin = service.checked, service.origin
    return (
        _told(checked.on), checked.by, _told(checked.again), origin.publisher, origin.key,
        origin.licence,
    )  # fmt: skip


def _told(value: object) -> str:
    return "" if value is None else str(value)

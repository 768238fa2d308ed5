"""Places and opening hours of a service as somebody types them: one on a line."""

import re
from collections.abc import Iterator
from uuid import UUID, uuid5

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point, place_meant
from pennydrop.rooms.inform.rules.services import BadService, Hours, Site

_POINT = re.compile(r"(-?\d{1,3}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)")
_DAY = r"(?:mo(?:n|nday)?|tu(?:e|es|esday)?|we(?:d|dnesday)?|th(?:u|ur|urs|ursday)?|fr(?:i|iday)?"
_DAY += r"|sa(?:t|turday)?|su(?:n|nday)?)"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_WHEN = re.compile(
    rf"(?P<days>{_DAY}(?:[\s,]+{_DAY})*)?\s*"
    rf"(?:(?P<opens>{_TIME})\s*(?:-|–|to)\s*(?P<closes>{_TIME}))?",
    re.IGNORECASE,
)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def read_sites(text: str, *, service: UUID) -> tuple[Site, ...]:
    """Places, one on a line: name | street | town | county | postcode | degrees | access. What is
    empty is left empty. Without degrees a site is where its town is. Raises BadService."""
    return tuple(_site(number, line, service) for number, line in enumerate(_lines(text), start=1))


def written_sites(sites: tuple[Site, ...]) -> str:
    """The same lines again."""
    return "\n".join(" | ".join(_parts(site)).rstrip(" |") for site in sites)


def read_hours(text: str) -> tuple[Hours, ...]:
    """Hours, one on a line: days and times, then words, such as “MO,FR 09:00-17:00 | ring the
    bell”. Raises BadService."""
    return tuple(_hours(number, line) for number, line in enumerate(_lines(text), start=1))


def written_hours(hours: tuple[Hours, ...]) -> str:
    return "\n".join(_written(one) for one in hours)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _site(number: int, line: str, service: UUID) -> Site:
    parts = [" ".join(part.split()) for part in line.split("|")]
    if len(parts) > 7:
        raise BadService(f"Place {number}: at most seven parts, with upright strokes between.")
    name, street, town, county, postcode, degrees, access = [*parts, *[""] * (7 - len(parts))]
    if not (town or name):
        raise BadService(f"Place {number}: name at least the place or its town.")
    spot = place_meant(town).spot
    nation = spot.nation if spot else _nation(county)
    return Site(
        uuid5(service, f"{name}/{street}/{town}/{postcode}".casefold()), name, street, town, county,
        postcode, nation, _point(number, degrees) or (spot.point if spot else None), access,
    )  # fmt: skip


def _nation(county: str) -> Nation | None:
    spot = place_meant(county).spot
    named = next((one for one in Nation if one.value == county), None)
    return named or (spot.nation if spot else None)


def _point(number: int, degrees: str) -> Point | None:
    if not degrees:
        return None
    found = _POINT.fullmatch(degrees)
    point = Point(float(found[1]), float(found[2])) if found else None
    if point is None or not (49 <= point.latitude <= 61.5 and -9 <= point.longitude <= 2.5):
        raise BadService(f"Place {number}: “{degrees}” is no point in the UK, such as 52.63, 1.30.")
    return point


def _parts(site: Site) -> Iterator[str]:
    yield from (site.name, site.street, site.town, site.county, site.postcode)
    yield f"{site.point.latitude:.5f}, {site.point.longitude:.5f}" if site.point else ""
    yield site.access_note


def _hours(number: int, line: str) -> Hours:
    when, _, words = (part.strip() for part in line.partition("|"))
    found = _WHEN.fullmatch(when)
    if not when or found is None:
        raise BadService(f"Hours {number}: write days and times such as MO,FR 09:00-17:00.")
    named = {day[:2].upper() for day in re.split(r"[\s,]+", found["days"] or "")}
    days = tuple(day for day in _DAYS if day in named)
    return Hours(days, found["opens"] or "", found["closes"] or "", words)


def _written(hours: Hours) -> str:
    times = f" {hours.opens}-{hours.closes}" if hours.opens and hours.closes else ""
    when = (",".join(hours.days) + times).strip()
    return f"{when} | {hours.words}" if hours.words else when

"""What another system asks of the directory, in the words of Open Referral UK."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.inform.rules.near import Spot, place_meant

MOST = 100
USUAL = 50
FURTHEST_MILES = 500
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class BadQuestion(ValueError):
    """A parameter cannot be understood. The message says which, and why."""


@dataclass(frozen=True)
class Asked:
    """One question. `page` counts from 1; `from_time` and `to_time` as HH:MM or empty."""

    page: int = 1
    size: int = USUAL
    full: bool = False
    search: str = ""
    term: UUID | None = None
    taxonomy: UUID | None = None
    least_age: int | None = None
    most_age: int | None = None
    day: str = ""
    from_time: str = ""
    to_time: str = ""
    spot: Spot | None = None
    miles: float | None = None

    @property
    def start(self) -> int:
        return (self.page - 1) * self.size


def asked(data: Mapping[str, str]) -> Asked:
    """The question that the parameters ask. Raises BadQuestion for the first that is not one."""
    return Asked(
        page=_whole(data, "page", 1_000_000) or 1,
        size=min(_whole(data, "per_page", 1_000_000) or USUAL, MOST),
        full=data.get("full", "").casefold() == "true",
        search=data.get("search", "")[:200].replace("\0", " ").strip(),
        term=_key(data, "taxonomy_term_id"),
        taxonomy=_key(data, "taxonomy_id"),
        least_age=_age(data, "minimum_age"),
        most_age=_age(data, "maximum_age"),
        day=_day(data),
        from_time=_time(data, "start_time"),
        to_time=_time(data, "end_time"),
        spot=_spot(data),
        miles=_miles(data),
    )


def _whole(data: Mapping[str, str], name: str, most: int) -> int | None:
    said = data.get(name, "")
    if not said:
        return None
    if not re.fullmatch(r"[0-9]{1,7}", said) or not 1 <= int(said) <= most:
        raise BadQuestion(f"{name} is a whole number from 1.")
    return int(said)


def _age(data: Mapping[str, str], name: str) -> int | None:
    said = data.get(name, "")
    if said and not re.fullmatch(r"[0-9]{1,3}", said):
        raise BadQuestion(f"{name} is a whole number of years.")
    return int(said) if said else None


def _key(data: Mapping[str, str], name: str) -> UUID | None:
    said = data.get(name, "")
    try:
        return UUID(said) if said else None
    except ValueError as problem:
        raise BadQuestion(f"{name} is a UUID.") from problem


def _day(data: Mapping[str, str]) -> str:
    said = data.get("day", "").strip()[:2].upper()
    if said and said not in _DAYS:
        raise BadQuestion("day is one of MO, TU, WE, TH, FR, SA, SU.")
    return said


def _time(data: Mapping[str, str], name: str) -> str:
    said = data.get(name, "").strip()[:5]
    if said and not _TIME.fullmatch(said):
        raise BadQuestion(f"{name} is a time, HH:MM.")
    return said


def _spot(data: Mapping[str, str]) -> Spot | None:
    said = data.get("postcode", "").strip()
    spot = place_meant(said).spot if said else None
    if said and spot is None:
        raise BadQuestion("postcode is a postcode of the United Kingdom, or its first letters.")
    return spot


def _miles(data: Mapping[str, str]) -> float | None:
    """`proximity` is in metres."""
    said = data.get("proximity", "").strip()
    if not said:
        return None
    if not re.fullmatch(r"[0-9]{1,7}(?:\.[0-9]{1,3})?", said):
        raise BadQuestion("proximity is a number of metres.")
    return min(float(said) / 1609.344, FURTHEST_MILES)

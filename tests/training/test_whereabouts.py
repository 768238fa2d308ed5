"""How the list of places with size and county is made from places on the ground."""

from training.counties import CITIES, ENGLAND, of_district
from training.whereabouts import Near, Spot, area, bearers, size

NORWICH = Spot("Norwich", "England", 52.628, 1.298, 143_000)


def spot(name, *, people=0, at=(52.6, 1.3), district="", nation="England"):
    return Spot(name, nation, *at, people, district)


def test_size_is_a_word_and_a_city_one_by_charter():
    assert size(spot("Acle", people=2_700, at=(52.64, 1.55)), [NORWICH]) == "village"
    assert size(spot("Cromer", people=8_800, at=(52.93, 1.3)), [NORWICH]) == "small town"
    assert size(spot("Thetford", people=24_800, at=(52.42, 0.75)), [NORWICH]) == "town"
    assert size(spot("Northampton", people=215_000, at=(52.24, -0.9)), [NORWICH]) == "large town"
    assert size(spot("Hellesdon", people=11_000, at=(52.64, 1.27)), [NORWICH]) == "part of a city"
    assert size(spot("Somewhere", at=(53.5, 0)), [NORWICH]) == "place"
    assert size(NORWICH, [NORWICH]) == "city"


def test_a_county_is_said_where_the_place_or_all_round_it_agree():
    norfolk = [spot(f"n{n}", at=(52.6, 1.3 + n / 100), district="Norfolk") for n in range(3)]
    suffolk = spot("s", at=(52.6, 1.305), district="Suffolk")
    here = spot("Here", at=(52.6, 1.301))
    assert area(here, Near(norfolk)) == ("Norfolk", "the East of England")
    assert area(here, Near([*norfolk, suffolk])) == ("", "the East of England")
    itself = spot("Here", at=(52.6, 1.302), district="Suffolk")
    assert area(here, Near([*norfolk, itself])) == ("Suffolk", "the East of England")
    assert area(here, Near([])) == ("", "England")


def test_a_name_is_the_far_larger_places():
    large, small = spot("Boston", people=45_000), spot("Boston", people=600, at=(54, -2))
    peer, east = spot("Newport", people=9_000), spot("East Dereham", people=19_000)
    twin = spot("Newport", people=40_000, at=(51, -3))
    called = bearers([large, small, peer, twin, east], {"Dereham"})
    assert called[large] == {"Boston"} and called[small] == set()
    assert called[peer] == called[twin] == {"Newport"}
    assert called[east] == {"East Dereham", "Dereham"}


def test_no_district_lies_in_two_counties():
    table = of_district()
    told = [d for counties in ENGLAND.values() for c, ds in counties.items()
            for d in (ds or c).split("; ")]  # fmt: skip
    assert len(told) == len(set(told)) == sum(nation == "England" for nation, _ in table)
    assert table["England", "Medway"] == ("Kent", "the South East") and "Norwich" in CITIES

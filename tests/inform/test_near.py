"""A typed place is found in our own tables; distances are right; what is typed never breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import (
    Point,
    _spots,
    about,
    miles,
    nation_of_postcode,
    place_meant,
)
from pennydrop.rooms.inform.rules.service_lines import (
    read_hours,
    read_sites,
    written_hours,
    written_sites,
)
from pennydrop.rooms.inform.rules.services import BadService, Hours
from tests.inform.listing import KEY, site

POINTS = st.builds(Point, st.floats(49, 61), st.floats(-9, 2.5))


@pytest.mark.parametrize(
    ("typed", "label", "measured"),
    [
        ("Norwich", "Norwich, England", ""), ("  NORWICH ", "Norwich, England", ""),
        ("St. Albans", "St Albans, England", ""), ("saint albans", "St Albans, England", ""),
        ("King’s Lynn", "King's Lynn, England", ""), ("Caerdydd", "Cardiff, Wales", ""),
        ("Hull", "Kingston upon Hull, England", ""), ("Devon", "Devon", "Exeter"),
        ("NR2 1AB", "Postcodes that begin NR", "Norwich"),
        ("nr", "Postcodes that begin NR", "Norwich"),
        ("E1 6AN", "Postcodes that begin E", "London"),
        ("Londonderry", "Derry, Northern Ireland", ""),
    ],
)  # fmt: skip
def test_a_place_is_found_as_people_type_it(typed, label, measured):
    meant = place_meant(typed)
    assert meant.spot is not None and (meant.spot.label, meant.spot.measured) == (label, measured)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("nr Norwich", "Norwich, England"), ("Gt. Yarmouth", "Great Yarmouth, England"),
        ("Glasgow city centre", "Glasgow, Scotland"), ("the Wirral", "Wirral"),
        ("Isle of Skye", "Skye"), ("Norwich, Norfolk", "Norwich, England"),
        ("Holt, Norfolk", "Holt, England (near Norwich)"), ("N", "Postcodes that begin N"),
        ("St Ives Cornwall", "St Ives, England"), ("Brighton & Hove", "Brighton, England"),
        ("St Ives, Cambridgeshire", "Saint Ives, England"),
        ("Bangor, Gwynedd", "Bangor, Wales (near Birkenhead)"),
    ],
)  # fmt: skip
def test_small_words_and_counties_are_understood(typed, label):
    assert place_meant(typed).spot.label == label


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Newcastle", "Newcastle upon Tyne, England"), ("norwhich", "Norwich, England"),
        ("Edinburg", "Edinburgh, Scotland"), ("Caister", "Caister-on-Sea, England"),
        ("Barrow", "Barrow in Furness, England"), ("Caernarvon", "Caernarfon, Wales"),
        ("kings lyn", "King's Lynn, England"), ("Wales", "Cardiff, Wales"),
        ("Scotland", "Glasgow, Scotland"),
    ],
)  # fmt: skip
def test_what_is_nearly_a_name_or_a_nation_is_asked_back(typed, first):
    meant = place_meant(typed)
    assert meant.spot is None and meant.others[0].label == first
    assert all(place_meant(other.label).spot == other for other in meant.others)


@pytest.mark.parametrize("typed", ["Atlantis", "", "   ", "99", "ZZ9 9ZZ", "Paris", "é", "a" * 500])
def test_what_we_do_not_know_is_nothing(typed):
    meant = place_meant(typed)
    assert meant.spot is None and not meant.others


def test_a_name_that_several_places_bear_is_asked_back_and_each_answer_leads_to_one():
    meant = place_meant("Newport")
    assert meant.spot is None and len(meant.others) > 3
    for other in meant.others:
        assert place_meant(other.label).spot == other


def test_every_place_has_a_label_of_its_own_in_the_country():
    by_label, by_name = _spots()
    spots = {id(spot): spot for group in by_name.values() for spot in group if not spot.measured}
    plain = {(spot.label, spot.point) for spot in spots.values()}
    assert len(by_label) > 5800 and len(plain) - len(by_label) < 25
    assert all(49 < spot.point.latitude < 61.5 for spot in by_label.values())
    assert {spot.nation for spot in by_label.values()} == set(Nation)


@given(st.text(max_size=100))
def test_nothing_that_is_typed_breaks_it(typed):
    place_meant(typed)
    nation_of_postcode(typed)


def test_distances_are_those_of_a_map():
    """Norwich to London is 99 miles as the crow flies, Land's End to John o' Groats 603."""
    assert abs(miles(Point(52.628, 1.293), Point(51.507, -0.128)) - 99) < 1
    assert abs(miles(Point(50.066, -5.715), Point(58.644, -3.070)) - 603) < 2
    assert [about(n) for n in (0, 2.9, 3, 12.4, 47, 203)] == [
        "within 3 miles", "within 3 miles", "about 3 miles", "about 12 miles", "about 45 miles",
        "about 205 miles",
    ]  # fmt: skip


@given(POINTS, POINTS)
def test_a_way_is_as_long_back(one, other):
    assert abs(miles(one, other) - miles(other, one)) < 1e-6 and miles(one, one) == 0


def test_places_and_hours_are_typed_on_a_line_and_come_back_the_same():
    lines = "The Old Dairy | 1 Milk Lane | Norwich | Norfolk | NR1 1AA | 52.63000, 1.30000 | Ramp"
    (one,) = read_sites(lines, service=KEY)
    assert one.nation is Nation.ENGLAND and one.point == Point(52.63, 1.3)
    assert written_sites((one,)) == lines
    (bare,) = read_sites("||Cardiff", service=KEY)
    assert bare.nation is Nation.WALES and bare.point is not None
    assert read_sites(written_sites((site(),)), service=KEY)[0].address == site().address
    hours = (Hours(("MO", "FR"), "09:00", "17:00", "Ring."), Hours(("SU",)))
    assert read_hours(written_hours(hours)) == hours
    for wrong in ("Somewhen", "MO 9-5", "Summer", "MO to FR 09:00-17:00", "25:00-26:00"):
        with pytest.raises(BadService):
            read_hours(wrong)


@given(st.text(max_size=60))
def test_no_line_breaks_it(text):
    for read in (read_hours, lambda line: read_sites(line, service=KEY)):
        try:
            read(text)
        except BadService:
            pass

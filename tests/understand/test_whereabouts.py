"""What is said of a place in its stead: its size or its market, and never so that it names it."""

from collections import Counter, defaultdict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules import whereabouts
from pennydrop.rooms.understand.rules.deciding import LONGEST_SURROGATE, tidy_surrogate
from pennydrop.rooms.understand.rules.identifiers import Label, fold
from pennydrop.rooms.understand.rules.kinds import kind_of, stand_ins_in, written
from pennydrop.rooms.understand.rules.offering import may_be_same
from pennydrop.rooms.understand.rules.weighing import Ruling
from pennydrop.rooms.understand.rules.whereabouts import lists
from pennydrop.rooms.understand.rules.whereabouts.crowds import FEW, is_crowd
from pennydrop.rooms.understand.rules.whereabouts.lists import Where
from pennydrop.rooms.understand.rules.whereabouts.market_towns import (
    MARKET_TOWN,
    with_market_towns,
)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Cromer", "small town in Norfolk"),
        ("acle", "village in Norfolk"),
        ("King’s Lynn", "market town in Norfolk"),
        ("Great Yarmouth", "town in the East of England"),  # few towns there hold no market
        ("East Dereham", "market town in Norfolk"),
        ("st. neots", "market town in Cambridgeshire"),
        ("St Ives", "place in England"),  # two, spelt both ways
        ("Keswick", "place in England"),  # one of them only is a market town
        ("Oakham", "small town in the East Midlands"),  # the county has two
        ("Barnsley", "town in South Yorkshire"),  # and that one four
        ("Manchester", "city in the North West"),
        ("Norwich", "city in the East of England"),  # the county has one
        ("Durham", "city in England"),  # the region has few, and its county says the name
        ("London", "city in England"),
        ("Hackney", "part of London"),
        ("Ryde", "town in the South East"),  # the island has few
        ("Cardiff", "city in Wales"),
        ("Newport", "place in the UK"),  # several, far apart
        ("Benidorm", "place abroad: Spain"),
        ("Singapore", "place abroad"),
        ("Heartsease", ""),
    ],
)
def test_a_place_is_said_by_size_and_county(place, said):
    assert whereabouts.description(place) == said


def test_no_description_fits_only_a_few_places_or_says_the_name():
    said = {name: whereabouts.description(name) for name in whereabouts._places()}
    fits = whereabouts._fits()
    for name, words in said.items():
        assert fold(name) not in fold(words).split()
        size, area = (
            ("part of a city", "London") if words == "part of London" else words.split(" in ", 1)
        )
        assert is_crowd(fits[size, area]) or area == lists.EVERYWHERE, (name, words)
    most = max(map(len, said.values()))
    assert most + len(" 99") <= LONGEST_SURROGATE
    assert Counter(said.values()).total() > 5_000
    # What is written in a text is no name that was left there.
    assert all(stand_ins_in(f"[{w}] x") == [(0, len(w) + 2)] for w in {*said.values()} if w)
    assert stand_ins_in("[Karen, a friend] and [Heron House] in [part of Heron]") == []


def test_whoever_knows_how_it_is_made_is_left_with_few_no_more_often():
    """Of all names that are said to be market towns of a county, there is a crowd."""
    said = defaultdict(set)
    for name in lists.places():
        words = whereabouts.description(name)
        if words.startswith(MARKET_TOWN):
            said[words].add(name)
    assert len(said) > 40 and {*lists.market_towns()} >= {w.split(" in ", 1)[1] for w in said}
    assert all(map(is_crowd, said.values()))


def test_what_an_older_text_says_of_a_town_is_still_known():
    older = "[town in Norfolk]"
    assert whereabouts.description("Swaffham") == "market town in Norfolk"
    assert stand_ins_in(older) and may_be_same("market town in Norfolk", older)


def test_the_list_of_market_towns_fits_the_list_of_places():
    towns, places = lists.market_towns(), lists.places()
    assert sum(map(len, towns.values())) > 500
    for county, names in towns.items():
        for name in names:
            sizes = {one.size for one in places.get(name, ()) if one.areas[0] == county}
            assert sizes and not sizes & {"city", "part of a city"}, (county, name)


NAMES = st.sampled_from("ash bury cove dale elm ford east west".split())
KEYS = st.lists(NAMES, min_size=1, max_size=2, unique=True).map(" ".join)
COUNTY = st.sampled_from(["Northshire", "Southshire", "ash"])
WHERE = st.builds(
    lambda size, county: Where(size, (county, "the UK")),
    st.sampled_from(["town", "village", "place"]),
    COUNTY,
)
PLACES = st.dictionaries(KEYS, st.lists(WHERE, min_size=1, max_size=2, unique=True).map(tuple))


@given(st.sets(KEYS, max_size=12))
def test_a_crowd_is_five_names_none_of_which_may_be_short_for_another(names):
    words = {frozenset(name.split()) for name in names}
    apart = [one for one in words if not any(one < other for other in words)]
    assert is_crowd(names) == (len(apart) >= FEW == 5)


@given(PLACES, st.dictionaries(COUNTY, st.sets(KEYS)))
@example(
    {name: (Where("town", ("Northshire", "the UK")),) for name in "a b c d e f".split()},
    {"Northshire": set("a b c d e".split())},
)
@example(
    {name: (Where("town", ("Northshire", "the UK")),) for name in "a b c d e f".split()},
    {"Northshire": set("a b c d".split())},
)
def test_market_town_is_said_of_a_crowd_or_of_none(places, towns):
    told = with_market_towns(places, towns)
    assert told.keys() == places.keys()
    said = defaultdict(set)
    for name, every in told.items():
        if all(one.size != MARKET_TOWN for one in every):
            assert every == places[name], "said as it was"
            continue
        (one,) = every
        said[one.areas[0]].add(name)
        assert name in towns[one.areas[0]] and name != one.areas[0]
        assert {was.areas for was in places[name]} == {one.areas}, "no other place of that name"
    assert all(map(is_crowd, said.values()))


def test_market_town_is_said_from_five_on():
    places = {name: (Where("town", ("Northshire", "the UK")),) for name in "a b c d e f".split()}
    for some in ("a b c d", "a b c d e"):
        told = with_market_towns(places, {"Northshire": {*some.split()}})
        markets = {name for name, (one,) in told.items() if one.size == MARKET_TOWN}
        assert markets == ({*some.split()} if len(some.split()) == 5 else set())


@pytest.mark.parametrize("place", ["Bath", "York", "Lincoln", "Stirling", "Wells", "Deal"])
def test_what_is_offered_for_a_place_may_be_taken(place):
    offered = written(kind_of(place, Label.PLACE), 1)
    assert tidy_surrogate(Ruling(place, "place", "hide", offered)) == offered

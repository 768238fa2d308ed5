"""The three classes of a sample, where it comes from, and lists as services give them."""

import datetime as dt
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules import results
from pennydrop.rooms.inform.rules.places import REGIONS, Place, concerns, inside, place_of
from pennydrop.rooms.inform.rules.results import BadResults
from pennydrop.rooms.inform.rules.samples import (
    Finding,
    Outcome,
    Role,
    Sample,
    counted,
    named,
    outcome,
    quarter_of,
)

NAMES = st.sampled_from(["ketamine", "Ket", "cocaine", "MDMA", "diazepam", "caffeine"])
HEAD = ["sample", "date_received", "postcode", "intent", "major", "minor", "effects"]
TODAY = dt.date(2026, 11, 22)
GOOD = ["W060006", "2026-03-02", "NR3", "Ketamine", "Ketamine", "Cocaine", "a long night"]


def read_results(rows):
    return results.read_results(rows, today=TODAY)


def sample(expected, found, **more):
    findings = tuple(Finding(one, Role.MAIN) for one in found)
    return Sample("W1", tuple(expected), findings, nothing=not findings, **more)


@given(st.lists(NAMES), st.lists(NAMES))
def test_each_sample_falls_into_the_one_class_that_fits(expected, found):
    how = outcome(sample(expected, found))
    wanted, here = set(map(named, expected)), set(map(named, found))
    assert (how is None) == (not wanted)
    assert (how is Outcome.ONLY) == (bool(wanted) and wanted == here)
    assert (how is Outcome.PLUS) == (bool(wanted) and wanted < here)
    assert (how is Outcome.MISSING) == (not wanted <= here)


def test_a_sample_with_nothing_active_is_not_what_was_expected():
    assert outcome(sample(["ketamine"], [])) is Outcome.MISSING


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("NR3", Place.EAST), ("cf10 3AT", Place.WALES), ("M1", Place.NORTH_WEST),
        ("SW1A 1AA", Place.LONDON), ("Wales", Place.WALES), ("BT7", Place.NORTHERN_IRELAND),
        ("", Place.UNKNOWN), ("Norwich", Place.UNKNOWN), ("ZZ1", Place.UNKNOWN),
    ],
)  # fmt: skip
def test_a_postcode_becomes_a_region(said, place):
    assert place_of(said) is place


def test_a_place_concerns_what_lies_in_it_and_what_it_lies_in():
    assert inside(Place.ENGLAND) == {Place.ENGLAND, *REGIONS} and len(REGIONS) == 9
    assert inside(Place.WALES) == {Place.WALES}
    assert concerns(Place.ENGLAND, Place.LONDON) and concerns(Place.LONDON, Place.ENGLAND)
    assert concerns(Place.UK, Place.WALES) and concerns(Place.UNKNOWN, Place.WALES)
    assert not concerns(Place.SCOTLAND, Place.WALES) and not concerns(Place.LONDON, Place.EAST)


def test_a_quarter_counts_once_it_is_over():
    here = sample(["ket"], ["Ketamine"], received=dt.date(2026, 3, 31), place=Place.WALES)
    count = partial(counted, [here], by_place=True)
    assert count("ketamine", today=dt.date(2026, 3, 31)) == {}
    found = count("ketamine", today=dt.date(2026, 4, 1))
    assert found == {(quarter_of(dt.date(2026, 2, 1)), Place.WALES): [1, 0, 0]}
    assert count("cocaine", today=dt.date(2026, 4, 1)) == {}


def test_each_sample_counts_in_one_line_alone():
    day = dt.date(2026, 3, 31)
    here = [sample(["ketamine"], ["MDMA"], received=day, place=place) for place in Place]
    lines = counted(here, "ketamine", by_place=True, today=TODAY)
    assert sum(map(sum, lines.values())) == len(here) and Place.UK not in [at for _, at in lines]
    (line,) = counted(here, "ketamine", by_place=False, today=TODAY).values()
    assert line == [0, len(here), 0]


def test_a_list_in_the_shape_of_wedinos_is_read_and_effects_are_not():
    nothing = ["W2", "02/03/2026", "CF1", "Ketamine", "No active component identified"]
    several = ["W3", "", "", "['Ketamine']", "['Ketamine', 'N,N-Dimethylpentylone']"]
    found = read_results([HEAD, GOOD, nothing, several])
    first, second, third = found.samples
    assert found.refused == () and found.dropped == ("effects",)
    assert first.place is Place.EAST and first.received == dt.date(2026, 3, 2)
    assert first.findings == (Finding("Ketamine", Role.MAIN), Finding("Cocaine", Role.LESSER))
    assert second.nothing and second.received == dt.date(2026, 3, 2)
    assert third.expected == ("Ketamine",)
    assert [f.substance for f in third.findings] == ["Ketamine", "N,N-Dimethylpentylone"]
    assert "long night" not in repr(found) and "NR3" not in repr(found)


def test_a_list_in_the_shape_of_unc_is_read():
    head = "sampleid date_collect state expectedsubstance primary trace lab_null overdose_notes"
    row = ["100123", "15Oct2021", "NC", "heroin; fentanyl", "fentanyl", "4-ANPP; heroin", "", "x"]
    null = ["100124", "15Oct2021", "NC", "ketamine", "", "", "1", ""]
    found = read_results([head.split(), row, null])
    assert found.refused == () and found.dropped == ("overdose_notes",)
    assert found.samples[0].received == dt.date(2021, 10, 15)
    assert found.samples[0].expected == ("heroin", "fentanyl")
    assert [f.role for f in found.samples[0].findings] == [Role.MAIN, Role.TRACE, Role.TRACE]
    assert found.samples[1].nothing and found.samples[1].place is Place.UNKNOWN


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({0: ""}, "no number"),
        ({0: "A person's name"}, "no number"),
        ({1: "31/02/2026"}, "not a day"),
        ({1: "soon"}, "not a day"),
        ({1: "2026-11-23"}, "in the future"),
        ({1: "1026-11-23"}, "before 1990"),
        ({4: "", 5: ""}, "neither"),
        ({4: "No active component"}, "nothing was found, and what"),
        ({3: "=HYPERLINK(1)"}, "formula"),
        ({3: "@SUM(A1)"}, "formula"),
        ({4: "Ketamine; =1+1"}, "formula"),
        ({4: "['-2+3', 'Ketamine']"}, "formula"),
        ({4: "; ".join(f"a{n}" for n in range(41))}, "At most 40"),
        ({4: "x" * 201}, "at most 200"),
        ({4: "Keta\x00mine"}, "do not belong"),
        ({4: "<script>"}, "do not belong"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_number_and_the_reason(change, why):
    row = [change.get(place, cell) for place, cell in enumerate(GOOD)]
    (refused,) = read_results([HEAD, row]).refused
    assert refused.row == 2 and why in refused.why


def test_a_dash_says_nothing():
    (row,) = read_results([HEAD, [*GOOD[:5], "-", "–"]]).samples
    assert [found.substance for found in row.findings] == ["Ketamine"]


def test_a_row_twice_or_too_wide_is_refused():
    wide = ["W9", *GOOD[1:], "more"]
    assert [one.row for one in read_results([HEAD, GOOD, GOOD, wide]).refused] == [3, 4]


@pytest.mark.parametrize("rows", [[], [["a", "b"]], [HEAD] * 50_002])
def test_a_file_that_is_no_list_is_refused_whole(rows):
    with pytest.raises(BadResults):
        read_results(rows)


@given(st.lists(st.lists(st.text(max_size=30), max_size=9), max_size=6))
def test_whatever_stands_in_the_rows_each_is_read_or_refused(rows):
    found = read_results([HEAD, *rows])
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(found.samples) + len(found.refused) == len(filled)

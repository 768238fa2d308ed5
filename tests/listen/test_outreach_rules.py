"""A tally counts each contact once, by day, place and kind; small numbers do not leave."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.numbers.small import NOT_SHOWN
from pennydrop.rooms.listen.rules.outreach import (
    MOST_TAPS,
    NO_PLACE,
    BadList,
    BadTaps,
    Steps,
    by_place,
    by_week,
    protected,
    read_list,
    read_taps,
    week_of,
)

TODAY = dt.date(2026, 3, 4)


def row(**more):
    tap = {"id": str(uuid.uuid4()), "place": 1, "kind": 2, "on": "2026-03-04"}
    return {**tap, **more}


def read(*rows):
    return read_taps({"taps": list(rows)}, today=TODAY, places=[1], kinds=[2])


def test_a_tap_is_read_as_it_was_sent():
    sent = row(undone=True)
    (tap,) = read(sent).taps
    assert (str(tap.id), tap.place, tap.kind) == (sent["id"], 1, 2)
    assert tap.on == TODAY
    assert tap.undone


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"place": 9}, "not on this study"),
        ({"kind": 9}, "not on this study"),
        ({"on": "2025-01-01"}, "clock"),
        ({"on": "2026-03-06"}, "clock"),
        ({"on": "yesterday"}, "not a tap"),
        ({"id": "1"}, "not a tap"),
        ({"place": None}, "not a tap"),
    ],
)
def test_a_tap_that_cannot_be_counted_is_refused_with_a_reason(wrong, why):
    good = row()
    sent = read(good, row(**wrong))
    assert [str(tap.id) for tap in sent.taps] == [good["id"]]
    assert why in sent.refused[0][1]


@pytest.mark.parametrize("data", [None, [], {"taps": 3}, {"taps": [1] * (MOST_TAPS + 1)}, "x"])
def test_what_is_no_list_of_taps_is_refused_whole(data):
    with pytest.raises(BadTaps):
        read_taps(data, today=TODAY, places=[1], kinds=[2])


@given(st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=5))
def test_nothing_that_is_sent_breaks_the_reader(thing):
    sent = read_taps({"taps": [thing]}, today=TODAY, places=[1], kinds=[2])
    assert not sent.taps
    assert len(sent.refused) == 1


def test_a_list_is_one_name_a_line_each_once():
    assert read_list("  Market  place \n\nmarket PLACE\nStation\n") == ["Market place", "Station"]


@pytest.mark.parametrize("text", ["\n".join(f"p{n}" for n in range(25)), "x" * 61])
def test_a_list_that_is_too_long_is_refused(text):
    with pytest.raises(BadList):
        read_list(text)


def met(key, n):
    return key, Steps(contacts=n)


def test_weeks_run_from_the_first_to_the_last_with_none_left_out():
    first = dt.date(2026, 2, 3)
    weeks = by_week([met(first, 2), met(TODAY, 1), (TODAY, Steps(surveys=4))])
    assert [week for week, _ in weeks] == [dt.date(2026, 2, 2) + dt.timedelta(weeks=n)
                                           for n in range(5)]  # fmt: skip
    assert [steps.each for _, steps in weeks] == [(2, 0, 0), *[(0, 0, 0)] * 3, (1, 0, 4)]
    assert week_of(TODAY) == dt.date(2026, 3, 2)
    assert by_week([]) == []


def test_only_the_newest_weeks_are_shown():
    weeks = by_week([met(dt.date(2020, 1, 1), 2), met(TODAY, 1)], most=3)
    assert len(weeks) == 3
    assert sum(steps.contacts for _, steps in weeks) == 1


def test_places_keep_their_order_and_what_has_none_comes_last():
    rows = by_place([met("Station", 3), met("", 2), met("Old", 1)],
                    ["Market", "Station"])  # fmt: skip
    assert [(name, steps.contacts) for name, steps in rows] == [
        ("Market", 0), ("Station", 3), (NO_PLACE, 2), ("Old", 1)]  # fmt: skip


def test_nothing_small_leaves():
    cells = protected([(41, 3, 12), (28, 17, 11), (33, 22, 19)], threshold=10)
    said = [[cell.said for cell in row] for row in cells]
    assert said[0][1] == "fewer than 10"
    # The last one goes with it in its column: else the column's total would give it away.
    assert [row[1].said for row in cells[1:]] == ["about 15", NOT_SHOWN]
    assert cells[0][0].shown == 40
    assert all(cell.shown is None or cell.shown % 5 == 0 for row in cells for cell in row)

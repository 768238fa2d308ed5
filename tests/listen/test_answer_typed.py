"""How people write a number, a day, a time or an area, and what is said where it cannot be read."""

import re

import pytest

from tests.listen.every_kind import YES_NO, begun, kept

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("integer", {"answer": "1,000"}, "1000"),
        ("integer", {"answer": " £7 "}, "7"),
        ("decimal", {"answer": "7,5"}, "7.5"),
        ("range", {"answer": "7"}, "7"),
        ("date", {"answer-day": "7", "answer-month": "mar", "answer-year": "2019"}, "2019-03-07"),
        ("time", {"answer-time": "7.30 p.m."}, "19:30"),
        ("time", {"answer-time": "1930"}, "19:30"),
        ("time", {"answer-time": "12am"}, "00:00"),
        ("time", {"answer-time": "midday"}, "12:00"),
        ("dateTime", {"answer-day": "7", "answer-month": "3", "answer-year": "2019",
                      "answer-time": "07:05"}, "2019-03-07T07:05"),
        ("acknowledge", {"answer": "OK"}, "OK"),
        ("geopoint", {"answer": "nr3 1ab"}, "NR3"),
        ("select_one yn", {"answer": "yes"}, "yes"),
        ("select_multiple yn", {"answer": ["no", "yes"]}, "yes no"),
        ("rank yn", {"answer-0": "2", "answer-1": "1"}, "no yes"),
    ],
)  # fmt: skip
def test_how_people_write_it_is_understood(asks, kind, typed, stored):
    teller = begun(asks(("text", "first", "First?"), (kind, "x", "X?"), choices=YES_NO))
    teller.post("question", 2, go="save", **typed)
    assert kept(teller)["x"] == stored
    page = teller.get("question", 2)  # what was given is shown again
    assert teller.page.status_code == 200 and "Leave it as it is" in page
    teller.post("question", 2, go="skip")
    assert kept(teller)["x"] == stored


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("integer", {"answer": "some"}, "whole number"),
        ("integer", {"answer": "1.5"}, "whole number"),
        ("decimal", {"answer": "1.2.3"}, "Write a number"),
        ("range", {"answer": "70"}, "from 1 to 10"),
        ("date", {"answer-day": "7", "answer-year": "2019"}, "must include a month"),
        ("date", {"answer-day": "31", "answer-month": "2", "answer-year": "2019"}, "calendar"),
        ("date", {"answer-day": "3", "answer-month": "2", "answer-year": "19"}, "4 numbers"),
        ("date", {"answer-day": "3", "answer-month": "ma", "answer-year": "2019"}, "or its name"),
        ("time", {"answer-time": "7"}, "such as 7:30pm"),
        ("time", {"answer-time": "25:00"}, "such as 7:30pm"),
        ("dateTime", {"answer-time": "7pm"}, "the day too"),
        ("geopoint", {"answer": "52.63, 1.29"}, "no map position"),
        ("rank yn", {"answer-0": "2"}, "Give each one a number"),
        ("rank yn", {"answer-0": "1", "answer-1": "1"}, "each number once"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_kindly_and_shown_again(asks, kind, typed, said):
    teller = begun(asks(("text", "first", "First?"), (kind, "x", "X?"), choices=YES_NO))
    page = teller.post("question", 2, go="save", **typed)
    assert teller.page.status_code == 422 and said in page and "Error: " in page
    assert "x" not in kept(teller)
    shown = [value for name, value in typed.items() if name in {"answer", "answer-time"}]
    shown = [] if kind == "range" else shown  # its steps are chosen, not typed
    assert all(value in page for value in shown)
    link = re.search(r'class="problems".*?href="#([^"]+)"', page, re.S).group(1)
    assert f'id="{link}"' in page or f'id="{link}_0"' in page  # leads to a field that is there
    teller.post("question", 2, go="skip")
    assert "must we hide" in teller.text

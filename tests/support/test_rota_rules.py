"""Staffed hours: who is on, who is next, and how much staffed time has passed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.support.rules.keeping import end_day
from pennydrop.rooms.support.rules.rota import (
    BadShift,
    Rota,
    Shift,
    after_staffed,
    check_shift,
    end_of_spell,
    next_after,
    on_now,
)

LONDON = ZoneInfo("Europe/London")
NINE_TO_FIVE = tuple(Shift(d, dt.time(9), dt.time(17), "user:1", "user:2") for d in range(5))
WEEK = Rota(NINE_TO_FIVE, frozenset(), LONDON)
NONE = Rota((), frozenset(), LONDON)


def moment(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        # within the hours
        ("2026-03-02 10:00", 60, "2026-03-02 11:00"),
        # over the end of a day, and a weekend
        ("2026-03-02 16:30", 60, "2026-03-03 09:30"),
        ("2026-03-06 16:30", 60, "2026-03-09 09:30"),
        # raised at night and at the weekend: the clock waits for somebody
        ("2026-03-02 22:00", 60, "2026-03-03 10:00"),
        ("2026-03-07 12:00", 240, "2026-03-09 13:00"),
        # two whole days
        ("2026-03-02 09:00", 960, "2026-03-03 17:00"),
        # the week in which clocks go forward (29 March 2026, a Sunday)
        ("2026-03-27 16:00", 120, "2026-03-30 10:00"),
    ],
)
def test_a_clock_runs_only_while_somebody_is_there(start, minutes, due):
    assert after_staffed(WEEK, moment(start), minutes) == moment(due)


def test_no_hours_no_clock_nobody():
    start = moment("2026-03-02 10:00")
    assert after_staffed(NONE, start, 60) is None
    assert end_of_spell(NONE, start) is None
    assert on_now(NONE, start) == [] and next_after(NONE, start) is None


def test_a_day_off_is_passed_over():
    off = Rota(NINE_TO_FIVE, frozenset({dt.date(2026, 3, 3)}), LONDON)
    assert after_staffed(off, moment("2026-03-02 16:30"), 60) == moment("2026-03-04 09:30")
    assert on_now(off, moment("2026-03-03 12:00")) == []


def test_hours_over_midnight_and_through_the_night_when_clocks_change():
    nights = Rota((Shift(5, dt.time(22), dt.time(6), "user:1"),), frozenset(), LONDON)
    assert on_now(nights, moment("2026-03-29 05:30"))  # Sunday morning, begun on Saturday
    assert not on_now(nights, moment("2026-03-29 06:30"))
    # That night has seven hours, not eight.
    assert after_staffed(nights, moment("2026-03-28 22:00"), 7 * 60) == moment("2026-03-29 06:00")
    assert after_staffed(nights, moment("2026-03-28 22:00"), 7 * 60 + 1) > moment(
        "2026-04-04 22:00"
    )


def test_overlapping_hours_count_once():
    double = Rota(
        (*NINE_TO_FIVE, Shift(0, dt.time(12), dt.time(18), "user:3")), frozenset(), LONDON
    )
    assert after_staffed(double, moment("2026-03-02 09:00"), 9 * 60) == moment("2026-03-02 18:00")


def test_the_clock_of_an_answer_tells_only_which_hours_it_came_in():
    ends = {end_of_spell(WEEK, moment(f"2026-03-02 {hour:02}:17")) for hour in range(9, 17)}
    assert ends == {moment("2026-03-02 17:00")}
    assert end_of_spell(WEEK, moment("2026-03-02 20:00")) == moment("2026-03-03 17:00")


@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1), timezones=st.just(dt.UTC)),
    st.integers(1, 2000),
)
def test_a_due_moment_lies_in_staffed_hours_and_never_before(start, minutes):
    due = after_staffed(WEEK, start, minutes)
    assert due >= start + dt.timedelta(minutes=minutes)
    assert on_now(WEEK, due - dt.timedelta(seconds=1))


@pytest.mark.parametrize(
    "shift",
    [
        Shift(0, dt.time(9), dt.time(9), "user:1"),
        Shift(7, dt.time(9), dt.time(10), "user:1"),
        Shift(0, dt.time(9), dt.time(10), "user:1", "user:1"),
    ],
)
def test_hours_that_make_no_sense_are_refused(shift):
    with pytest.raises(BadShift):
        check_shift(shift)


@pytest.mark.parametrize(
    ("closed", "months", "end"),
    [
        (dt.date(2026, 3, 2), 72, dt.date(2032, 3, 2)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 31)),
    ],
)
def test_the_day_a_concern_ends(closed, months, end):
    assert end_day(closed, months) == end

"""How long a line is on show, and what an objection stops: rules over values."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.first_look import (
    Objection,
    Shown,
    State,
    longer,
    show,
    stands,
    state_of,
)

TODAY = dt.date(2026, 3, 2)
steps = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(7, 90), st.integers(0, 30)), min_size=1
)


@given(steps)
def test_the_last_day_never_moves_nearer_and_changed_words_get_all_their_days(taken):
    today, shown = TODAY, None
    for digest, days, passed in taken:
        today += dt.timedelta(days=passed)
        after = show(shown, digest, days=days, today=today)
        if shown:
            assert after.last_day >= shown.last_day
        if shown is None or shown.digest != digest:
            assert after.last_day >= today + dt.timedelta(days=days)
        else:
            assert after == shown
        shown = after


@given(st.integers(-90, 90))
def test_fewer_days_take_nothing_away(more):
    shown = Shown("a", TODAY)
    assert longer(shown, by_days=more).last_day == TODAY + dt.timedelta(days=max(0, more))


@pytest.mark.parametrize(
    ("objection", "now", "still"),
    [
        (Objection.NOT_THIS, "a", True),
        (Objection.NOT_THIS, "b", True),
        (Objection.NOT_THESE_WORDS, "a", True),
        (Objection.NOT_THESE_WORDS, "b", False),
    ],
)
def test_other_words_answer_only_an_objection_to_the_words(objection, now, still):
    assert stands(objection, "a", now) is still


@pytest.mark.parametrize(
    ("shown", "objected", "state"),
    [
        (None, False, State.NOT_SHOWN),
        (Shown("b", TODAY), False, State.CHANGED),
        (Shown("a", TODAY), False, State.WAITING),
        (Shown("a", TODAY - dt.timedelta(days=1)), False, State.OVER),
        (Shown("a", TODAY - dt.timedelta(days=1)), True, State.OBJECTED),
    ],
)
def test_each_state(shown, objected, state):
    assert state_of(shown, "a", objected=objected, today=TODAY) is state

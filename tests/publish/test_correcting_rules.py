"""A correction counts from its day, changes no day before, and what it turns is said."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.commitments import (
    Corrected,
    State,
    changes,
    state_of,
    turned_by_correction,
)
from tests.publish.test_commitment_rules import day, histories, numbers, promised

GONE_BY = {State.LATE, State.BROKEN}


@st.composite
def corrected(draw):
    """A history in which the first day, or the whole of it, was put right once or twice."""
    what, right = draw(histories()), []
    for on in sorted(draw(st.lists(numbers, min_size=1, max_size=2, unique=True))):
        promise = replace(what.promise, due=day(draw(numbers)))
        right.append(Corrected(day(on), replace(what, promise=promise)))
    if draw(st.booleans()):
        right[-1] = replace(right[-1], asked=replace(right[-1].asked, mistaken=True))
    return replace(what, corrected=tuple(right))


@given(corrected())
def test_late_and_broken_never_become_kept_without_a_correction_that_says_so(what):
    said = [one.on for one in turned_by_correction(what, day(600)) if one.before in GONE_BY]
    went_by = False
    for on, state in changes(what, day(600)):
        assert not (went_by and state is State.KEPT and not any(one <= on for one in said))
        went_by = went_by or state in GONE_BY


@given(corrected(), numbers)
def test_no_day_before_a_correction_is_told_otherwise(what, number):
    first = replace(what, corrected=())
    if day(number) < what.corrected[0].on:
        assert state_of(what, day(number)) is state_of(first, day(number))
        assert turned_by_correction(what, day(number)) == []


@given(corrected())
def test_every_change_is_on_a_turning_day(what):
    told, state = dict(changes(what, day(450))), None
    for number in range(451):
        state = told.get(day(number), state)
        if what.noted_on <= day(number):
            assert state_of(what, day(number)) is state


def test_what_a_correction_turned_is_said_once():
    right = Corrected(day(150), promised(due=300, figures=[(140, 2)]))
    what = replace(promised(due=100, figures=[(140, 2)]), corrected=(right,))
    (turned,) = turned_by_correction(what, day(400))
    assert (turned.on, turned.before, turned.after) == (day(150), State.LATE, State.KEPT)
    again = replace(what, corrected=(right, replace(right, on=day(160))))
    assert turned_by_correction(again, day(400)) == [turned]

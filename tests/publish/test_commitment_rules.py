"""States are derived from dates and figures, and only ever turn in honest ways."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.figures import Kind
from pennydrop.rooms.publish.rules.commitments import (
    DONE_LATE,
    LET_GO,
    MEANING,
    NEVER_DONE,
    NOT_DONE,
    PATIENCE_DAYS,
    TAKEN_BACK,
    Asked,
    NewDate,
    Promise,
    Reply,
    State,
    as_of,
    changes,
    meaning_of,
    state_of,
)
from pennydrop.rooms.publish.rules.measures import (
    NOTHING_YET,
    TOO_FEW,
    BadMeasure,
    Measure,
    Reading,
    check_measure,
    check_reading,
    is_met,
    tell,
)

START = dt.date(2026, 1, 1)
GROUPS = Measure("Groups", Kind.COUNT, False, Decimal(2), True, False, 10)
RUNG = Measure("Rung on the day", Kind.SHARE, True, Decimal(80), True, True, 10)


def day(number):
    return START + dt.timedelta(days=number)


def asked(*, replies=(), promise=None, wait=30):
    return Asked(day(0), day(0), wait, tuple(replies), promise)


def promised(measure=GROUPS, *, due=100, later=(), figures=(), back=None):
    """Agreed on day 10. `figures`: (day, value) or (day, value, base), entered on that day."""
    readings = tuple(
        Reading(day(on), day(on), Decimal(value), Decimal(base[0]) if base else None)
        for on, value, *base in figures
    )
    dates = tuple(NewDate(day(to), day(on)) for on, to in later)
    replies = [Reply(day(10), day(10), True)]
    replies += [Reply(day(back), day(back), False)] if back else []
    return asked(replies=replies, promise=Promise(measure, day(due), day(10), dates, readings))


TABLE = [
    (asked(), 30, State.ASKED),
    (asked(), 31, State.NO_REPLY),
    (asked(replies=[Reply(day(40), day(40), False)]), 40, State.DECLINED),
    (asked(replies=[Reply(day(40), day(40), False)]), 39, State.NO_REPLY),
    (promised(), 9, State.ASKED),
    (promised(), 100, State.NOT_YET_DUE),
    (promised(), 101, State.LATE),
    (promised(), 100 + PATIENCE_DAYS, State.LATE),
    (promised(), 101 + PATIENCE_DAYS, State.BROKEN),
    (promised(figures=[(50, 2)]), 50, State.KEPT),
    (promised(figures=[(50, 1)]), 101, State.LATE),
    (promised(figures=[(50, 2), (60, 0)]), 300, State.KEPT),
    (promised(figures=[(101, 2)]), 400, State.LATE),
    (promised(later=[(90, 500)]), 101, State.LATE),
    (promised(later=[(90, 500)]), 500, State.LATE),
    (promised(later=[(90, 500)]), 501, State.BROKEN),
    (promised(later=[(90, 500)], figures=[(450, 2)]), 501, State.LATE),
    (promised(back=50), 50, State.BROKEN),
    (promised(back=50, figures=[(60, 2)]), 60, State.BROKEN),
    (promised(back=50, figures=[(40, 2)]), 60, State.KEPT),
    (promised(RUNG, figures=[(50, 90, 100)]), 100, State.NOT_YET_DUE),
    (promised(RUNG, figures=[(50, 90, 100)]), 101, State.KEPT),
    (promised(RUNG, figures=[(50, 90, 100), (120, 50, 100)]), 120, State.BROKEN),
    (promised(RUNG, figures=[(50, 90, 100), (120, 50, 100), (130, 90, 100)]), 130, State.LATE),
    (promised(RUNG, figures=[(50, 0, 0)]), 101, State.LATE),
    (promised(RUNG, figures=[(50, 0, 0)]), 300, State.BROKEN),
    (promised(RUNG, figures=[(50, 4, 4)]), 101, State.LATE),
]


@pytest.mark.parametrize(("what", "on", "state"), TABLE)
def test_each_row_of_the_table(what, on, state):
    assert state_of(what, day(on)) is state


MEANT = [
    (promised(), 101, NOT_DONE),
    (promised(figures=[(101, 2)]), 400, DONE_LATE),
    (promised(), 300, NEVER_DONE),
    (promised(back=50), 50, TAKEN_BACK),
    (promised(RUNG, figures=[(50, 90, 100), (120, 50, 100)]), 120, LET_GO),
    (asked(), 31, MEANING[State.NO_REPLY]),
]


@pytest.mark.parametrize(("what", "on", "meant"), MEANT)
def test_each_state_is_said_in_a_sentence(what, on, meant):
    assert meaning_of(what, day(on)) == meant


def test_what_was_never_put_to_anybody_is_not_asked():
    assert state_of(None, day(5)) is State.NOT_ASKED
    assert state_of(asked(), day(-1)) is State.NOT_ASKED


def test_a_figure_entered_after_the_day_does_not_make_it_kept():
    late = promised(figures=[(50, 2)])
    reading = replace(late.promise.readings[0], noted_on=day(101))
    late = replace(late, promise=replace(late.promise, readings=(reading,)))
    assert state_of(late, day(101)) is State.LATE


def test_a_struck_figure_helps_nobody():
    kept = promised(figures=[(50, 2)])
    reading = replace(kept.promise.readings[0], struck_on=day(60))
    struck = replace(kept, promise=replace(kept.promise, readings=(reading,)))
    assert state_of(struck, day(59)) is State.KEPT
    assert state_of(struck, day(101)) is State.LATE


numbers = st.integers(0, 400)
measures = st.builds(
    Measure,
    name=st.just("Something"),
    kind=st.sampled_from(Kind),
    people=st.booleans(),
    target=st.integers(0, 20).map(lambda n: Decimal(5 * n)),
    at_least=st.booleans(),
    lasting=st.booleans(),
    threshold=st.integers(5, 15),
)


@st.composite
def histories(draw):
    """An ask with everything that may come of it, in any order and on any day."""
    measure = draw(measures)
    readings = []
    for _ in range(draw(st.integers(0, 6))):
        noted = draw(numbers)
        value = draw(st.integers(0, 60))
        base = None if measure.kind is Kind.COUNT else Decimal(value + draw(st.integers(0, 60)))
        struck = draw(st.none() | st.integers(noted, 420))
        readings.append(
            Reading(
                day(draw(st.integers(0, noted))), day(noted), Decimal(value), base,
                None if struck is None else day(struck),
            )
        )  # fmt: skip
    later = tuple(
        NewDate(day(to), day(on))
        for on, to in draw(st.lists(st.tuples(numbers, numbers), max_size=3))
    )
    replies = [Reply(day(draw(st.integers(0, 60))), day(draw(st.integers(0, 60))), True)]
    if draw(st.booleans()):
        replies.append(Reply(replies[0].on, day(draw(st.integers(60, 400))), False))
    promise = Promise(measure, day(draw(numbers)), replies[0].noted_on, later, tuple(readings))
    return asked(replies=replies, promise=promise)


@given(histories())
def test_late_and_broken_never_become_kept(what):
    went_by = False
    for _, state in changes(what, day(600)):
        assert not (went_by and state is State.KEPT)
        went_by = went_by or state in (State.LATE, State.BROKEN)


@given(histories())
def test_a_promise_never_ends_and_its_first_day_never_moves(what):
    """Whatever comes after a yes, what was promised stays, with one of four states."""
    for number in (60, 200, 600, 10_000):
        known = as_of(what, day(number))
        assert known.promise is not None and known.promise.due == what.promise.due
        assert state_of(what, day(number)) in (
            State.NOT_YET_DUE, State.KEPT, State.LATE, State.BROKEN,
        )  # fmt: skip


@given(histories(), st.lists(st.tuples(numbers, numbers), max_size=3))
def test_a_later_day_never_makes_anything_kept(what, moved):
    more = tuple(NewDate(day(to), day(on)) for on, to in moved)
    changed = replace(what, promise=replace(what.promise, later=what.promise.later + more))
    for number in range(0, 600, 37):
        kept = state_of(changed, day(number)) is State.KEPT
        assert kept == (state_of(what, day(number)) is State.KEPT)


@given(histories(), numbers)
def test_what_is_entered_later_changes_no_earlier_day(what, number):
    """The page of two weeks ago can be shown as it was."""
    assert state_of(what, day(number)) is state_of(as_of(what, day(number)), day(number))


@given(histories())
def test_every_change_is_on_a_turning_day(what):
    told = dict(changes(what, day(500)))
    state = None
    for number in range(501):
        if day(number) in told:
            state = told[day(number)]
        if what.noted_on <= day(number):
            assert state_of(what, day(number)) is state


def of(measure, value, base=None):
    base = None if base is None else Decimal(base)
    return tell(measure, [Reading(day(0), day(0), Decimal(value), base)])[0]


def test_a_part_of_nothing_is_nothing():
    things = replace(RUNG, people=False)
    for measure in (RUNG, things):
        told = of(measure, 0, 0)
        assert told.words == NOTHING_YET and told.drawn is None and is_met(measure, told) is None


SMALL = [
    (of(RUNG, 9, 9), TOO_FEW),
    (of(RUNG, 3, 60), "a few or none of about 60"),
    (of(RUNG, 43, 60), "about 45 of 60 (75%)"),
    (of(RUNG, 58, 60), "nearly all of about 60"),
    (of(replace(RUNG, kind=Kind.COUNT), 7), "fewer than 10"),
    (of(replace(RUNG, kind=Kind.COUNT), 12), "about 10"),
    (of(GROUPS, 3), "3"),
    (of(replace(RUNG, people=False), 12, 15), "12 of 15 (80%)"),
]


@pytest.mark.parametrize(("told", "words"), SMALL)
def test_small_numbers_of_people_are_words(told, words):
    assert told.words == words


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_a_state_says_no_more_than_the_figures_beside_it(pairs):
    """Two histories of people that read the same have the same state: so it gives nobody away."""

    def met_by(numbers):
        readings = [
            Reading(day(n), day(n), Decimal(value), Decimal(value + more))
            for n, (value, more) in enumerate(numbers)
        ]
        told = tell(RUNG, readings)
        return tuple((one.words, is_met(RUNG, one)) for one in told)

    seen = dict(met_by(pairs))
    for words, met in met_by([(value + 1, more) for value, more in pairs]):
        assert seen.get(words, met) == met


REFUSED = [
    replace(GROUPS, target=Decimal(-1)),
    replace(RUNG, target=Decimal(101)),
    replace(RUNG, kind=Kind.COUNT, target=Decimal(7)),
    replace(RUNG, kind=Kind.COUNT, target=Decimal(12)),
]


@pytest.mark.parametrize("measure", REFUSED)
def test_a_target_that_could_never_be_shown_is_refused(measure):
    with pytest.raises(BadMeasure):
        check_measure(measure)


WRONG = [
    (RUNG, 5, None),
    (RUNG, 6, 5),
    (RUNG, Decimal("1.5"), 2),
    (GROUPS, 1, 2),
    (GROUPS, -1, None),
]


@pytest.mark.parametrize(("measure", "value", "base"), WRONG)
def test_a_figure_that_does_not_fit_is_refused(measure, value, base):
    with pytest.raises(BadMeasure):
        check_reading(measure, Decimal(value), None if base is None else Decimal(base))

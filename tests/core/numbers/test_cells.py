"""By which rows one person can be counted."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.numbers.cells import MOST_CELLS, adds_up, cells
from pennydrop.core.numbers.whom import (
    KIND,
    AnyOf,
    How,
    Joined,
    Known,
    as_data,
    from_data,
    names,
)

A, B, C = (AnyOf(frozenset(name)) for name in "abc")
A_OR_B, B_OR_C = AnyOf(frozenset("ab")), AnyOf(frozenset("bc"))
YOUNG, OLD = Known("age", frozenset({"young"})), Known("age", frozenset({"old"}))
SPOKEN = Known(KIND, frozenset({"interview", "focus_group"}))
ROWS = st.recursive(
    st.sampled_from([A, B, C, A_OR_B, B_OR_C, YOUNG, OLD, SPOKEN]),
    lambda part: st.builds(Joined, part, st.sampled_from(How), part),
    max_leaves=5,
)
PEOPLE = [
    {"said": said, "age": age}
    for said in map(set, ("", "a", "b", "c", "ab", "ac", "bc", "abc"))
    for age in ("young", "old", "")
]


def joined(one, how, other):
    return Joined(one, how, other)


def is_counted(row, person, kind):
    if isinstance(row, AnyOf):
        return bool(row.facts & person["said"])
    if isinstance(row, Known):
        return (kind if row.of == KIND else person[row.of]) in row.values
    one, other = (is_counted(part, person, kind) for part in (row.one, row.other))
    return {How.AND: one and other, How.OR: one or other}.get(row.how, one and not other)


@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from(["interview", "survey"]))
def test_every_person_is_in_a_cell_and_every_cell_has_somebody(rows, kind):
    found = {
        sum(1 << n for n, row in enumerate(rows) if is_counted(row, person, kind))
        for person in PEOPLE
    }
    assert cells(tuple(rows), kind) == tuple(sorted(found))


@pytest.mark.parametrize(
    ("rows", "added"),
    [
        ((A, B), False),
        ((A, joined(A, How.AND, B)), False),
        ((A, A), False),
        ((A_OR_B, B_OR_C), False),
        ((A, B, joined(A, How.AND, B)), True),
        ((A, B, A_OR_B), True),
        ((A, joined(A, How.AND, B), joined(A, How.WITHOUT, B)), True),
        ((joined(A, How.AND, YOUNG), joined(A, How.AND, OLD)), True),
        ((A_OR_B, B_OR_C, C, A), True),
    ],
)
def test_rows_add_up_where_more_is_known_than_which_lies_within_which(rows, added):
    found = cells(rows, "survey")
    assert adds_up(found) == added
    around = {
        n: {m for m in range(len(rows)) if all(one >> m & 1 for one in found if one >> n & 1)}
        for n in range(len(rows))
    }
    fits = [
        sum(1 << n for n, so in enumerate(some) if so)
        for some in product((False, True), repeat=len(rows))
        if all(some[m] for n, so in enumerate(some) if so for m in around[n])
    ]
    assert (set(fits) != set(found)) == added


def test_where_there_are_too_many_to_look_at_none_are_given():
    apart = [AnyOf(frozenset({str(n)})) for n in range(13)]
    assert len(cells(tuple(apart[:8]), "survey")) == MOST_CELLS
    assert cells(tuple(apart[:9]), "survey") is None
    assert cells((*apart, joined(A, How.AND, B)), "survey") is None


@given(ROWS)
def test_whom_it_counts_comes_back_as_it_was_kept(row):
    assert from_data(json.loads(json.dumps(as_data(row)))) == row


def test_rows_that_share_a_kind_of_source_alone_say_nothing_of_each_other():
    assert names(joined(A, How.AND, SPOKEN)) == names(A)
    assert names(joined(A, How.AND, YOUNG)) & names(joined(B, How.AND, OLD))

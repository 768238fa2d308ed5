"""Whom a question counts, read from the question."""

from uuid import UUID

import pytest

from pennydrop.core.numbers.cells import cells
from pennydrop.core.numbers.whom import as_data
from pennydrop.rooms.understand.rules.asking import Coded, How, Joined, Narrowed, Worded
from pennydrop.rooms.understand.rules.whom import whom

A, B, C = (Coded(frozenset({UUID(int=n)})) for n in range(3))
A_OR_B = Coded(A.codes | B.codes)
YOUNG, OLD, THERE = ("age", "young"), ("age", "old"), ("place", "there")


def join(left, how, right, within=0):
    return Joined(left, how, right, within)


def only(part, kinds=(), *known):
    return Narrowed(part, frozenset(kinds), frozenset(known))


def found_by(*questions, kind="interview"):
    """The sets of these questions (their numbers) that can find one person."""
    found = cells(tuple(map(whom, questions)), kind)
    return [{n for n in range(len(questions)) if one >> n & 1} for one in found]


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        (A, A_OR_B),
        (join(A, How.AND, B), A),
        (join(A, How.AND, B), B),
        (join(A, How.AND, B), join(B, How.AND, A)),
        (join(A, How.NOT, B), A),
        (join(A, How.NEAR, B), A),
        (A, join(A, How.OR, B)),
        (join(A, How.AND, Worded("van")), Worded(" van ")),
        (only(A, {"interview"}, YOUNG), only(A_OR_B, {"interview", "survey"})),
        (only(A, (), YOUNG, THERE), only(A, (), YOUNG, OLD)),
    ],
)
def test_whom_the_inner_finds_the_outer_finds(inner, outer):
    assert all(1 in some for some in found_by(inner, outer) if 0 in some)


def test_parts_make_up_a_whole():
    parts = (join(A, How.AND, B), join(A, How.NOT, B))
    assert found_by(A, *parts) == [set(), {0, 1}, {0, 2}]
    assert {2} not in found_by(A, B, A_OR_B)
    assert found_by(only(A, (), YOUNG), only(A, (), OLD)) == [set(), {0}, {1}]


def test_in_other_kinds_of_source_it_finds_nobody():
    asked = only(A, {"survey"})
    assert found_by(asked, A, kind="survey") == [set(), {0, 1}]
    assert found_by(asked, A, kind="interview") == [set(), {1}]


def test_what_asks_the_same_is_the_same_and_what_only_looks_so_is_not():
    assert whom(A_OR_B) == whom(join(A, How.OR, B)) == whom(join(B, How.OR, A))
    near, further = join(A, How.NEAR, B, 5), join(A, How.NEAR, B, 10)
    assert len({whom(one) for one in (near, further, join(A, How.AND, B))}) == 3


def test_an_edition_does_not_keep_the_words_and_values_that_were_looked_for():
    asked = only(join(A, How.AND, Worded("a white van")), {"survey"}, YOUNG)
    kept = str(as_data(whom(asked)))
    assert "van" not in kept and "young" not in kept and "survey" in kept

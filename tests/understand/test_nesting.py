"""Which questions find only what another finds too."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.asking import Coded, How, Joined, Narrowed, Worded
from pennydrop.rooms.understand.rules.nesting import nests, within

A, B, C = (Coded(frozenset({UUID(int=n)})) for n in range(3))
A_OR_B = Coded(A.codes | B.codes)


def join(left, how, right):
    return Joined(left, how, right)


def only(part, kinds=(), *known):
    return Narrowed(part, frozenset(kinds), frozenset(known))


YOUNG, OLD, THERE = ("age", "young"), ("age", "old"), ("place", "there")


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        (A, A_OR_B),
        (join(A, How.AND, B), A),
        (join(A, How.AND, B), B),
        (join(A, How.AND, B), join(B, How.AND, A)),
        (join(A, How.NOT, B), A),
        (join(A, How.NEAR, B), A_OR_B),
        (A, join(A, How.OR, B)),
        (join(A, How.OR, B), A_OR_B),
        (join(A, How.AND, Worded("van")), Worded("van")),
        (only(A, {"interview"}), A),
        (only(A, {"interview"}, YOUNG), only(A_OR_B, {"interview", "survey"})),
        (only(A, (), YOUNG, THERE), only(A, (), YOUNG, OLD)),
    ],
)
def test_one_lies_within_the_other_and_not_the_other_way_round(inner, outer):
    assert within(inner, outer) and within(inner, inner) and within(outer, outer)
    if not (inner == join(A, How.AND, B) and isinstance(outer, Joined)) and outer != A_OR_B:
        assert not within(outer, inner)


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        (A, B),
        (A, join(A, How.AND, B)),
        (A, join(A, How.NOT, B)),
        (join(A, How.NOT, B), B),
        (join(A, How.NEAR, B), B),
        (A, only(A, {"interview"})),
        (only(A, (), YOUNG, OLD), only(A, (), YOUNG)),
        (Worded("a van"), Worded("van")),
    ],
)
def test_none_is_claimed_that_does_not(inner, outer):
    assert not within(inner, outer)


LEAVES = st.sampled_from([A, B, C, A_OR_B])
QUESTIONS = st.recursive(
    LEAVES,
    lambda part: st.builds(
        Joined, part, st.sampled_from([How.AND, How.OR, How.NOT]), part
    ) | st.builds(lambda one: only(one, (), YOUNG), part),
    max_leaves=5,
)  # fmt: skip
PEOPLE = [(frozenset(UUID(int=n) for n in range(3) if bits >> n & 1), bool(bits & 8))
          for bits in range(16)]  # fmt: skip


def says(question, person):
    """Whether somebody who said these codes, each in a turn with all the others, is found."""
    codes, young = person
    if isinstance(question, Coded):
        return bool(question.codes & codes)
    if isinstance(question, Narrowed):
        return young and says(question.part, person)
    left, right = says(question.left, person), says(question.right, person)
    return {How.AND: left and right, How.OR: left or right, How.NOT: left and not right}[
        question.how
    ]


@settings(max_examples=400, deadline=None)
@given(QUESTIONS, QUESTIONS)
def test_whoever_the_inner_finds_the_outer_finds(inner, outer):
    if within(inner, outer):
        assert all(says(outer, one) for one in PEOPLE if says(inner, one))


def test_pairs_among_many():
    found = nests({"a": A, "a or b": A_OR_B, "both": join(A, How.AND, B), "c": C})
    assert found == {("a", "a or b"), ("both", "a"), ("both", "a or b")}

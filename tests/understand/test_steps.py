"""What to do next, in the order of each approach; and links between themes. Plain rules."""

from dataclasses import fields, replace
from itertools import combinations
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.approach import Approach
from pennydrop.rooms.understand.rules.evidence import Heard, weigh
from pennydrop.rooms.understand.rules.mapping import Link, links
from pennydrop.rooms.understand.rules.steps import ORDER, TOLD, Facts, Step, done, next_step
from pennydrop.rooms.understand.views.approach import steps_of

ALL_DONE = Facts(
    sources=2, open=2, codes=3, compared=1, journal=1, themes=2, cells=4, told=4, asked=1, signed=1
)
UNDONE = {
    Step.NAMES: {"open": 1}, Step.BOOK: {"undefined": 1}, Step.JOURNAL: {"journal": 0},
    Step.READ: {"uncoded": 1}, Step.COMPARE: {"compared": 0}, Step.THEMES: {"themes": 0},
    Step.BOUNDARIES: {"unbounded": 1}, Step.CONTRARY: {"unsought": 1}, Step.MATRIX: {"told": 3},
    Step.INSIGHT: {"bare": 1}, Step.ASK: {"asked": 0}, Step.QUOTES: {"signed": 0},
}  # fmt: skip


@pytest.mark.parametrize("approach", Approach)
def test_every_step_is_told_and_found_when_it_is_the_one_that_is_left(approach):
    assert all(done(step, ALL_DONE) for step in ORDER[approach])
    assert next_step(approach, ALL_DONE) is ORDER[approach][-1]
    for step in ORDER[approach]:
        assert TOLD[step].text.endswith(".")
        assert next_step(approach, replace(ALL_DONE, **UNDONE[step])) is step


def test_tools_of_one_approach_are_no_step_of_another():
    assert Step.JOURNAL in ORDER[Approach.REFLEXIVE]
    assert not {Step.COMPARE, Step.MATRIX} & set(ORDER[Approach.REFLEXIVE])
    assert not {Step.JOURNAL, Step.CONTRARY, Step.MATRIX} & set(ORDER[Approach.CODEBOOK])
    assert Step.MATRIX in ORDER[Approach.FRAMEWORK]


def test_coding_need_not_wait_for_the_last_name():
    assert next_step(Approach.CODEBOOK, Facts(sources=9)) is Step.NAMES
    some = Facts(sources=9, open=1, uncoded=1, codes=2)
    assert next_step(Approach.CODEBOOK, some) is Step.READ


def test_a_step_that_was_passed_over_stands_as_not_finished():
    card = SimpleNamespace(id=uuid4(), approach=Approach.CODEBOOK.value)
    some = Facts(sources=9, open=1, uncoded=1, codes=2)
    states = {one.step: one.state for one in steps_of(card, some)}
    assert states[Step.NAMES] == "open" and states[Step.BOOK] == "done"
    assert states[Step.READ] == "now" and states[Step.COMPARE] == ""


@given(st.builds(Facts, **{f.name: st.integers(0, 3) for f in fields(Facts)}))
def test_the_next_step_is_always_one_of_the_approach(facts):
    for approach in Approach:
        assert next_step(approach, facts) in ORDER[approach]


def test_two_themes_are_joined_where_their_passages_overlap():
    coded = [("t", 0, 10, "a"), ("t", 5, 20, "b"), ("t", 5, 20, "b"), ("t", 30, 40, "b"),
             ("t", 40, 50, "a"), ("u", 5, 20, "b"), ("u", 6, 9, "loose")]  # fmt: skip
    assert links(coded, [{"a"}, {"b"}, {"c"}]) == [Link(0, 1, 1)]


def test_a_code_of_two_themes_does_not_join_them_and_is_counted_apart():
    coded = [("t", 0, 10, "a"), ("t", 5, 20, "b"), ("t", 5, 20, "c")]
    assert links(coded, [{"a", "b"}, {"b"}]) == [Link(0, 1, 0, codes=1)]
    assert links(coded, [{"a", "b"}, {"b", "c"}]) == [Link(0, 1, 1, codes=1)]


CODES = st.sampled_from("abc")
CODED = st.lists(st.tuples(st.sampled_from("tu"), st.integers(0, 9), st.integers(1, 9), CODES))


@given(CODED, st.lists(st.sets(CODES), max_size=4))
def test_links_are_those_that_comparing_each_with_each_finds(drawn, themes):
    coded = [(text, start, start + length, code) for text, start, length, code in drawn]
    expected: dict[tuple[int, int], set] = {}
    for text, low, high, code in coded:
        for other, start, end, second in coded:
            if text == other and low < end and start < high:
                for i, first_theme in enumerate(themes):
                    for j, second_theme in enumerate(themes):
                        only = (code in first_theme - second_theme,
                                second in second_theme - first_theme)  # fmt: skip
                        if i < j and all(only):
                            place = (text, max(low, start), min(high, end))
                            expected.setdefault((i, j), set()).add(place)
    found = links(coded, themes)
    told = {(link.first, link.second): link.shared for link in found if link.shared}
    assert told == {pair: len(on) for pair, on in expected.items()}
    common = {(link.first, link.second): link.codes for link in found if link.codes}
    assert common == {
        (i, j): len(themes[i] & themes[j])
        for i, j in combinations(range(len(themes)), 2)
        if themes[i] & themes[j]
    }


def test_evidence_is_never_a_score():
    heard = Heard({"interview": 4, "survey": 0}, {"interview": 9, "survey": 0}, 4, 10, 6, 2, 1)
    told = weigh(heard)
    assert told.strengths == (
        "4 people say it: 4 of 9 in interviews.", "2 of you coded it.",
        "1 contrary case is written beside it.",
    )  # fmt: skip
    assert told.limits == (
        "We asked nobody in survey answers.", "More than half of the passages come from one person."
    )  # fmt: skip
    nobody = weigh(Heard({"interview": 0}, {"interview": 2}, 0))
    assert nobody.limits == ("Nobody's words carry it yet.",) and not nobody.strengths

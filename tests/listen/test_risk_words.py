"""Words that suggest immediate risk, and words that only sound like it. Every sentence is ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.risk_words import (
    Kind,
    help_for,
    opens_concern,
    pressing,
    risk_in,
)
from tests.listen.harmless_sentences import HARMLESS
from tests.listen.reading_age import grade
from tests.listen.risk_anew import HARMLESS_ANEW, RISK_ANEW
from tests.listen.risk_sentences import RISK


@pytest.mark.parametrize(("kind", "text"), [*RISK, *RISK_ANEW])
def test_it_is_seen(kind, text):
    assert Kind[kind] in risk_in(text)


@pytest.mark.parametrize("text", [*HARMLESS, *HARMLESS_ANEW])
def test_it_is_passed_over(text):
    assert risk_in(text) == ()


def test_there_are_enough_of_both():
    assert len(RISK) >= 60 and len(HARMLESS) >= 60
    assert {kind for kind, _ in RISK} == {kind.name for kind in Kind}


@pytest.mark.parametrize("text", ["", " ", "...", "\n\n", "’", "0", "😀", "a" * 30_000])
def test_nothing_is_no_risk(text):
    assert risk_in(text) == ()


@given(st.text(max_size=300), st.sampled_from(RISK), st.text(max_size=300))
def test_it_is_seen_inside_anything(before, risk, after):
    kind, text = risk
    assert Kind[kind] in risk_in(f"{before}.\n{text}.\n{after}")


def test_the_most_pressing_stands_first_and_each_kind_once():
    found = risk_in("I want to die. I can't pee. He won't wake up. I want to die.")
    assert found == (Kind.OVERDOSE, Kind.SUICIDE, Kind.BODY)


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        ([], None),
        ([Kind.BODY], None),
        ([Kind.BODY, Kind.SELF_HARM], "risk"),
        ([Kind.SELF_HARM, Kind.CHILD], "somebody at risk"),
        ([Kind.CHILD, Kind.SUICIDE], "immediate"),
    ],
)
def test_the_level_of_the_concern_that_it_opens(kinds, level):
    assert opens_concern(kinds) == level


def test_kinds_in_words():
    assert pressing([Kind.BODY, Kind.SUICIDE]) == "suicide, needs a doctor today"


def test_it_is_quick_enough_for_every_page():
    """A long answer with nothing in it is the common case; no pattern may run away on it."""
    import time

    text = "I went and my mum said he and she and they had been at it and I was so tired " * 250
    began = time.process_time()
    risk_in(text)
    assert time.process_time() - began < 2


class TestHelp:
    @pytest.mark.parametrize("kind", Kind)
    def test_every_kind_has_steps_a_line_and_a_source(self, kind):
        block = help_for(kind)
        assert block.steps and block.lines and block.sources
        for line in block.lines:
            assert line.address.split(":")[0] in {"tel", "sms"}
            digits = "".join(filter(str.isdigit, line.address))
            assert digits in "".join(filter(str.isdigit, line.shown)) or line.shown == "111, then 2"

    @pytest.mark.parametrize("kind", Kind)
    def test_it_reads_at_nine_to_eleven(self, kind):
        block = help_for(kind)
        assert grade("\n\n".join([block.title, *block.steps])) <= 6

    def test_a_life_in_danger_has_999_first(self):
        for kind in (Kind.OVERDOSE, Kind.BREATHING, Kind.SUICIDE, Kind.CHILD):
            assert help_for(kind).lines[0].shown == "999"

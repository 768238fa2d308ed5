"""Typed turns are read as they were typed; a yes after a no has to be meant."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.consent import ConsentState, Given, Reply, Scope
from pennydrop.rooms.listen.rules.sessions import (
    LONGEST_TURN,
    MOST_TURNS,
    STAFF,
    BadTurns,
    Said,
    check_somebody_speaks,
    opened_again,
    read_turns,
)

ONE, OTHER = uuid.uuid4(), uuid.uuid4()


def test_turns_are_read_in_order_and_empty_ones_fall_away():
    typed = read_turns([STAFF, str(ONE), STAFF], ["So?\r\nWhen?", "At a party.", "  "], [ONE])
    assert typed.turns == (Said(None, "So?\nWhen?"), Said(ONE, "At a party."))
    assert typed.left_out == 0


def test_words_of_somebody_who_is_not_there_are_left_out_and_counted():
    typed = read_turns([str(OTHER), str(ONE), "x"], ["gone", "here", "who"], [ONE])
    assert typed.turns == (Said(ONE, "here"),)
    assert typed.left_out == 2


@pytest.mark.parametrize(
    ("who", "texts"),
    [
        ([STAFF], []),
        ([STAFF] * (MOST_TURNS + 1), ["x"] * (MOST_TURNS + 1)),
        ([STAFF], ["x" * (LONGEST_TURN + 1)]),
    ],
)
def test_what_cannot_be_kept_is_refused(who, texts):
    with pytest.raises(BadTurns):
        read_turns(who, texts, [ONE])


@given(st.lists(st.tuples(st.sampled_from([STAFF, str(ONE)]), st.text(max_size=40)), max_size=20))
def test_no_word_is_lost_and_none_is_added(rows):
    typed = read_turns([w for w, _ in rows], [t for _, t in rows], [ONE])
    wanted = [t.replace("\r\n", "\n").replace("\x00", "").strip() for _, t in rows]
    assert [turn.text for turn in typed.turns] == [text for text in wanted if text]


def test_a_transcript_needs_somebody_who_takes_part():
    with pytest.raises(BadTurns):
        check_somebody_speaks([Said(None, "Hello?")])
    check_somebody_speaks([Said(None, "Hello?"), Said(ONE, "Hi.")])


def test_a_yes_after_a_no_has_to_be_meant_and_no_other():
    said = {Scope.QUOTE: Reply.NO, Scope.KEEP: Reply.UNKNOWN}
    before = {scope: Given(reply, 1, None, "paper") for scope, reply in said.items()}
    now = dict.fromkeys(Scope, Reply.YES)
    assert opened_again(ConsentState(before), now) == [Scope.QUOTE]
    assert opened_again(ConsentState(before), {Scope.QUOTE: Reply.NO}) == []

"""What a machine heard, cut into turns; the days a recording is kept; what a player asks for."""

import datetime as dt
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.recording_drafts import (
    Heard,
    Word,
    clock,
    goes_on,
    part_of,
    turns_of,
)
from pennydrop.rooms.listen.rules.sessions import (
    BadTurns,
    Mark,
    Said,
    check_somebody_speaks,
    read_turns,
)

DAY = dt.date(2026, 2, 3)
PERSON, TAPE = UUID(int=7), UUID(int=9)
MARK = Mark(TAPE, 12)


def words(*spoken):
    """(start, end, text) each."""
    return [Word(start, end, text) for start, end, text in spoken]


def test_a_pause_or_a_question_begins_a_turn():
    heard = turns_of(
        words((0.0, 0.4, " How"), (0.4, 0.9, " so?"), (1.2, 1.5, " At"), (1.5, 1.9, " a"),
              (2.1, 2.5, " party."), (3.6, 4.0, " Who"), (4.0, 4.2, " went"), (4.2, 4.4, "?"))
    )  # fmt: skip
    assert heard == (Heard(0, "How so?"), Heard(1, "At a party."), Heard(3, "Who went?"))


def test_a_long_turn_ends_with_a_sentence():
    spoken = [Word(n * 0.3, n * 0.3 + 0.3, " word." if n % 9 == 8 else " word") for n in range(900)]
    turns = turns_of(spoken)
    assert len(turns) > 3
    assert all(turn.text.endswith(".") for turn in turns)
    assert max(len(turn.text) for turn in turns) < 960


pauses = st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, 2.0, 70.0]), max_size=60)


@given(pauses, st.integers(1, 9))
def test_no_word_is_lost_and_turns_never_are_too_many(gaps, most):
    at, spoken = 0.0, []
    for number, gap in enumerate(gaps):
        at += gap
        spoken.append(Word(at, at + 0.2, f" w{number}{'?' if number % 3 == 0 else ''}"))
        at += 0.2
    turns = turns_of(spoken, most)
    assert len(turns) <= most
    said = " ".join(turn.text for turn in turns).split()
    assert said == [word.text.strip() for word in spoken]
    assert [turn.at for turn in turns] == sorted(turn.at for turn in turns)


def test_where_in_a_recording():
    assert [clock(n) for n in (0, 7, 750, 3723)] == ["0:00", "0:07", "12:30", "1:02:03"]


def test_the_day_a_recording_goes():
    assert goes_on(DAY, 14, None) == dt.date(2026, 5, 4)
    assert goes_on(DAY, 14, dt.date(2026, 2, 10)) == dt.date(2026, 2, 24)
    assert goes_on(DAY, 14, dt.date(2026, 5, 1)) == dt.date(2026, 5, 4)


@pytest.mark.parametrize(
    ("asked", "given_back"),
    [
        ("bytes=0-", (0, 10)), ("bytes=5-", (5, 15)), ("bytes=95-", (95, 100)),
        ("bytes=3-4", (3, 5)), ("bytes=-5", (95, 100)), ("bytes=-500", (0, 10)),
        ("bytes=100-", None), ("bytes=7-5", None), ("bytes=-", None), ("bytes=0-1,5-6", None),
        ("lines=1-2", None), ("", None), ("bytes=-0", None),
    ],
)  # fmt: skip
def test_which_part_a_player_is_given(asked, given_back):
    assert part_of(asked, 100, 10) == given_back


def test_turns_of_a_draft_keep_where_they_were_heard():
    kept = read_turns(["unsure", str(PERSON), "staff"], ["One", "Two", "Three"], [PERSON],
                      [str(MARK), str(MARK), ""], [TAPE])  # fmt: skip
    assert kept.turns == (
        Said(None, "One", MARK, unsure=True), Said(PERSON, "Two", MARK), Said(None, "Three"),
    )  # fmt: skip


@pytest.mark.parametrize("mark", [str(MARK), "", f"{TAPE.hex}:x", f"{TAPE.hex}:12345678", ":3"])
def test_words_of_nobody_whose_recording_is_gone_are_left_out(mark):
    kept = read_turns(["unsure"], ["One"], [PERSON], [mark], [])
    assert kept.turns == () and kept.left_out == 1


def test_a_page_that_lost_its_marks_is_refused():
    with pytest.raises(BadTurns):
        read_turns(["staff", "staff"], ["One", "Two"], [PERSON], [""], [TAPE])


def test_each_turn_needs_a_speaker_before_it_is_handed_in():
    turns = [Said(PERSON, "Yes"), Said(None, "And", MARK, unsure=True)]
    with pytest.raises(BadTurns, match="1 turn has no speaker"):
        check_somebody_speaks(turns)
    check_somebody_speaks(turns[:1])

"""Questions as somebody pastes them, and what is missing before an answer is sent."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.consultations import (
    Answered,
    Asked,
    BadQuestions,
    Stand,
    gaps,
    read_questions,
    stand_of,
    word_count,
)

FIRST, SECOND = "What stops people from asking for help?", "What should change first?"


@pytest.mark.parametrize(
    "text",
    [
        f"1. {FIRST} (at most 500 words)\n2. {SECOND}",
        f"Q1: {FIRST} [500 words]\r\n\r\nQ2: {SECOND}",
        f"Question 1 {FIRST} Maximum of 500 words.\n\nQuestion 2 {SECOND}",
        f"{FIRST.replace('from ', 'from' + chr(10))} (500 words max)\n\n{SECOND}",
        f'question,words\n"{FIRST}",500\n{SECOND},\n',
        f"number,question,words\n1,{FIRST},500\n\n2,{SECOND},\n",
    ],
)
def test_questions_are_read_as_they_were_pasted(text):
    assert read_questions(text) == (Asked(FIRST, 500), Asked(SECOND))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("  \n ", "no question"),
        ("question,words\nWhat?,many", "Row 2"),
        ("question,words\n,5", "Row 2"),
        ("question,words\nWhat?,0", "Row 2"),
        ("\n".join(f"Why {n}?" for n in range(61)), "at most 60"),
        ("x" * 1001, "longer than"),
    ],
)
def test_what_cannot_be_read_is_said(text, why):
    with pytest.raises(BadQuestions, match=why):
        read_questions(text)


@given(st.text(max_size=400))
def test_whatever_is_pasted_is_read_or_refused(text):
    try:
        found = read_questions(text)
    except BadQuestions:
        return
    assert found and all(one.text.strip() for one in found)


@given(st.integers(0, 30), st.one_of(st.none(), st.integers(1, 30)))
def test_an_answer_that_is_too_long_stops_it_and_one_at_the_limit_does_not(words, most):
    answered = Answered(Asked(FIRST, most), words)
    said = list(gaps([answered], ("a", "b")))
    assert bool(said) == (words == 0 or (most is not None and words > most))
    assert answered.over == (max(0, words - most) if most else 0)


def test_all_that_is_missing_is_named():
    answers = [
        Answered(Asked(FIRST, 5), 9),
        Answered(Asked(SECOND), 0),
        Answered(Asked("x"), 2, True),
    ]
    said = " ".join(gaps(answers, ("a", "a")))
    for part in ("has 9 words; at most 5", "Question 2 has no answer", "question 3 quotes", "Two"):
        assert part in said


def test_the_last_day_still_counts():
    due = dt.date(2026, 3, 2)
    assert stand_of(due, sent=False, today=due) is Stand.WRITING
    assert stand_of(due, sent=False, today=dt.date(2026, 3, 3)) is Stand.LATE
    assert stand_of(due, sent=True, today=dt.date(2027, 1, 1)) is Stand.SENT


def test_words_are_counted_as_a_word_processor_counts_them():
    assert word_count("One  two\nthree – four") == 5

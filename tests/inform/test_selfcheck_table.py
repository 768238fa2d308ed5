"""The table of the self-check: nobody is left with nothing, what one answer brings no other answer
takes away, and a changed table begins unsigned. The robot's whole walk: `test_walk.py`."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given as guess
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.checkpages import check_page, closed_page, urgent_page
from pennydrop.rooms.inform.rules.claims import Kind, Side, Signed, standing
from pennydrop.rooms.inform.rules.selfcheck import (
    RED,
    UNSAID,
    Answer,
    BadTable,
    Question,
    check_table,
    next_steps,
    table_claim,
    table_standing,
)
from pennydrop.rooms.inform.rules.starter.checking import read_table, shipped_table
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from pennydrop.rooms.inform.rules.words import avoided
from pennydrop.rooms.publish.rules.reading import reading_age
from tests.inform.every_answer import answers, faults
from tests.inform.test_starter import HARDEST_GUIDE, HARDEST_SENTENCE, age_of

TABLE = shipped_table()
CLAIMS = starter_claims()
TODAY = dt.date(2026, 11, 22)


def judge(claim):
    return standing(claim, today=TODAY)


def signed(claim):
    until = TODAY + dt.timedelta(days=30)
    return replace(claim, signed=tuple(Signed(side, "r", TODAY, until) for side in Side))


def test_every_pair_of_answers_leads_to_what_both_lead_to() -> None:
    """No answer takes a step away, or makes it less pressing, whatever else was answered."""
    for one, two in itertools.combinations(TABLE.questions, 2):
        for left, right in itertools.product(one.rows.values(), two.rows.values()):
            groups = next_steps(TABLE, {one.key: left.key, two.key: right.key})
            if left.steps or right.steps:
                assert not list(faults([left, right], groups)), (left, right)


@guess(st.tuples(*(st.sampled_from(list(ask.rows.values())) for ask in TABLE.questions)))
def test_no_other_combination_differs(rows: tuple[Answer, ...]) -> None:
    assert not list(faults(list(rows), next_steps(TABLE, answers(TABLE, list(rows)))))


def shown(page) -> list[str]:
    lines = [line for section in page.sections for part in section.parts for line in part.lines]
    return [line.claim.key for line in lines]


def test_unsigned_each_red_flag_shows_what_never_vanishes_and_no_advice() -> None:
    for ask in TABLE.questions:
        for row in ask.rows.values():
            page = check_page(TABLE, {ask.key: row.key}, CLAIMS, judge)
            assert shown(page) and all(CLAIMS[key].kind.stays for key in shown(page))
            first = page.sections[0].parts[0]
            if row.red:
                assert first.severity is row.level and row.said in first.lead
                pressing = {line.claim.severity for line in first.lines}
                assert row.level in pressing
                assert shown(urgent_page(TABLE, {ask.key: row.key}, CLAIMS, judge))


def test_signed_everything_is_shown_and_an_overdue_day_takes_the_advice_away() -> None:
    claims = {key: signed(claim) for key, claim in CLAIMS.items()}
    given = {ask.key: ask.answers[0].key for ask in TABLE.questions}
    wanted = {key for ask in TABLE.questions for key in ask.answers[0].steps}
    assert wanted <= set(shown(check_page(TABLE, given, claims, judge)))
    late = TODAY + dt.timedelta(days=31)
    page = check_page(TABLE, given, claims, lambda claim: standing(claim, today=late))
    assert all(CLAIMS[key].kind.stays for key in shown(page))


def test_closed_it_shows_emergency_steps_and_helplines_only() -> None:
    page = closed_page(CLAIMS, [*CLAIMS, "nowhere"], [*CLAIMS, "nowhere"], judge)
    assert shown(page) and all(CLAIMS[key].kind.stays for key in shown(page))


def test_a_changed_table_begins_unsigned() -> None:
    claim = signed(table_claim(TABLE, CLAIMS))
    assert table_standing(TABLE, claim, today=TODAY).public
    first, *rest = TABLE.questions
    for other in (
        replace(TABLE, always=TABLE.always[1:]),
        replace(TABLE, questions=(replace(first, ask="Is it so?"), *rest)),
        replace(TABLE, questions=(*rest, first)),
    ):
        assert not table_standing(other, claim, today=TODAY).public
    assert not table_standing(TABLE, None, today=TODAY).public
    assert not table_standing(TABLE, claim, today=TODAY + dt.timedelta(days=31)).public
    called = replace(table_claim(TABLE, CLAIMS), kind=Kind.HELPLINE)
    assert not table_standing(TABLE, called, today=TODAY).public, "a table is advice"


def test_the_questions_are_easy_kind_and_without_a_score() -> None:
    said = [words for ask in TABLE.questions for words in (ask.ask, ask.hint) if words]
    said += [words for _, row in TABLE.rows for words in (row.words, row.said) if words]
    assert [word for text in said for word in avoided(text)] == []
    assert (reading_age(said) or 99) <= HARDEST_GUIDE
    sentences = [text for text in said if text.endswith((".", "?"))]
    assert [text for text in sentences if age_of(text) > HARDEST_SENTENCE] == []
    assert not any(word in text.lower() for text in said for word in ("stage", "score", "points"))


def test_everybody_may_leave_every_question_unsaid() -> None:
    for ask in TABLE.questions:
        assert list(ask.rows)[-1] == UNSAID and ask.rows[UNSAID].steps


@pytest.mark.parametrize("level", RED)
def test_a_red_flag_without_a_step_that_stays_is_refused(level) -> None:
    row = Answer("x", "X", "I x.", level, ("cramps-see-gp",))
    bad = Question("x", "X", "X?", (row,), ("cramps-see-gp",))
    with pytest.raises(BadTable, match="never vanishes"):
        check_table(replace(TABLE, questions=(bad,)), CLAIMS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x = 1", "no “x”"),
        ("[[question]]\nkey='a'\n", "“a”: “short” is missing"),
        ("[[question]]\nkey='a'\nshort='A'\nask='A?'\nunsaid=[]\n"
         "[[question.answer]]\nkey='b'\nwords='B'\nlevel='bad'", "answer “b”"),
        ("[", "end of document"),
    ],
)  # fmt: skip
def test_a_table_with_a_slip_is_refused_by_name(text, why) -> None:
    with pytest.raises(BadTable, match=why):
        read_table(text)

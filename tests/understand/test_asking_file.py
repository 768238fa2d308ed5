"""What the file of positions answers by itself is what is found passage by passage."""

import sqlite3
import uuid

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pennydrop.rooms.understand.queries.asking_file import count_and_cut, worded
from pennydrop.rooms.understand.queries.asking_spans import Asking
from pennydrop.rooms.understand.queries.positions_rows import INDEXES, SCHEMA
from pennydrop.rooms.understand.rules.asking import (
    Coded,
    How,
    Joined,
    Narrowed,
    Unit,
    Worded,
)
from pennydrop.rooms.understand.rules.positions import position

CODES = [uuid.UUID(int=number) for number in range(1, 4)]
KINDS = ["interview", "survey"]
PLACES = st.builds(position, st.integers(0, 3), st.integers(0, 2))
CODINGS = st.lists(
    st.tuples(st.integers(1, 2), st.integers(1, 3), PLACES, PLACES).filter(lambda c: c[2] < c[3]),
    min_size=2,
    max_size=12,
)
CODED = st.frozensets(st.sampled_from(CODES), min_size=1, max_size=2).map(Coded)


def joined(parts):
    turns = st.builds(
        Joined, parts, st.just(How.NEAR), CODED, st.integers(0, 2), st.just(Unit.TURNS)
    )
    both = st.builds(Joined, parts, st.sampled_from([How.AND, How.NOT]), CODED)
    either = st.builds(Joined, parts, st.just(How.OR), parts)
    kinds = st.frozensets(st.sampled_from(KINDS), max_size=2)
    return st.one_of(turns, both, either, st.builds(Narrowed, parts, kinds, st.just(frozenset())))


QUESTIONS = st.recursive(CODED, joined, max_leaves=4)


def made(codings):
    file = sqlite3.connect(":memory:")
    file.executescript(SCHEMA + INDEXES)
    texts = [(n, uuid.UUID(int=100 + n).hex, KINDS[n % 2], n) for n in range(1, 4)]
    file.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", texts)
    file.executemany(
        "INSERT INTO codes VALUES (?, ?)", [(n, code.hex) for n, code in enumerate(CODES, start=1)]
    )
    file.executemany('INSERT INTO codings (text, code, start, "end") VALUES (?, ?, ?, ?)', codings)
    return file


ONE, TWO = (Coded(frozenset({code})) for code in CODES[:2])


@given(CODINGS, QUESTIONS)
@example([(1, 1, 0, 5), (1, 2, 5, 9)], Joined(ONE, How.AND, TWO))  # they touch, and share nothing
@example([(1, 1, 5, 9), (1, 2, 0, 5)], Joined(ONE, How.NOT, TWO))
@example([(1, 1, 0, 65536), (1, 2, 65536, 65537)], Joined(ONE, How.NEAR, TWO, 0, Unit.TURNS))
def test_it_finds_what_is_found_passage_by_passage(codings, question):
    file = made(codings)
    slow = Asking(uuid.UUID(int=1), file, ()).find(question)
    expected = sorted(
        (text, span.start, span.end, span.id) for text, spans in slow.items() for span in spans
    )
    total, texts, page = count_and_cut(file, worded(question), first=0, count=1000)
    assert page == expected
    assert (total, texts) == (len(expected), len({one[0] for one in expected}))
    assert count_and_cut(file, worded(question), first=1, count=2)[2] == expected[1:3]


@pytest.mark.parametrize(
    "question",
    [
        Worded("pain"),
        Joined(Coded(frozenset(CODES[:1])), How.AND, Worded("pain")),
        Joined(Worded("pain"), How.OR, Coded(frozenset(CODES[:1]))),
        Joined(Coded(frozenset(CODES[:1])), How.NEAR, Coded(frozenset(CODES[1:2])), 5, Unit.WORDS),
        Narrowed(Coded(frozenset(CODES[:1])), frozenset(), frozenset({("area", "north")})),
    ],
)
def test_what_needs_words_or_people_it_leaves_to_others(question):
    assert worded(question) is None

"""What bits answer is what is found passage by passage, also after texts changed."""

import sqlite3
import uuid

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.queries import positions_blocks
from pennydrop.rooms.understand.queries.asking_bits import by_bits
from pennydrop.rooms.understand.queries.asking_spans import Asking
from pennydrop.rooms.understand.queries.positions_blocks import BLOCKS, lay_again, lay_blocks
from pennydrop.rooms.understand.queries.positions_rows import INDEXES, SCHEMA
from pennydrop.rooms.understand.queries.positions_sums import SUMS
from pennydrop.rooms.understand.rules.asking import (
    Coded,
    How,
    Joined,
    Narrowed,
    Unit,
    Worded,
)
from pennydrop.rooms.understand.rules.bits import bits_of, to_blob
from pennydrop.rooms.understand.rules.positions import position

CODES = [uuid.UUID(int=number) for number in range(1, 4)]
KINDS = ["interview", "survey"]
AREAS = {"north": {0, 2}, "south": {1}, "cold": {0, 1}}
PLACES = st.builds(position, st.integers(0, 2), st.integers(0, 2))
CODING = st.tuples(st.integers(0, 5), st.integers(1, 3), PLACES, PLACES).filter(
    lambda c: c[2] < c[3]
)
CODINGS = st.lists(CODING, max_size=25)
CODED = st.frozensets(st.sampled_from(CODES), min_size=1, max_size=2).map(Coded)
EITHER = st.recursive(CODED, lambda one: st.builds(Joined, one, st.just(How.OR), one), max_leaves=3)
KNOWN = st.frozensets(
    st.sampled_from([("area", "north"), ("area", "south"), ("heat", "cold")]), max_size=2
)
TURNS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 2)), st.tuples(st.integers(0, 2), st.booleans())
)


def joined(parts):
    both = st.builds(Joined, parts, st.sampled_from([How.AND, How.NOT]), EITHER)
    either = st.builds(Joined, parts, st.just(How.OR), parts)
    kinds = st.frozensets(st.sampled_from(KINDS), max_size=2)
    return st.one_of(both, either, st.builds(Narrowed, parts, kinds, KNOWN))


QUESTIONS = st.recursive(CODED, joined, max_leaves=4)
ONE, TWO = (Coded(frozenset({code})) for code in CODES[:2])


def made(codings, turns):
    file = sqlite3.connect(":memory:", isolation_level=None)
    file.executescript(SCHEMA + SUMS + BLOCKS + INDEXES)
    texts = [(n, uuid.UUID(int=100 + n).hex, KINDS[n % 2], n) for n in range(6)]
    file.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", texts)
    numbered = [(n, code.hex) for n, code in enumerate(CODES, start=1)]
    file.executemany("INSERT INTO codes VALUES (?, ?)", numbered)
    file.executemany(
        "INSERT INTO turns VALUES (?, ?, ?, ?, 9)",
        [(*place, person, asks) for place, (person, asks) in turns.items()],
    )
    file.executescript(
        "INSERT INTO attributes VALUES (1, 'area', 'Area', 0), (2, 'heat', 'Heat', 0)"
    )
    for value, people in AREAS.items():
        row = (1 + (value == "cold"), value, to_blob(bits_of(people)))
        file.execute("INSERT INTO told VALUES (?, ?, 0, ?)", row)
    put(file, codings)
    lay_blocks(file)
    return file


def put(file, codings):
    file.executemany('INSERT INTO codings (text, code, start, "end") VALUES (?, ?, ?, ?)', codings)


def agrees(file, question):
    asking = Asking(uuid.UUID(int=1), file, ())
    slow = [(text, span) for text, spans in sorted(asking.find(question).items()) for span in spans]
    total, sources, page = asking._page_by_bits(question, 0, 1000)
    assert page == slow
    assert (total, sources) == (len(slow), len({text for text, _ in slow}))
    assert asking._page_by_bits(question, 1, 2)[2] == slow[1:3]


@pytest.fixture(autouse=True, params=[1, 2048])
def _parts(request, monkeypatch):
    monkeypatch.setattr(positions_blocks, "PART", request.param)


@settings(deadline=None)
@given(CODINGS, TURNS, QUESTIONS)
@example([(1, 1, 0, 5), (1, 2, 5, 9)], {}, Joined(ONE, How.AND, TWO))  # they touch, share nothing
@example([(1, 1, 5, 9), (1, 2, 0, 5)], {}, Joined(ONE, How.NOT, TWO))
@example([(0, 1, 0, 5)] * 2, {}, ONE)  # two people, the same words
def test_bits_find_what_is_found_passage_by_passage(codings, turns, question):
    assert by_bits(question)
    agrees(made(codings, turns), question)


@settings(deadline=None)
@given(CODINGS, TURNS, QUESTIONS, st.lists(st.tuples(st.integers(0, 5), CODINGS), max_size=4))
def test_texts_that_change_are_laid_again(codings, turns, question, changes):
    file = made(codings, turns)
    agrees(file, question)
    for text, others in changes:
        file.execute("DELETE FROM codings WHERE text = ?", (text,))
        put(file, [(text, *coding) for _, *coding in others])
        lay_again(file, [text])
        agrees(file, question)


def test_a_block_that_grows_makes_the_others_way():
    """Far more passages than there was room for, in a text between others."""
    file = made([(n, 1, 0, 5) for n in range(6)], {})
    for text in (3, 0, 5):
        put(file, [(text, 1 + n % 3, n, n + 2) for n in range(60)])
        lay_again(file, [text])
        for question in (ONE, Joined(ONE, How.AND, TWO), Joined(TWO, How.NOT, ONE)):
            agrees(file, question)


@pytest.mark.parametrize(
    "question",
    [
        Worded("pain"),
        Joined(ONE, How.AND, Worded("pain")),
        Joined(Worded("pain"), How.OR, ONE),
        Joined(ONE, How.NEAR, TWO, 1, Unit.TURNS),
        Joined(ONE, How.AND, Joined(ONE, How.AND, TWO)),
        Narrowed(Worded("pain"), frozenset(), frozenset({("area", "north")})),
    ],
)
def test_what_needs_words_or_is_near_they_leave_to_others(question):
    assert not by_bits(question)

"""What bits answer is what is found passage by passage, also after texts changed."""

import sqlite3
import uuid

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.queries import asking, positions_blocks
from pennydrop.rooms.understand.queries.asking import _Looking
from pennydrop.rooms.understand.queries.asking_bits import by_bits, cut_by_bits
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
from pennydrop.rooms.understand.rules.positions import SPAN, position

CODES = [uuid.UUID(int=number) for number in range(1, 4)]
KINDS = ["interview", "survey"]
AREAS = {"north": {0, 2}, "south": {1}, "cold": {0, 1}}
PLACES = [position(order, offset) for order in range(3) for offset in range(3)]
PASSAGES = st.sampled_from([(start, end) for start in PLACES for end in PLACES if start < end])
CODING = st.builds(lambda *one: (*one[:2], *one[2]), st.integers(0, 5), st.integers(1, 3), PASSAGES)
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
    put = Asking(uuid.UUID(int=1), file)
    found = put.find(question)
    slow = [(text, span) for text in sorted(found) for span in found[text]]
    total, sources, page = cut_by_bits(file, put, question, 0, 1000)
    assert page == slow
    assert (total, sources) == (len(slow), len(found))
    assert cut_by_bits(file, put, question, 1, 2)[2] == slow[1:3]


@pytest.fixture(autouse=True, params=[1, 2048])
def _parts(request, monkeypatch):
    monkeypatch.setattr(positions_blocks, "PART", request.param)
    monkeypatch.setattr(asking, "FEWEST", 1)
    monkeypatch.setattr(asking, "MOST", 2)


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


@settings(deadline=None)
@given(CODINGS, CODED, CODED, st.integers(0, 2))
def test_near_in_turns_is_told_by_where_both_lie(codings, left, right, within):
    file = made(codings, {})
    found = Asking(uuid.UUID(int=1), file).find(Joined(left, How.NEAR, right, within, Unit.TURNS))
    ours, theirs = (
        {(text, low, high) for text, code, low, high in codings if CODES[code - 1] in one.codes}
        for one in (left, right)
    )
    expected = {
        (text, low, high)
        for text, low, high in ours
        for other, start, end in theirs
        if other == text
        and start // SPAN - (high - 1) // SPAN <= within
        and low // SPAN - (end - 1) // SPAN <= within
    }
    assert {(text, *span[:2]) for text, spans in found.items() for span in spans} == expected


@settings(deadline=None)
@given(CODINGS, QUESTIONS, st.integers(0, 9), st.integers(1, 9), st.booleans())
def test_a_page_is_looked_for_from_text_to_text(codings, question, first, count, near):
    """Nothing is counted twice or passed over where one range ends and the next begins; and where
    there was no time for all, what is counted is what stands in the texts that were looked at."""
    question = Joined(question, How.NEAR, TWO, 1, Unit.TURNS) if near else question
    file = made(codings, {})
    found = Asking(uuid.UUID(int=1), file).find(question)
    for wait in (0, 9):
        looking = _Looking(Asking(uuid.UUID(int=1), file), "", blind=False)
        part = looking.through(question, first, count, wait)
        seen = [
            (text, span) for text in sorted(found) if text < part.looked for span in found[text]
        ]
        assert (part.total, part.sources) == (len(seen), len({text for text, _ in seen}))
        texts = [uuid.UUID(int=100 + text) for text, _ in seen]
        assert [one.source for one in part.page] == texts[first : first + count]
        assert part.every == 6 and (part.whole or part.total > first + count)
        assert part.whole or not wait


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

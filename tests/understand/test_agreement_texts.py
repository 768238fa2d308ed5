"""Agreement over the characters of texts: the right universe, whatever the codings look like."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.agreement.coefficients import Measure
from pennydrop.rooms.understand.rules.agreement.differing import differences
from pennydrop.rooms.understand.rules.agreement.figures import figures_of, taken, values_of
from pennydrop.rooms.understand.rules.agreement.texts import (
    CODED,
    ENOUGH_TEXTS,
    NOT,
    Characters,
    Coded,
    Universe,
)
from pennydrop.rooms.understand.rules.positions import position

PERCENT, COHEN, FLEISS, ALPHA = Measure
ONE, TWO = 1, 2
PAIN, CARE = 11, 12


def one_turn(length, readers=(0, 1), coders=("a", "b")):
    return Universe(coders, {(ONE, 0): length}, {ONE: frozenset(readers)})


def coded(coder, start, end, code=PAIN, text=ONE, turn=0, end_turn=None):
    last = turn if end_turn is None else end_turn
    return Coded(text, code, coder, position(turn, start), position(last, end))


def kappa(universe, codings, code=PAIN):
    counts = Characters(universe, codings).counts(code)
    return values_of([taken(counts, len(universe.coders))])[COHEN]


def test_passages_that_overlap_by_half():
    """Each coded 20 of 200 characters, 10 of them alike: seen 0.9, chance 0.82."""
    assert kappa(one_turn(200), [coded(0, 20, 40), coded(1, 30, 50)]) == pytest.approx(4 / 9)


def test_what_nobody_coded_belongs_to_the_universe():
    """The same codings in a longer text agree better: more was left alone by both."""
    codings = [coded(0, 20, 40), coded(1, 30, 50)]
    short, long = kappa(one_turn(60), codings), kappa(one_turn(20_000), codings)
    assert short < 4 / 9 < long < 0.5


def test_two_codings_of_one_coder_agree_with_nobody():
    """She overlaps herself, he coded other words: worse than chance."""
    codings = [coded(0, 0, 40), coded(0, 20, 60), coded(1, 100, 160)]
    assert kappa(one_turn(200), codings) < 0
    assert kappa(one_turn(200), codings) == kappa(one_turn(200), [coded(0, 0, 60), codings[2]])


def test_a_text_that_only_one_has_read_counts_for_nothing():
    universe = Universe(
        ("a", "b"), {(ONE, 0): 100, (TWO, 0): 900}, {ONE: frozenset({0, 1}), TWO: frozenset({0})}
    )
    codings = [coded(0, 0, 50), coded(1, 0, 50), coded(0, 0, 900, text=TWO)]
    characters = Characters(universe, codings)
    assert (characters.texts, characters.characters) == (1, 100)
    assert characters.counts(PAIN) == {(CODED, CODED): 50, (NOT, NOT): 50}


def test_three_coders_of_whom_two_read_a_text():
    universe = Universe(
        ("a", "b", "c"),
        {(ONE, 0): 100, (TWO, 0): 10},
        {ONE: frozenset({0, 2}), TWO: frozenset({0, 1, 2})},
    )
    characters = Characters(universe, [coded(0, 0, 10), coded(2, 5, 15), coded(1, 0, 99)])
    assert characters.counts(PAIN) == {
        (CODED, None, NOT): 5, (CODED, None, CODED): 5, (NOT, None, CODED): 5,
        (NOT, None, NOT): 85, (NOT, NOT, NOT): 10,
    }  # fmt: skip


def test_an_interval_draws_turns_and_where_there_are_many_whole_texts():
    few = Universe(("a", "b"), {(ONE, n): 50 for n in range(20)}, {ONE: frozenset({0, 1})})
    texts = range(100, 100 + ENOUGH_TEXTS)
    many = Universe(("a", "b"), {(t, 0): 50 for t in texts}, {t: frozenset({0, 1}) for t in texts})
    for universe, whole in ((few, False), (many, True)):
        codings = [
            Coded(text, PAIN, who, position(turn, who * 5), position(turn, 20))
            for (text, turn) in list(universe.turns)[::2]
            for who in (0, 1)
        ]
        characters = Characters(universe, codings)
        assert characters.whole_texts is whole
        total = sum(universe.turns.values())
        draws = [draw[PAIN] for draw in characters.draws(40)]
        assert all(sum(counts.values()) == total for counts in draws)
        found = figures_of(characters.counts(PAIN), 2, draws)[ALPHA]
        assert found.low < found.value < found.high


SPANS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from([PAIN, CARE]), st.sampled_from([ONE, TWO]),
        st.integers(0, 2), st.integers(0, 12), st.integers(0, 2), st.integers(0, 12),
    ),
    max_size=14,
)  # fmt: skip
READERS = st.frozensets(st.integers(0, 2))


@given(spans=SPANS, lengths=st.lists(st.integers(1, 12), min_size=6, max_size=6), data=st.data())
def test_counting_by_stretches_is_counting_every_character(spans, lengths, data):
    turns = dict(zip([(text, n) for text in (ONE, TWO) for n in range(3)], lengths, strict=True))
    readers = {text: data.draw(READERS) for text in (ONE, TWO)}
    universe = Universe(("a", "b", "c"), turns, readers)
    codings = [
        Coded(text, code, who, start, end)
        for who, code, text, first, low, last, high in spans
        if (start := position(first, low)) < (end := position(last, high))
    ]
    characters = Characters(universe, codings)
    for code in characters.codes:
        slow = Counter(
            tuple(_said(codings, code, text, position(turn, at), who)
                  if who in readers[text] else None for who in range(3))
            for (text, turn), length in turns.items() if len(readers[text]) > 1
            for at in range(length)
        )  # fmt: skip
        fast = {pattern: n for pattern, n in characters.counts(code).items() if n}
        assert fast == dict(slow)


def _said(codings, code, text, at, who):
    covered = any(
        c.code == code and c.text == text and c.coder == who and c.start <= at < c.end
        for c in codings
    )
    return CODED if covered else NOT


def test_differences_turn_by_turn():
    universe = Universe(("a", "b"), {(ONE, n): 30 for n in range(4)}, {ONE: frozenset({0, 1})})
    alike = [coded(0, 0, 9), coded(1, 0, 9)]
    edges = [coded(0, 0, 9, turn=1), coded(1, 0, 12, turn=1)]
    alone = [coded(0, 3, 5, CARE, turn=2, end_turn=3)]
    found = differences(universe, [*alike, *edges, *alone], 0, 1)
    assert [(d.turn[1], d.codes, d.missing) for d in found] == [
        (1, (PAIN,), frozenset()),
        (2, (CARE,), {CARE}),
        (3, (CARE,), {CARE}),
    ]
    assert differences(universe, alike, 0, 1) == []
    unread = Universe(universe.coders, universe.turns, {ONE: frozenset({0})})
    assert differences(unread, edges, 0, 1) == []

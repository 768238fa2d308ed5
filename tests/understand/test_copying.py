"""Six words in a row: the rule alone, on any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.copying import (
    Numbers,
    copied_runs,
    numbered,
    shared,
    shingles,
    words_of,
)

SAID = "Well, I said: it burned like glass every night, and nobody wrote it down."
WORDS = st.lists(st.sampled_from("a b c d Don't don’t É e\u0301 7 x_y".split()), max_size=25)


def found(text, source=SAID):
    return [run.words for run in copied_runs(text, source)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("IT BURNED, like glass; every “night” for years", ["IT BURNED, like glass; every “night"]),
        ("it burned like glass every", []),  # five words
        ("it burned like some glass every night", []),  # another word between
        ("night every glass like burned it", []),  # another order
        ("said it burned like glass every day. Every night, and nobody wrote it", [
            "said it burned like glass every", "Every night, and nobody wrote it",
        ]),
        ("", []),
    ],
)  # fmt: skip
def test_runs(text, runs):
    assert found(text) == runs


def test_apostrophes_accents_and_combining_marks_are_alike():
    said = "I don't know what Zoé and me did there"
    assert found("i don’t know what Zoe\u0301 and", said) == ["i don’t know what Zoe\u0301 and"]
    assert found("I don't know what ZOE and", said)


def by_hand(text, source, run=6):
    """Whether some run of words is in both, the slow way."""
    ours = [word.folded for word in words_of(text)]
    theirs = [word.folded for word in words_of(source)]
    windows = {tuple(theirs[i : i + run]) for i in range(len(theirs) - run + 1)}
    return any(tuple(ours[i : i + run]) in windows for i in range(len(ours) - run + 1))


@given(WORDS, WORDS)
def test_found_exactly_when_six_words_are_shared(ours, theirs):
    text, source = " ".join(ours), ", ".join(theirs)
    runs = copied_runs(text, source)
    assert bool(runs) == by_hand(text, source)
    assert all(text[run.start : run.end] == run.words for run in runs)
    assert all(a.end <= b.start for a, b in zip(runs, runs[1:], strict=False))
    numbers = Numbers()
    known = set(shingles(numbered(source, numbers)))
    assert bool(shared(numbered(text, Numbers()), known)) == bool(runs)

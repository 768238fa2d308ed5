"""A text as the small model reads it: nothing is left out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers import find_identifiers
from pennydrop.rooms.understand.rules.identifiers.decoding import Least, Said, spans_of
from pennydrop.rooms.understand.rules.identifiers.tags import KINDS
from pennydrop.rooms.understand.rules.identifiers.traits import NUMBER, TRAITS, traits_of
from pennydrop.rooms.understand.rules.identifiers.windows import (
    LONGEST,
    pieces_of,
    windows,
)
from pennydrop.rooms.understand.rules.identifiers.words import Words

TEXT = "my mate shaz, Karen's from attleborough. Mark my words\nP2: 07700 900461"


@given(st.integers(0, 2000))
def test_windows_answer_for_each_piece_once_and_are_short_enough(count: int) -> None:
    cut = windows(count)
    assert [at for w in cut for at in range(w.own_first, w.own_last)] == [*range(count)]
    assert all(0 <= w.first <= w.own_first < w.own_last <= w.last <= count for w in cut)
    assert all(w.last - w.first <= LONGEST for w in cut)


def test_what_is_written_and_what_lists_know_is_seen() -> None:
    words = Words(TEXT)
    seen = [{TRAITS[t] for t in row} for row in traits_of(words, find_identifiers(TEXT))]
    by_word = {words.word(i): row for i, row in enumerate(seen)}
    assert {"lower", "given name", "rules say person"} <= by_word["shaz"]
    assert {"capital", "owner", "opens"} - by_word["Karen"] == {"opens"}
    assert {"place begins", "rules say place", "lower"} <= by_word["attleborough"]
    assert {"many meanings", "opens", "capital"} <= by_word["Mark"]
    assert {"digits", "rules say phone", "rules begin"} <= by_word["07700"]
    assert "rules begin" not in by_word["900461"]


@given(st.text(max_size=400))
@settings(deadline=None)
def test_any_text_becomes_pieces_with_each_word_once(text: str) -> None:
    words = Words(text)
    pieces = pieces_of(words, find_identifiers(text))
    begun = [piece.word for piece in pieces if piece.word >= 0]
    assert begun == sorted(set(begun))
    assert all(0 <= t < len(TRAITS) for piece in pieces for t in piece.traits)
    assert all(NUMBER["begins a word"] in p.traits for p in pieces if p.word >= 0)


def said(kind: str, chance: float = 0.9, *, begins: bool = False) -> Said:
    return Said(kind, chance, begins)


def test_words_of_one_kind_that_stand_together_are_one_span() -> None:
    words = Words("Anna Maria Lopez, Jo and\nSam of Diss")
    heard = {
        0: said("person", begins=True), 1: said("person"), 2: said("person"),
        3: said("person", begins=True), 5: said("person", 0.6), 7: said("place", 0.3),
    }  # fmt: skip
    found = spans_of(words, heard, Least(dict.fromkeys(KINDS, 0.5), 0.5))
    seen = [(words.text[s.start : s.end], s.label) for s in found]
    assert seen == [("Anna Maria Lopez", "person"), ("Jo", "person"), ("Sam", "person")]
    eager = spans_of(words, heard, Least(dict.fromkeys(KINDS, 0.2), 0.2))
    assert [words.text[s.start : s.end] for s in eager][-1] == "Diss"

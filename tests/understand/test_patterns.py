"""Regular expressions: which may run, and which letters every match has."""

import re
import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.queries.indexing import _ODD
from pennydrop.rooms.understand.rules.patterns import (
    BadPattern,
    Needed,
    compiled,
    even,
    is_pattern,
    literal,
    matches,
    opening,
)
from pennydrop.rooms.understand.rules.searching import for_index


@pytest.mark.parametrize(
    "typed",
    [
        r"/(a+)+$/", r"/(a|aa)+$/", r"/(\w+\s?)*x/", r"/(.*)(.*)(.*)x/", r"/.*.*.*x/", r"/(a)\1/",
        r"/(?=a)b/", r"/a*a*a*a*a*b/", r"/[^x]*[^y]*[^z]*q/", r"/(/", r"/a{2,1}/", "/" + "a" * 201
        + "/", "/   /", r"/((ab)*c*)*/",
    ],
)  # fmt: skip
def test_what_might_never_end_or_says_nothing_is_refused(typed):
    assert is_pattern(typed)
    with pytest.raises(BadPattern):
        compiled(typed)


@pytest.mark.parametrize(
    ("typed", "needed"),
    [
        (r"/pain\w*/", "pain"), (r"/(pain|hurt)\w*/", ""), (r"/\bdon't\b/", "don"),
        (r"/ketamine?/", "ketamin"), (r"/K2 \d+ nurse/", "nurse"), (r"/x+yz/", "yz"),
        (r"/(?:sur)gery/", "surgery"), (r"/\d{1,3} mg/", "mg"), (r"/a/", ""),
        (r"/(hour)+s?/", "hour"),
    ],
)  # fmt: skip
def test_the_letters_that_every_match_has(typed, needed):
    found = literal(typed)
    assert compiled(typed) and (found.letters if found else "") == needed


@pytest.mark.parametrize(
    ("typed", "begins", "ends"),
    [
        (r"/pain/", False, False), (r"/\bpain\b/", True, True), (r"/\bpain\w*/", True, False),
        (r"/\w*pain\b/", False, True), (r"/x\bpain\b/", True, True), (r"/\Bpain\B/", False, False),
        (r"/(\bpain)s?\b/", True, False), (r"/(?a)\bpain\b/", False, False),
        (r"/(?a:\bpain\b)/", False, False), (r"/\b pain \b/", False, False),
    ],
)  # fmt: skip
def test_where_a_word_begins_and_ends(typed, begins, ends):
    assert literal(typed) == Needed("pain", begins, ends)


def test_the_worst_that_may_run_ends_soon_on_a_long_turn():
    turn = "a b " * 1000
    for typed in (r"/.*x/", r"/\w+ \w+ \w+ \w+x/", r"/b.{0,40}q.{0,40}x/"):
        began = time.process_time()
        assert compiled(typed).search(turn) is None
        assert time.process_time() - began < 5


SMALL = st.text(alphabet="ab .", min_size=1, max_size=6)


@given(
    st.lists(st.sampled_from(["ab", "b", "a+", ".", r"\w", "b?", "(ba)", " "]), max_size=5), SMALL
)
def test_whatever_matches_has_those_letters(parts, text):
    typed = "/" + "".join(parts) + "b/"
    try:
        found = compiled(typed).search(text)
    except BadPattern:
        return
    if found:
        needed = literal(typed)
        assert needed is None or needed.letters in found.group().lower()


@given(
    st.sampled_from(["mon", r"\bmon", r"mon\b", r"\bmon\b", r"\bmon\w+", r"(?a)\bmon\b", "mon't"]),
    st.lists(
        st.sampled_from(["mon", "Mon", "mo", "day", "é", "e\u0301", "\u0301", "\u0332", "_", "-",
                         " ", "'", "’", "ʼ", "\ue000", "1", "д"]), max_size=7,
    ),
)  # fmt: skip
def test_a_turn_that_matches_has_a_word_of_the_index_in_which_the_letters_stand(inner, parts):
    typed, text = f"/{inner}/", for_index("".join(parts))
    if not compiled(typed).search(even(text)) or _ODD.search(text):
        return
    with sqlite3.connect(":memory:") as index:
        index.execute(
            "CREATE VIRTUAL TABLE w USING fts5(t, tokenize='unicode61 remove_diacritics 2')"
        )
        index.execute("INSERT INTO w VALUES (?)", (text,))
        index.execute("CREATE VIRTUAL TABLE v USING fts5vocab('w', 'row')")
        assert any(
            literal(typed).stands_in(term) for (term,) in index.execute("SELECT term FROM v")
        )


@given(st.text(max_size=30))
def test_nothing_that_is_typed_does_anything_but_run_or_be_refused(text):
    try:
        assert isinstance(compiled(f"/{text}/"), re.Pattern)
        literal(f"/{text}/")
    except BadPattern:
        pass
    assert len(even(text)) == len(text)


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        (r"/\bPain\b/", "pain"), (r"/pain\w*/", "pain"), (r"/colou?r/", "colo"), (r"/a+b/", ""),
        (r"/(pain)/", ""), (r"/pain|paint/", "pain"), (r"/^no\b/", "no"), (r"/é12/", ""),
    ],
)  # fmt: skip
def test_with_which_letters_every_match_begins(typed, begins):
    assert opening(typed) == begins


@given(
    st.sampled_from(
        [r"/\bab\b/", r"/ab\w*/", r"/ab+?/", r"/aba/", r"/^ab/", r"/ab|abb/", r"/ab\b.?/",
         r"/ab(a|b)/", r"/ks\w?/", r"/ki/", r"/(?m)^ab$/", r"/ab\Ba/"],
    ),
    st.one_of(st.text("abB \n", max_size=40), st.text("absikſKıİ é-", max_size=40)),
)  # fmt: skip
def test_looking_for_the_first_letters_finds_what_trying_everywhere_finds(typed, text):
    pattern = compiled(typed)
    everywhere = [found.span() for found in pattern.finditer(text) if found.group()]
    assert matches(pattern, opening(typed), text) == everywhere

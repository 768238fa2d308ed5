"""regex(): the patterns that forms hold, judged by Python's own, and the ones that are traps."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.xpath import ExpressionError
from pennydrop.rooms.listen.rules.xpath.patterns import matches

PATTERNS = [
    r"[0-9]+",
    r"\d{3}-?\d{2}",
    r"^[A-Z][a-z]*$",
    r"a|bc|",
    r"(ab)*c?",
    r"[^\s@]+@[^\s@]+\.[a-z]{2,}",
    r"(\+44|0)7\d{9}",
    r"[\w.-]+",
    r".*x.*",
    r"a{2,3}",
    r"a{0}b",
    r"(a|b)*abb",
    r"x??y+?",
    r"[a\-z]+",
    r"[\]a]",
    r"\bfoo\b.*",
    r"(?=.*\d)(?=.*[a-z]).{4,8}",
    r"(?!0)\d+",
    r"(?:a|b)+",
    r"(?i)abc",
    r"[A-F0-9]{2}(:[A-F0-9]{2}){5}",
    r"\.\*\[",
    r"a\tb",
    r"\x41\u0042",
    r"(a?){4}a{4}",
    r"[^a]",
    r"\D\W\S",
    r"(|a)b",
    r"(a*)*b",
    r"$",
    r"a$b",
    r"\Ba",
]
TEXTS = [
    "",
    "a",
    "b",
    "aa",
    "aaa",
    "aaaa",
    "ab",
    "abc",
    "ABC",
    "abb",
    "babb",
    "abab",
    "ababc",
    "0",
    "7",
    "123",
    "12345",
    "123-45",
    "Ab",
    "AB",
    "Foo",
    "foo",
    "foo bar",
    "x",
    "y",
    "xy",
    "xyy",
    "axb",
    "me@here.org",
    "me@here",
    "07700900123",
    "+447700900123",
    "a-z",
    "]",
    "a\tb",
    ".*[",
    "12:AF:00:9B:C3:D4",
    "a1b2",
    "abcdefghi",
    "ab12x",
    "bc",
    "c",
    "é",
    "a\nb",
    "?!x",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_as_python_would(pattern):
    judge = re.compile(pattern, re.ASCII)
    for text in TEXTS:
        expected = judge.fullmatch(text) is not None
        assert matches(pattern, text) is expected, (pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        (r"\p{L}+", "Zoë", True),
        (r"\p{Lu}\P{L}", "A1", True),
        (r"[\p{L} '-]+", "Ann-Marie O'Neill", True),
        (r"\p{Alpha}+", "é", False),
        (r"(?<year>\d{4})-\d\d", "2024-05", True),
        (r"[a-z[0-9]]+", "a1", True),
        (r"(?i)[a-f]+", "CAFE", True),
        (r"\Aab\z", "ab", True),
        (r"a.b", "a\u2028b", False),
        (r"a{b", "a{b", True),
    ],
)
def test_what_java_writes_otherwise(pattern, text, fits):
    assert matches(pattern, text) is fits


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "[",
        "[a",
        "*a",
        "a)",
        r"(a)\1",
        "(?<=a)b",
        "(?>a)",
        "a++",
        "[z-a]",
        "a{3,2}",
        r"\q",
        r"\p{Zzz}",
        r"\u12",
        "\\",
        "(?#x)",
        "(?<n",
        r"\p{L",
        "[a&&b]",
        "a{1001}",
        "(" * 50 + ")" * 50,
        "a" * 3000,
        "(a{1000}){1000}",
        "((a{99}){99}){99}",
        "(?=a{999}){999}b",
    ],
)
def test_what_cannot_be_used_is_told(pattern):
    with pytest.raises(ExpressionError, match="pattern"):
        matches(pattern, "a")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(a+)+b", "a" * 5_000),
        (r"(a|a)*b", "a" * 5_000),
        (r"(.*)*x", "a" * 5_000),
        (r"(a?){60}a{60}", "a" * 59),
        (r"([a-z]+)*\d", "abc" * 1_000),
        (r"(?=(a+)+b)a*", "a" * 2_000),
        (r"((a*)*)*c", "a" * 3_000),
        (r"(?=(?=(?=a*b)a*b)a*b)*c", "a" * 3_000),
    ],
)
def test_a_trap_ends_soon(pattern, text):
    began = time.process_time()
    try:
        assert matches(pattern, text) is False
    except ExpressionError as problem:
        assert "too much" in problem.message
    assert time.process_time() - began < 10


def test_what_looks_ahead_at_every_letter_is_stopped():
    with pytest.raises(ExpressionError, match="too much work"):
        matches(r"(?:(?=a*b)a)*", "a" * 5_000 + "b")
    assert matches(r"(?:(?=a*b)a)*b", "a" * 100 + "b") is True


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="ab|()[]*+?{},^$.\\d1-2=!:<>i&pL", max_size=14),
    st.text(alphabet="ab12-", max_size=8),
)
def test_no_pattern_raises_anything_else(pattern, text):
    try:
        matches(pattern, text)
    except ExpressionError:
        pass


_SIMPLE = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "c"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{0,}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(_SIMPLE, st.text(alphabet="abc", max_size=6))
def test_any_pattern_as_python_would(pattern, text):
    assert matches(pattern, text) is (re.fullmatch(pattern, text) is not None)

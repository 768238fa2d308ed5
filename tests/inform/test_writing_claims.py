"""What a claim may say, and how its sources are typed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.citing import BadSources, read_sources, write_sources
from pennydrop.rooms.inform.rules.claims import ClaimText, Source
from pennydrop.rooms.inform.rules.words import avoided
from pennydrop.rooms.inform.rules.writing import BadClaim, check_claim

GOOD = Source("Title", "Publisher", 2024, "https://a.example/b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("x" * 601, "601 characters"),
        ("Take no more than 50 mg.", "dose"),
        ("Half a gram is 0.5 g for most.", "dose"),
        ("Ketamine users go more often.", "can hurt"),
        ("An addict knows.", "can hurt"),
        ("Stay clean for a month.", "can hurt"),
        ("She suffered from cramps.", "can hurt"),
    ],
)
def test_a_claim_that_cannot_stand_is_refused_in_words(text, said):
    with pytest.raises(BadClaim, match=said):
        check_claim(ClaimText("key", text, sources=(GOOD,)))


@pytest.mark.parametrize(
    "text",
    [
        "The limit for driving is 20 µg/L of blood.",
        "Use clean water and a clean straw.",
        "Drink a glass of water.",
        "Ask the service user group.",
        "In week 2 it may be easier.",
    ],
)
def test_what_only_looks_alike_is_kept(text):
    check_claim(ClaimText("key", text, sources=(GOOD,)))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("", "P"), "title"),
        (Source("T", " "), "published"),
        (Source("T", "P", 24), "24"),
        (Source("T", "P", link="http://a.example"), "https"),
        (Source("T", "P", link="javascript:alert(1)"), "https"),
        (Source("T|x", "P"), "stroke"),
    ],
)
def test_a_source_says_who_what_and_where(source, said):
    with pytest.raises(BadClaim, match=f"Source 1: .*{said}"):
        check_claim(ClaimText("key", "Words.", sources=(source,)))


@pytest.mark.parametrize("key", ["", "Upper", "a b", "a--b", "-a", "a" * 81])
def test_a_key_is_plain(key):
    with pytest.raises(BadClaim, match="key"):
        check_claim(ClaimText(key, "Words.", sources=(GOOD,)))


field = st.from_regex(r"[A-Za-z][A-Za-z0-9 ,.]{0,18}[a-z]", fullmatch=True)
sources = st.builds(
    Source, field, field, st.none() | st.integers(1900, 2100),
    st.sampled_from(["", "https://a.example/x"]), st.none() | st.dates(dt.date(2000, 1, 1)),
)  # fmt: skip


@given(st.lists(sources, max_size=4).map(tuple))
def test_sources_read_back_the_same(some):
    assert read_sources(write_sources(some)) == some


@pytest.mark.parametrize(
    "text", ["only one", " | title", "a | b | c | d | e | f", "a | b | 20x4", "a | b | 24",
             "a | b | 2024 | | 2 March"],
)  # fmt: skip
def test_a_line_that_is_no_source_is_named(text):
    with pytest.raises(BadSources, match="Source 2"):
        read_sources("P | T\n" + text)


def test_each_word_is_found_once():
    found = [word.found for word in avoided("Drug users, addicts and junkies; drug abuse.")]
    assert sorted(found) == ["Drug users", "addicts", "drug abuse", "junkies"]

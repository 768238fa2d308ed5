"""Where sentences end, and how one is found again."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents.prose import MARK, html, plain
from pennydrop.core.documents.sentences import fingerprint, html_with, sentences, spans

WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéü", min_size=2, max_size=8)
PLAIN = st.lists(WORD, min_size=2, max_size=8).map(lambda words: " ".join(words).capitalize())
SAID = st.builds(
    lambda text, end: f"{text} indeed{end}", PLAIN, st.sampled_from([".", "!", "?", "…"])
)
ANY = st.text(alphabet="aB1 .!?…“”\"'()[]\n*_-`é", max_size=80)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It hurt, e.g. at night. Dr. Hale and Prof. J. Smith et al. (2020) say so.", 2),
        ("He said “It hurt. I stopped.” Then he left.", 2),
        ('She wrote "No. Never." and went (see p. 4. Or not).', 1),
        ("About 3.5 of them came. See No. 5 there. No. That was it.", 4),
        ("Really? Yes! It goes on… and on. “A quote begins.” Another.", 5),
        ("one line\nanother line", 2),
        ("An open “quote that never ends. It goes on.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, count):
    assert len(spans(text)) == count, [text[a:b] for a, b in spans(text)]


def test_lists_and_emphasis_count_and_headings_do_not():
    text = "# Not. This.\n\nOne is **here. Two** is [linked. Three](https://x.org).\n\n- a\n- b. C"
    assert sentences(text) == ("One is here.", "Two is linked.", "Three.", "a", "b.", "C")


@given(st.lists(SAID, min_size=1, max_size=6))
def test_what_is_put_together_of_sentences_comes_apart_again(said):
    text = " ".join(said)
    found = [text[a:b] for a, b in spans(text)]
    assert found == said
    assert [one for each in found for one in sentences(each)] == found


@given(ANY)
def test_nothing_is_lost_and_nothing_stands_twice(text):
    cuts = spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in cuts) == "".join(text.split())
    assert all(a < b for a, b in cuts)
    assert all(one[1] <= two[0] for one, two in pairwise(cuts))


@given(SAID, SAID)
def test_a_sentence_is_found_again_until_a_word_of_it_changes(one, other):
    assert fingerprint(one) == fingerprint(f"  {one.upper()}\n")
    assert fingerprint("It’s “so”.") == fingerprint('it\'s "so".')
    assert (fingerprint(one) == fingerprint(other)) == (one.casefold() == other.casefold())


@given(ANY)
def test_marks_change_nothing_of_a_text_but_what_is_put_in(markdown):
    found: list[str] = []

    def after(sentence):
        found.append(sentence)
        return "<b>|</b>"

    marked = html_with(markdown, shift=2, after=after)
    assert marked.replace("<b>|</b>", "") == html(markdown, shift=2)
    assert tuple(found) == sentences(markdown)
    assert html_with(markdown, shift=2, after=lambda sentence: "") == html(markdown, shift=2)


def test_a_mark_never_stands_in_a_link_and_nobody_can_type_one():
    marked = html_with("[Go. On](/x) now. Yes.", shift=2, after=lambda sentence: "<i></i>")
    assert not re.search(r"<a[^>]*>[^/]*<i>", marked.split("</a>")[0])
    assert MARK not in html(f"a{MARK}b.", shift=2) and plain("a.") == "a."

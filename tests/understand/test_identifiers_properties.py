"""What holds for any text: spans lie in it, in order and apart, and hostile text costs no more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers import Label, find_identifiers, mentions_of
from pennydrop.rooms.understand.rules.identifiers.spans import Span, settle
from tests.growing import in_proportion

PIECES = st.sampled_from(
    [
        "Karen",
        "my mate",
        "shaz's",
        "I'm 34",
        "07700 900123",
        "k@x.co.uk",
        "NR3 4LD",
        "14 Lawson Road",
        "line of charlie",
        "Will",
        "may",
        "@kez",
        "Earsham Ward",
        "oh seven seven",
        "double",
        "👩🏽‍🚀",
        "e\u0301",
        "\u202eאבג",
        "مريم",
        "Ǆ",
        "İstanbul",
        "ﬁ",
        "\r\n",
        "\n",
        ".",
        ",",
        "-",
        "'",
        "’s",
        "_",
        "[friend 1]",
        "12/03/94",
        "943 476 5919",
        "\u200d",
        "\x00",
        "\ud83d",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join),
                  st.lists(PIECES, max_size=12).map("".join))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=2))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, hide: list[str]) -> None:
    spans = find_identifiers(text, hide=hide)
    reached = 0
    for span in spans:
        assert reached <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        assert span.label in set(Label) and 0 < span.score <= 1
        reached = span.end


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_text_put_before_shifts_every_span(text: str) -> None:
    before = "Well, that was a long day. 👍\n\n"
    shifted = [
        (s.start - len(before), s.end - len(before), s.label)
        for s in find_identifiers(before + text)
    ]
    assert shifted == [(s.start, s.end, s.label) for s in find_identifiers(text)]


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(["Karen", "Zoë", "O'Leary", "Castle Acre", "אבג", "kez99"]), TEXTS, TEXTS)
def test_a_hidden_term_is_found_wherever_it_stands(term: str, before: str, after: str) -> None:
    text = f"{before} {term}. {after}"
    at = len(before) + 1
    covered = {i for s in find_identifiers(text, hide=[term]) for i in range(s.start, s.end)}
    assert set(range(at, at + len(term))) <= covered
    assert all(start < end for start, end in mentions_of(term, text))


SPANS = st.builds(
    lambda start, length, label, score: Span(start, start + length, label, score),
    st.integers(0, 30), st.integers(1, 9), st.sampled_from([label.value for label in Label]),
    st.floats(0.1, 1))  # fmt: skip


@given(st.lists(SPANS, max_size=12))
def test_settling_keeps_spans_apart_and_everything_hidden(spans: list[Span]) -> None:
    settled = settle(spans)
    covered = [i for s in settled for i in range(s.start, s.end)]
    assert len(covered) == len(set(covered)) and covered == sorted(covered)
    kept = {i for s in settled if s.label == Label.HIDDEN for i in range(s.start, s.end)}
    assert {i for s in spans if s.label == Label.HIDDEN for i in range(s.start, s.end)} <= kept


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.",
        "a@",
        "1 ",
        "0",
        "one ",
        "Aa ",
        "a-",
        "A-",
        "'",
        "\u0301",
        "12/",
        "@a",
        "dot ",
        "of ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert in_proportion(lambda size: find_identifiers(unit * (size // len(unit))), 10_000, times=4)

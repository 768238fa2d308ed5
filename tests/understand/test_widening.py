"""What belongs to a find and stands beside it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.widening import bridged, widened


def wide(text: str, mention: str, label: Label, why: Why = Why.MODEL) -> str:
    at = text.index(mention)
    span = widened(text, Span(at, at + len(mention), label.value, 0.9, why.value))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "mention", "label", "whole"),
    [
        ("Present: A. Boateng", "Boateng", Label.PERSON, "A. Boateng"),
        ("with R. J. Moss (chair)", "Moss", Label.PERSON, "R. J. Moss"),
        ("a card from K. Lau, in gold", "Lau", Label.PERSON, "K. Lau"),
        ("I was on the K. Sarah was not", "Sarah", Label.PERSON, "Sarah"),
        ("did E. Dean did not", "Dean", Label.PERSON, "Dean"),
        ("saw Filmon T. at noon", "Filmon", Label.PERSON, "Filmon T."),
        ("gave Jo K. And then", "Jo", Label.PERSON, "Jo"),
        ("plan a. dave will ring", "dave", Label.PERSON, "dave"),
        ("im at Sallow Close no 9. ring", "Sallow Close", Label.ADDRESS, "Sallow Close no 9"),
        ("write to Sallow Row, 2, Diss", "Sallow Row", Label.ADDRESS, "Sallow Row, 2"),
        ("left Sallow Row, 2 of us", "Sallow Row", Label.ADDRESS, "Sallow Row"),
        ("stopped on stadium road last week", "road", Label.ADDRESS, "stadium road"),
        ("walk down the road to", "road", Label.ADDRESS, "road"),
        ("at 4 Sallow Row, 2", "4 Sallow Row", Label.ADDRESS, "4 Sallow Row"),
        ("rang Jan van der Meulen", "Meulen", Label.PERSON, "van der Meulen"),
        ("Maria dos Santos came", "Santos", Label.PERSON, "dos Santos"),
        ("got in the van Danny drove", "Danny", Label.PERSON, "Danny"),
        ("in Our Lady of Lourdes", "Lady of Lourdes", Label.ORGANISATION, "Our Lady of Lourdes"),
        ("slept in St Osyth's porch", "St Osyth", Label.ORGANISATION, "St Osyth's"),
        (
            "at our lady of lourdes now",
            "lady of lourdes",
            Label.ORGANISATION,
            "our lady of lourdes",
        ),
        ("Faith: Our Lady Star of the Sea", "Lady", Label.ORGANISATION, "Our Lady Star of the Sea"),
        ("at st osyth's porch", "st osyth", Label.ORGANISATION, "st osyth's"),
        ("on the terrace, Paper Lantern.", "Lantern", Label.ORGANISATION, "Paper Lantern"),
        ("Outside Lantern there is", "Lantern", Label.ORGANISATION, "Lantern"),
        ("and Karen Lantern sells", "Lantern", Label.ORGANISATION, "Lantern"),
        ("rang oyster bay surgery twice", "oyster bay", Label.ORGANISATION, "oyster bay surgery"),
        ("at adwoa's kitchen again", "adwoa", Label.ORGANISATION, "adwoa's kitchen"),
        ("at Prior Cross Hospital", "Prior Cross", Label.ORGANISATION, "Prior Cross Hospital"),
        ("down the Lamplighter's Rest", "Lamplighter", Label.ORGANISATION, "Lamplighter's Rest"),
        ("at fabric rest of us", "fabric", Label.ORGANISATION, "fabric"),
        ("at Larwood hospital food", "Larwood", Label.ORGANISATION, "Larwood"),
        ("prior house hotel bill", "prior house", Label.ORGANISATION, "prior house"),
        ("a bloke of fifty-two.", "fifty", Label.AGE, "fifty-two"),
        ("she is sixty one now", "sixty", Label.AGE, "sixty one"),
        ("he is thirty two-timers", "thirty", Label.AGE, "thirty"),
        ("he's an organ tuner. Honest", "organ", Label.JOB, "organ tuner"),
        ("my father was a kipper smoker", "smoker", Label.JOB, "kipper smoker"),
        ("the only farrier here", "farrier", Label.JOB, "farrier"),
        ("as steeplejack on top", "steeplejack", Label.JOB, "steeplejack"),
        ("down at Larwood’s, he said", "Larwood", Label.ORGANISATION, "Larwood’s"),
        ("we met in Larwood's on Friday", "Larwood", Label.ORGANISATION, "Larwood's"),
        ("the Ship's landlord", "Ship", Label.ORGANISATION, "Ship"),
        ("stood outside Larwood's holding", "Larwood", Label.ORGANISATION, "Larwood's"),
        ("go down the Nag's first", "Nag", Label.ORGANISATION, "Nag's"),
        ("sent to A&E. Josiane drives", "Josiane", Label.PERSON, "Josiane"),
        ("at Diss's edge", "Diss", Label.PLACE, "Diss"),
    ],
)
def test_a_find_takes_what_belongs_to_it(text: str, mention: str, label: Label, whole: str) -> None:
    assert wide(text, mention, label) == whole


@pytest.mark.parametrize(
    ("text", "labels", "whole"),
    [
        ("at kaveh's cuts", (Label.PERSON, Label.ORGANISATION), ["kaveh's cuts"]),
        ("at Sultan’s Chair", (Label.ORGANISATION, Label.ADDRESS), ["Sultan’s Chair"]),
        ("at karen's diss", (Label.PERSON, Label.PLACE), ["karen", "diss"]),
        ("at karen's 34", (Label.ORGANISATION, Label.AGE), ["karen", "34"]),
        ("at karen, cuts", (Label.PERSON, Label.ORGANISATION), ["karen", "cuts"]),
    ],
)
def test_an_owner_and_what_is_called_so_are_one(
    text: str, labels: tuple[Label, Label], whole: list[str]
) -> None:
    first, last = re.findall(r"\w{2,}", text)[1], re.findall(r"\w{2,}", text)[-1]
    spans = [
        Span(text.index(word), text.index(word) + len(word), label.value, 0.9, Why.MODEL.value)
        for word, label in zip((first, last), labels, strict=True)
    ]
    assert [text[span.start : span.end] for span in bridged(text, spans)] == whole
    decided = [span._replace(why=Why.EARLIER.value) for span in spans]
    assert bridged(text, decided) == decided


def test_a_sign_that_somebody_decided_on_before_has_no_words_to_look_at() -> None:
    assert wide("at & kitchen", "&", Label.ORGANISATION, Why.EARLIER) == "&"


def test_what_somebody_asked_to_hide_is_hidden_as_it_was_asked() -> None:
    assert wide("A. Boateng", "Boateng", Label.HIDDEN, Why.ASKED) == "Boateng"


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 60), st.sampled_from(Label))
def test_it_never_becomes_smaller_or_leaves_the_text(
    text: str, one: int, other: int, label: Label
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start < end:
        span = widened(text, Span(start, end, label.value, 0.5, Why.MODEL.value))
        assert 0 <= span.start <= start < end <= span.end <= len(text)

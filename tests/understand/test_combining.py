"""Rules and model together: what stands, what is denied, and how sure it is said to be."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers import Label, Span, Why, find_in
from pennydrop.rooms.understand.rules.identifiers.combining import (
    CERTAIN,
    LONE,
    Asked,
    Sure,
    combined,
    heard_again,
    joined,
    measured,
)
from pennydrop.rooms.understand.rules.identifiers.decoding import Least, Said
from pennydrop.rooms.understand.rules.identifiers.second_look import again
from pennydrop.rooms.understand.rules.identifiers.tags import KINDS
from pennydrop.rooms.understand.rules.identifiers.telling import said_sure, said_why
from pennydrop.rooms.understand.rules.identifiers.words import Words

TEXT = "Dave rang 07700 900123 about Molly"
WORDS = Words(TEXT)
NAME = Span(0, 4, "person", 0.95, Why.LIST.value)
PHONE = Span(10, 22, "phone", 0.95)
DRUG = Span(29, 34, "person", 0.7, Why.PATTERN.value)
ASKED = Asked(
    least=Least(dict.fromkeys(KINDS, 0.5), 0.3),
    floor=dict.fromkeys(KINDS, 0.2),
    known=dict.fromkeys(KINDS, 0.03),
    again=0.4,
    sure=Sure(1.0, {"person": 0.0}),
)


def person(chance: float) -> Said:
    return Said("person", chance, True)


def words_of(spans: list[Span]) -> list[str]:
    return [TEXT[span.start : span.end] for span in spans]


def test_what_the_model_denies_falls_and_a_number_stands() -> None:
    said = {0: person(0.9), 2: Said("phone", 0.05, True), 3: Said("phone", 0.05, False),
            5: person(0.1)}  # fmt: skip
    assert words_of(combined(WORDS, [NAME, PHONE, DRUG], said, ASKED)) == ["Dave", "07700 900123"]
    assert words_of(combined(WORDS, [NAME, PHONE, DRUG], {}, ASKED)) == []


def test_what_the_model_alone_sees_is_found_and_says_so() -> None:
    (found,) = combined(WORDS, [], {5: person(0.8)}, ASKED)
    assert (TEXT[found.start : found.end], found.why) == ("Molly", "model")
    assert combined(WORDS, [], {5: person(0.4)}, ASKED) == []


def test_an_edge_joins_what_is_sure_and_is_nothing_alone() -> None:
    said = {0: person(0.9), 1: Said("person", 0.35, False), 5: person(0.35)}
    assert words_of(combined(WORDS, [], said, ASKED)) == ["Dave rang"]


def test_what_both_see_is_one_span_named_by_a_form_that_is_fixed() -> None:
    said = {1: Said("person", 0.99, True), 2: Said("person", 0.99, False)}
    (found,) = combined(WORDS, [PHONE], said, ASKED)
    assert (TEXT[found.start : found.end], found.label) == ("rang 07700 900123", "phone")


def test_a_name_that_is_nothing_else_is_found_again_and_a_drug_only_where_it_reads_so() -> None:
    text = "Zubaida and Molly. molly, zubaida"
    words = Words(text)
    repeated = [
        Span(19, 24, "person", 0.8, Why.AGAIN.value),
        Span(26, 33, "person", 0.8, Why.AGAIN.value),
    ]
    (name,) = heard_again(words, repeated, {2: person(0.3), 3: person(0.3)}, ASKED)
    assert (text[name.start : name.end], name.score) == ("zubaida", 0.4)
    assert len(heard_again(words, repeated, {3: person(0.5)}, ASKED)) == 2


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("And Mouse, you said? Mouse: it's about a mouse.", 21),
        ("mouse said so\nmouse: yeah", 14),
        ("I ring Shell. Who? Shell.", 19),
    ],
)
def test_a_word_that_was_a_name_is_one_again_as_a_label_or_an_answer(text: str, at: int) -> None:
    words = Words(text)
    first = text.index(text[at : at + 5])
    later = [s for s in again(words, [Span(first, first + 5, "person", 0.95)]) if s.start != first]
    assert [span.start for span in heard_again(words, later, {}, ASKED)] == [at]


def test_a_word_that_was_surely_a_name_is_one_again_with_a_capital_inside_a_sentence() -> None:
    text = "it was me, Chalky and him. Chalky rang, all chalky. On Molly then, with Molly"
    words = Words(text)
    sure = [
        Span(27, 33, "person", 0.99),
        Span(text.index("Molly"), text.index("Molly") + 5, "person", 0.99),
    ]
    kept = heard_again(words, again(words, sure), {}, ASKED)
    assert [text[span.start - 4 : span.end] for span in kept] == ["me, Chalky"]
    unsure = [Span(27, 33, "person", 0.75)]
    assert heard_again(words, again(words, unsure), {}, ASKED) == []


def test_a_part_of_a_full_name_that_the_rules_see_too_is_no_other_sense() -> None:
    text = "the flat of Art Gilley. Art told the warden"
    words = Words(text)
    (part,) = (s for s in again(words, [Span(12, 22, "person", 0.95)]) if s.start > 22)
    assert text[part.start : part.end] == "Art"
    assert heard_again(words, [part], {}, ASKED) == []
    ruled = [Span(24, 27, "person", 0.75, Why.PATTERN.value)]
    assert len(heard_again(words, [part], {}, ASKED, ruled)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Dear Win,\nhello",
        "Hiya Bean!",
        "Known as: Bambi\nAge",
        "Likes to be called: Blod",
        "Name: Sky",
        "see you. Hi Rusty, all well?",
        "Gives name as “Teapot” only",
    ],
)
def test_whoever_is_greeted_or_asked_for_stands_although_the_model_sees_nobody(text: str) -> None:
    words = Words(text)
    assert [s.score for s in combined(words, find_in(words), {}, ASKED)] == [CERTAIN]


@pytest.mark.parametrize(
    "text",
    [
        "Dear All,\nhello",
        "Dear Ketamine,",
        "Hello Samaritans,",
        "Dear K,",
        "Name: Withheld",
        "Drug name: Bolt",
        "Known as: a",
        "call me Tuesday",
        "call him Dad",
        "stuff they called Charlie",
        "we called Bright twice",
        "Hello Doctor,",
        "Hi Nan!",
        "dear win, no",
        "Hi Win or not",
        "name as above",
        "Name as Tuesday",
    ],
)
def test_a_greeting_for_anybody_hides_nobody(text: str) -> None:
    words = Words(text)
    assert combined(words, find_in(words), {}, ASKED) == []


def test_what_people_decided_before_stands_whatever_the_model_thinks() -> None:
    earlier = Span(29, 34, "person", 0.8, Why.EARLIER.value)
    assert combined(WORDS, [earlier], {5: person(0.01)}, ASKED) == [earlier]


def test_the_persons_own_list_wins() -> None:
    hidden = Span(0, 9, Label.HIDDEN.value, 1.0, Why.ASKED.value)
    found = combined(WORDS, [hidden], {0: person(0.99), 1: person(0.99)}, ASKED)
    assert [(s.start, s.end, s.label) for s in found] == [(0, 9, "hidden")]
    assert measured(WORDS, found, ASKED)[0].score == 1.0


spans = st.lists(
    st.builds(
        lambda start, length, label, score: Span(start, start + length, label, score),
        st.integers(0, 60), st.integers(1, 12), st.sampled_from([*KINDS, "hidden"]),
        st.floats(0, 1),
    ),
    max_size=12,
)  # fmt: skip


@given(spans)
def test_joined_spans_never_overlap_and_lose_nothing(some: list[Span]) -> None:
    found = joined(some)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    covered = {i for s in found for i in range(s.start, s.end)}
    assert {i for s in some for i in range(s.start, s.end)} <= covered


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 3), st.floats(-4, 4))
def test_sureness_rises_with_what_the_model_says(
    one: float, other: float, slope: float, shift: float
) -> None:
    sure = Sure(slope, {"person": shift})
    low, high = sorted((one, other))
    assert 0 <= sure.of("person", low) <= sure.of("person", high) <= 1


def test_sureness_is_the_logistic_curve() -> None:
    assert Sure(1.0, {}).of("age", 0.3) == pytest.approx(0.3)
    odds = 0.5 * math.log(0.9 / 0.1) - 1
    assert Sure(0.5, {"age": -1.0}).of("age", 0.9) == pytest.approx(1 / (1 + math.exp(-odds)))


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("why", list(Why))
def test_every_suggestion_says_why_in_a_sentence(label: Label, why: Why) -> None:
    said = said_why(Span(0, 1, label.value, 0.5, why.value))
    assert said.endswith(".") and "{" not in said


def test_sureness_in_words() -> None:
    words = [said_sure(score) for score in (1.0, 0.9, 0.6, 0.1)]
    assert words == ["nearly sure", "likely", "more likely than not", "perhaps"]


def test_what_stands_alone_in_a_text_has_to_be_surer() -> None:
    asked = replace(ASKED, company=0.6, alone=0.4)
    seen = NAME._replace(why=Why.MODEL.value)
    half, sure = (seen._replace(score=score) for score in (0.5, 0.7))
    unsure = PHONE._replace(label="person", why=Why.MODEL.value, score=0.2)
    assert words_of(measured(WORDS, [unsure], asked)) == []
    assert [span.score for span in measured(WORDS, [unsure, half], asked)] == [pytest.approx(0.5)]
    assert (
        len(measured(WORDS, [unsure, half, sure], asked)) == 3
    )  # where one is named, others often are
    assert len(measured(WORDS, [unsure, PHONE._replace(score=0.1)], asked)) == 2
    assert len(measured(WORDS, [unsure, NAME._replace(why=Why.ASKED.value, score=1.0)], asked)) == 2
    assert words_of(measured(WORDS, [NAME._replace(score=0.2)], asked)) == ["Dave"]
    assert measured(WORDS, [NAME._replace(score=LONE - 0.01)], asked) == []
    drug = DRUG._replace(why=Why.LIST.value, score=0.2)
    assert measured(WORDS, [drug], asked) == []


def test_whoever_has_a_title_stands_alone() -> None:
    words = Words("Hello Mr Green. It is Green.")
    asked = replace(ASKED, company=0.8, alone=0.6)
    titled, other = (Span(at, at + 5, "person", 0.4, Why.PATTERN.value) for at in (9, 22))
    assert measured(words, [titled], asked)
    assert measured(words, [other], asked) == []


def test_who_stands_once_in_a_text_stands_at_every_mention() -> None:
    asked = replace(ASKED, company=0.9, alone=0.4)
    words = Words("Anneka Thorsby. anneka thorsby is kind, Dean is not")
    said = [(0, 14, 0.7), (16, 30, 0.2), (40, 44, 0.2)]
    spans = [Span(start, end, "person", score, Why.MODEL.value) for start, end, score in said]
    assert [(span.start, span.end) for span in measured(words, spans, asked)] == [(0, 14), (16, 30)]

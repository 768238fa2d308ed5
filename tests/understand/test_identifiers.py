"""What the finder finds, kind by kind, and what looks like an identifier and is none."""

import pytest

from pennydrop.rooms.understand.rules.identifiers import Label, find_identifiers, fold, mentions_of
from pennydrop.rooms.understand.rules.identifiers.dates import age
from pennydrop.rooms.understand.rules.identifiers.numbers import nhs_number_holds
from tests.understand.identifier_examples import FOUND
from tests.understand.identifier_look_alikes import LOOK_ALIKES


@pytest.mark.parametrize(
    ("label", "text", "written"),
    [(label, text, written) for label, cases in FOUND.items() for text, written in cases],
)
def test_found(label: str, text: str, written: str) -> None:
    found = [(span.label, text[span.start : span.end]) for span in find_identifiers(text)]
    assert (label, written) in found


def test_every_label_has_examples() -> None:
    assert set(FOUND) | {Label.HIDDEN, Label.JOB} == set(Label)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert find_identifiers(text) == []


@pytest.mark.parametrize(
    ("person", "other"),
    [
        ("my sister Charlie was there", "a line of charlie was there"),
        ("Charlie said so", "we did some charlie"),
        ("Will said he would", "Will he come"),
        ("nurse May sat with me", "that was in May"),
        ("my mate Bill paid", "the bill was paid"),
        ("Mandy rang my mum", "they sell mandy"),
        ("I rang Lucy about it", "I bought Lucy off him"),
    ],
)
def test_the_same_word_in_two_senses(person: str, other: str) -> None:
    assert [span.label for span in find_identifiers(person)] == ["person"]
    assert find_identifiers(other) == []


def test_a_sister_and_a_drug_of_one_name_in_one_text() -> None:
    text = "My sister Charlie hated it. I was on charlie by then. I told Charlie in the end."
    assert [span.start for span in find_identifiers(text)] == [10, 61]


def test_found_once_is_found_everywhere() -> None:
    text = "They called him Smudgey. smudgey's flat was grim, and smudggey never slept."
    assert [span.start for span in find_identifiers(text)] == [16, 25, 54]


def test_the_parts_of_a_full_name_are_found_alone() -> None:
    text = "Zbigna Grobelny ran it. We all liked zbigna. No one liked GROBELNY."
    assert [text[s.start : s.end] for s in find_identifiers(text)] == [
        "Zbigna Grobelny", "zbigna", "GROBELNY"]  # fmt: skip


def test_what_the_person_listed_always_wins() -> None:
    text = "I did molly with the farm lot. Kerry is kerry.w@ketmail.co.uk."
    spans = find_identifiers(text, hide=["Molly", "the farm", "Kerry"])
    assert [(text[s.start : s.end], s.label) for s in spans] == [
        ("molly", "hidden"), ("the farm", "hidden"), ("Kerry", "hidden"),
        ("kerry.w@ketmail.co.uk", "hidden")]  # fmt: skip
    assert {span.score for span in spans} == {1.0}


def test_names_and_places_known_to_the_study() -> None:
    text = "we went to the red barn with wibble"
    spans = find_identifiers(text, names=["Wibble"], places=["Red Barn"])
    assert [(text[s.start : s.end], s.label) for s in spans] == [
        ("red barn", "place"), ("wibble", "person")]  # fmt: skip


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (
            "Karen",
            "karen, KAREN, Karen's and Karen’s, not Karenina",
            ["karen", "KAREN", "Karen", "Karen"],
        ),
        ("Zoë", "zoe and ZOË and Zoe\u0308", ["zoe", "ZOË", "Zoe\u0308"]),
        ("Phillip", "philip or Philipp", ["philip", "Philipp"]),
        ("Ann", "an apple for ann", ["ann"]),
        ("O'Leary", "oleary and O’Leary", ["oleary", "O’Leary"]),
        ("Castle Acre", "castle-acre, Castle  Acre", ["castle-acre", "Castle  Acre"]),
        (
            "07700 900123",
            "07700900123 or 07700-900-123, not 077009001234",
            ["07700900123", "07700-900-123"],
        ),
        ("Will", "will you tell Will? I will. my brother will said no", ["Will", "will"]),
        ("Kez", "@kez_free is kez", ["kez"]),
        ("Łukasz", "lukasz", ["lukasz"]),
        ("", "nothing", []),
        ("👍", "ok 👍", ["👍"]),
    ],
)
def test_mentions(term: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in mentions_of(term, text)] == found


def test_folding_joins_spellings_of_one_mention() -> None:
    assert fold("Philip's") == fold("PHILLIP") == fold("phillip’s")
    assert fold("King's  Lynn") == fold("king's-lynn")
    assert fold("Karen") != fold("Karin")


def test_nhs_check_digit() -> None:
    assert nhs_number_holds("9434765919")
    assert not nhs_number_holds("9434765918")
    assert not nhs_number_holds("943476591")


@pytest.mark.parametrize(
    ("written", "years"), [("34", 34), ("Thirty-four", 34), ("nineteen", 19), ("fourty", 40)]
)
def test_ages_in_words(written: str, years: int) -> None:
    assert age(written) == years


@pytest.mark.parametrize("term", ["my mum's shop", "My Mum’s shop"])
def test_a_possessive_inside_a_term_does_not_hide_it(term):
    text = "I work in my mum's shop. I put the sign up."
    assert [text[start:end] for start, end in mentions_of(term, text)] == ["my mum's shop"]


def test_a_street_is_found_without_its_house_number_too():
    text = "We live on Foghorn Parade, I am 14 Foghorn Parade; she: Flat 2b, 14 Foghorn Parade."
    found = [text[span.start : span.end] for span in find_identifiers(text)]
    assert "Foghorn Parade" in found and "14 Foghorn Parade" in found


@pytest.mark.parametrize("ending", ["'ll", "’ll", "'d", "’d", "'ve", "'s", "’s", "'re", "'d've"])
@pytest.mark.parametrize("name", ["Pete", "Molly", "Zbigna"])
def test_a_shortened_verb_is_no_part_of_a_name(name: str, ending: str) -> None:
    text = f"My mate {name} was there. {name}{ending} ring you."
    spans = find_identifiers(text)
    assert [text[span.start : span.end] for span in spans] == [name, name]
    assert fold(name + ending) == fold(name)


@pytest.mark.parametrize(
    "text", ["He OD'd twice.", "That'd help.", "I’ll mark it.", "They'd wait."]
)
def test_shortened_verbs_alone_name_nobody(text: str) -> None:
    assert find_identifiers(text) == []

"""What is none, whatever the model says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers import Span, Why, find_identifiers
from pennydrop.rooms.understand.rules.identifiers.vetoes import vetoed
from pennydrop.rooms.understand.rules.identifiers.words import Words


def veto(
    text: str, mention: str, label: str = "person", why: Why = Why.MODEL, score: float = 0.25
) -> bool:
    at = text.index(mention)
    return vetoed(Words(text), Span(at, at + len(mention), label, score, why.value))


@pytest.mark.parametrize(
    ("text", "mention", "label"),
    [
        ("then\nA: we went", "A", "person"),
        ("Female B: no", "B", "person"),
        ("D.o.b. 3 May", "D.o.b", "person"),
        ("medicines (e.g. tolterodine)", "e.g", "person"),
        ("left 0340hrs", "0340hrs", "address"),
        ("0905 Sonny lost it", "0905", "phone"),
        ("the skatepark 10am", "10am", "address"),
        ("sell it at Boots", "at", "organisation"),
        ("Hiya, it's only me", "Hiya", "person"),
        ("and?\nMod: how was that", "Mod", "person"),
        ("RA: you said", "RA", "person"),
        ("SPEAKER_01 yes", "01", "person"),
        ("my ALT was 412", "412", "age"),
        ("I was 11 then", "11", "age"),
        ("room ²⁵", "²⁵", "age"),
        ("As your provider, I", "provider", "age"),
        ("9" * 5_000, "9" * 5_000, "age"),
        ("I was with Turning Point then", "Turning Point", "organisation"),
        ("I was with Turning Point then", "Point", "person"),
        ("up on Prince Albert then", "Prince Albert", "organisation"),
        ("Nurse: you forgot the cone.", "Nurse", "person"),
        ("Carer B: you forgot the cone.", "B", "person"),
    ],
)
def test_what_cannot_be_one_is_vetoed(text: str, mention: str, label: str) -> None:
    assert veto(text, mention, label)


@pytest.mark.parametrize(
    ("text", "mention", "label"),
    [
        ("Mr A: he rang", "A", "person"),
        ("J.P. rang", "J.P", "person"),
        ("Will rang", "Will", "person"),
        ("it was molly's idea", "molly", "person"),
        ("ring 07700 900123", "07700 900123", "phone"),
        ("14 Foghorn Parade", "14 Foghorn Parade", "address"),
        ("at the Ship", "Ship", "organisation"),
        ("Res rang: he", "Res", "person"),
        ("AW: in Risley", "AW", "person"),
        ("I was 17", "17", "age"),
        ("eighteenth", "eighteenth", "age"),
        ("the big four-oh", "four-oh", "age"),
        ("she's Sixty one", "Sixty one", "age"),
        ("my aunt Mary Jane rang", "Mary Jane", "person"),
        ("the turning was at Point Clear", "Point", "person"),
        ("walk home past the Prince Albert", "Prince Albert", "organisation"),
        ("Nadia: you forgot the cone.", "Nadia", "person"),
        ("before that it was Prof, cos I read", "Prof", "person"),
        ("I got it off Rev and he laughed", "Rev", "person"),
    ],
)
def test_what_may_be_one_is_not(text: str, mention: str, label: str) -> None:
    assert not veto(text, mention, label)


def test_what_somebody_asked_for_is_never_vetoed() -> None:
    assert not veto("hiya love", "hiya", "hidden", Why.ASKED)
    assert not veto("hiya love", "hiya", "person", Why.EARLIER)


@pytest.mark.parametrize(
    ("text", "mention", "sure"),
    [
        ("they call him Noddy on the wing", "Noddy", 0.35),
        ("we call her tuesday, dont ask", "tuesday", 0.55),
        ("Doctor has his rucksack", "Doctor", 0.55),
        ("everyone called him Wagon Wheel", "Wagon Wheel", 0.97),
    ],
)
def test_a_nickname_of_which_the_model_is_sure_is_one(text: str, mention: str, sure: float) -> None:
    assert veto(text, mention, score=sure - 0.1)
    assert not veto(text, mention, score=sure)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("was it Captain Pugwash driving", "Captain Pugwash"),
        ("known to him only as Mr Fish", "Mr"),
        ("when Prof Ash came round", "Prof"),
        ("the Dr said", "Dr"),
    ],
)
def test_nobody_is_called_so_however_sure_the_model_is(text: str, mention: str) -> None:
    assert veto(text, mention, score=0.999)


def test_a_short_word_in_a_capital_may_be_a_name() -> None:
    assert not veto("me, Ha, An and Long", "An", score=0.99)
    assert veto("me, ha, an and long", "an", score=0.99)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_stretch_of_any_text_can_be_asked_about(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert vetoed(Words(text), Span(start, end, "person", 0.5, Why.MODEL.value)) in (True, False)


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("[21:14] mossy.bl: u about", "handle", "mossy.bl"),
        ("benny_b0nes: ye", "handle", "benny_b0nes"),
        ("on Discord I was bladderina#4471", "handle", "bladderina#4471"),
        ("my snap (leah.bxo) and", "handle", "leah.bxo"),
        ("it's S E fifteen, one Q B", "postcode", "S E fifteen, one Q B"),
        ("the new site, ourpanel.wales, is up", "web", "ourpanel.wales"),
    ],
)
def test_forms_that_are_fixed_are_found(text: str, label: str, words: str) -> None:
    assert (label, words) in [(s.label, text[s.start : s.end]) for s in find_identifiers(text)]


@pytest.mark.parametrize(
    "text", ["SPEAKER_00 okay", "d.o.b: 2", "p.s: bring milk", "it was 4.52: ok"]
)
def test_labels_and_shortened_words_are_no_usernames(text: str) -> None:
    assert "handle" not in [span.label for span in find_identifiers(text)]

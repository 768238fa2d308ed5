"""The whole finder, as a program asks it: what the model adds, settings, and any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.public.identifiers import (
    Setting,
    Span,
    find_identifiers,
    said_why,
)
from pennydrop.rooms.understand.rules.identifiers.asking import asked_of
from pennydrop.rooms.understand.rules.identifiers.decoding import Least, Said, spans_of
from pennydrop.rooms.understand.rules.identifiers.tags import KINDS
from pennydrop.rooms.understand.rules.identifiers.words import Words

HOSTILE = (
    "a", "A", "7", " ", "\n", "@", ".", "-", "'s ",
    "é", "e\u0301", "👩‍👧 ", "\u202e", "\u200d", "[",
    "Dave ", "dave said ", "07700 900123 ", "a@b.co ", "oh seven ", "\ud7ff", "中", "ب ", "x.y",
)  # fmt: skip


def found(text: str, **asked: object) -> list[str]:
    return [text[span.start : span.end] for span in find_identifiers(text, **asked)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("my mate Dave works at the chippy in Cromer", {"Dave", "Cromer"}),
        ("I did molly with my sister Molly and her brother Dean.", {"Molly", "Dean"}),
        ("ring zubaida on 07700 900123, she's at the Jolly Sailor", {"zubaida", "07700 900123"}),
        ("Dr Okonkwo-Reid at Elm Tree Surgery saw me on 4 March", {"Okonkwo-Reid", "4 March"}),
        ("we flew to Magaluf with our Danny, he's in Kraków now", {"Magaluf", "Danny", "Kraków"}),
        ("Hello again, Mr. Green. It's really nice to see you.", {"Green"}),
        ("Miss World was on and I cried", set()),
        ("two weeks in Tenerife, then Goa, then Spain again", set()),
        ("we were on the k all night and may go again in June", set()),
        ("The NHS leaflet says ketamine harms the bladder.", set()),
    ],
)
def test_what_points_to_somebody_is_found_and_drugs_are_not(text: str, hidden: set[str]) -> None:
    words = found(text)
    assert hidden <= set(words)
    assert hidden or not words


def test_the_persons_own_list_wins() -> None:
    text = "We call it the barn. The Barn was cold."
    spans = find_identifiers(text, hide=["the barn"])
    assert [(span.label, span.why, span.score) for span in spans] == [("hidden", "asked", 1.0)] * 2


def test_a_list_given_as_one_string_is_refused() -> None:
    with pytest.raises(TypeError, match="lists of words"):
        find_identifiers("Dave", hide="Dave")


def test_names_that_the_study_knows_are_found_whatever_the_model_thinks() -> None:
    (span,) = find_identifiers("then wibble rang", names=["Wibble"])
    assert (span.why, said_why(span)) == ("earlier", "This study knows it as somebody's name.")


def test_what_was_found_once_is_found_again_in_another_case() -> None:
    assert found("My key worker is Anneka Thorsby. anneka thorsby is kind.")[-1] == "anneka thorsby"


def test_less_noise_asks_for_more_of_every_kind() -> None:
    eager, calm = (asked_of(setting) for setting in (Setting.MISS_NOTHING, Setting.LESS_NOISE))
    assert all(eager.least.core[kind] <= calm.least.core[kind] for kind in KINDS)
    text = "Art rang the Lamb. Ghost was there, and the lads from Pier 9, and Smalls."
    assert len(found(text, setting=Setting.LESS_NOISE)) <= len(found(text))


def sound(text: str, spans: list[Span]) -> bool:
    ends = [0, *(edge for span in spans for edge in (span.start, span.end))]
    return ends == sorted(ends) and ends[-1] <= len(text) and all(0 <= s.score <= 1 for s in spans)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=200), st.sampled_from(Setting))
def test_any_text_is_answered(text: str, setting: Setting) -> None:
    spans = find_identifiers(text, setting=setting)
    assert sound(text, spans) and all(span.start < span.end for span in spans)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_run_of_anything_is_answered(piece: str) -> None:
    text = piece * (3_000 // len(piece))
    assert sound(text, find_identifiers(text))


def test_a_pub_and_its_town_are_two_finds() -> None:
    words = Words("in the Plough in Diss with us")
    said = {i: Said("organisation", 0.9, i == 2) for i in (2, 3, 4)}
    spans = spans_of(words, said, Least(dict.fromkeys(KINDS, 0.5), 0.3))
    assert [words.text[span.start : span.end] for span in spans] == ["Plough", "Diss"]
    hyphened = Words("at Stow-in-the-Wold now")
    said = {i: Said("place", 0.9, i == 1) for i in (1, 2, 3, 4)}
    spans = spans_of(hyphened, said, Least(dict.fromkeys(KINDS, 0.5), 0.3))
    assert [hyphened.text[span.start : span.end] for span in spans] == ["Stow-in-the-Wold"]


@pytest.mark.parametrize(
    "text", ["7" * 20_000, "I'm " + "9" * 5_000, "I'm ²⁵", "٣٤ and ໓໔", "²" * 300]
)
def test_figures_that_are_no_number_stop_nothing(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in find_identifiers(text))


def test_a_setting_may_be_written_as_on_the_command_line() -> None:
    text = "my mate Dave works at the chippy"
    calm = find_identifiers(text, setting="less-noise")
    assert calm == find_identifiers(text, setting=Setting.LESS_NOISE)
    with pytest.raises(ValueError, match="loud"):
        find_identifiers(text, setting="loud")


@pytest.mark.parametrize("text", [None, b"Dave"])
def test_what_is_no_text_is_refused_in_words(text: object) -> None:
    with pytest.raises(TypeError, match="the text is a str, not"):
        find_identifiers(text)  # type: ignore[arg-type]

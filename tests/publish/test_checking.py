"""What the release check sees in texts and in quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.checking import (
    QuoteFacts,
    alt_problem,
    check_quote,
    quoted_too_often,
    small_counts,
    unrounded_counts,
)
from pennydrop.rooms.publish.rules.filling import fill, kept_up_to_date, places_in
from pennydrop.rooms.publish.rules.wording import TEXTS, split_title


def facts(**values):
    kept = {
        "id": "q", "study": "s", "source_title": "Interview 1", "fidelity": "word_for_word",
        "participants": ("p",), "signed_by": ("user:1", "user:2"), "consent": "v1", "blocks": (),
    }  # fmt: skip
    return QuoteFacts(**{**kept, **values})


def test_a_signed_and_agreed_quote_may_leave():
    assert check_quote(facts(), studies={"s"}, refused={}) == ()


@pytest.mark.parametrize(
    ("values", "refused", "said"),
    [
        ({"blocks": ("It changed after it was signed.",)}, {}, "changed after"),
        ({"study": "other"}, {}, "another study"),
        ({"fidelity": "notes"}, {}, "not word for word"),
        ({"signed_by": ("user:1",)}, {}, "Two people"),
        ({"signed_by": ("user:1", "user:1")}, {}, "Two people"),
        ({"participants": ()}, {}, "nobody's words"),
        ({}, {"p": "About “publish” this person said no"}, "said no"),
    ],
)
def test_each_thing_in_the_way_is_named(values, refused, said):
    reasons = check_quote(facts(**values), studies={"s"}, refused=refused)
    assert any(said in reason for reason in reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Seven people said so",
        "3 participants",
        "two of the women",
        "Nine  other people",
        "1 person",
    ],
)
def test_small_counts_of_people_are_found(text):
    assert small_counts(text, threshold=10)
    assert not small_counts(text, threshold=10) or not unrounded_counts(text, threshold=10)


@pytest.mark.parametrize(
    "text",
    [
        "a few people", "10 people", "version 3 of the form", "2.5 people-years", "£3 people",
        "two focus groups", "section 2: people", "in 2024 people", "someone people trust",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert small_counts(text, threshold=10) == ()


def test_large_counts_are_weighed_when_not_rounded():
    assert unrounded_counts("37 people and 40 women", threshold=10) == ("37 people",)
    assert small_counts("12 people", threshold=15) == ("12 people",)


def test_one_person_quoted_too_often_is_weighed():
    many = [facts(participants=(str(n),)) for n in range(12)]
    assert quoted_too_often(many) == ()
    assert quoted_too_often([*many, facts(participants=("0",)), facts(participants=("0",))]) == (
        ("0", 3),
    )
    assert quoted_too_often([facts(), facts(), facts(participants=("x",))]) == (("p", 2),)


def test_words_for_a_chart_have_to_say_something():
    assert alt_problem("", "Themes") and alt_problem("Themes", "Themes")
    assert alt_problem("{{chart}}", "Themes") and alt_problem("   ", "T")
    assert alt_problem("Pain came up in most interviews.", "Themes") == ""


@given(st.text(alphabet="{} abcpeople", max_size=60))
def test_filling_never_fails_and_never_fills_twice(text):
    filled = fill(text, {"people": "{{people}} and", "a": "b"})
    assert filled == fill(text, {"people": "{{people}} and", "a": "b"})
    assert bool(places_in(text)) == kept_up_to_date(text)


def test_what_is_unknown_stays_to_be_seen():
    assert fill("{{people}} in {{nowhere}}", {"people": "40"}) == "40 in {{nowhere}}"
    assert places_in(fill("{{months}}", {"months": ""})) == ("months",)


def test_no_text_of_the_template_holds_a_small_number_of_people():
    for text in TEXTS.values():
        assert small_counts(text, threshold=25) in ((), ("two of us",))


def test_a_title_may_hold_a_subtitle():
    assert split_title("Ketamine: what people said: all") == ("Ketamine", "what people said: all")
    assert split_title("Ketamine:") == ("Ketamine:", "")

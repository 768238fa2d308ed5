"""How old people of the demonstration study said they are, beside what they say in their words."""

import re

import pytest

from pennydrop.web.demo.field import AGES, TOLD
from tests.demo.texts import load, read_turns

OWN_AGE = re.compile(
    r"(?:\bI'm|\bI am|\bim|\bSaid he is|The) (\d\d|fifty-eight|fifty-two|fifty)(?:\b(?!-))"
)
NUMBERS = {"fifty": 50, "fifty-two": 52, "fifty-eight": 58}


def told() -> dict[str, str]:
    """Pseudonym -> their own words."""
    words = {row["pseudonym"]: " ".join(row["answers"].values()) for row in load("survey.json")}
    for row in load("interviews.json"):
        words[row["pseudonym"]] = _said(
            row, [n for n, w in row["speakers"].items() if w != "staff"]
        )
    for row in load("focus_groups.json"):
        for name, one in row["participants"].items():
            words[one["pseudonym"]] = _said(row, [name])
    return words


def _said(row, speakers):
    return " ".join(words for who, words in read_turns(row["file"]) if who in speakers)


def ages() -> dict[str, int]:
    found = {}
    for person, words in told().items():
        stated = OWN_AGE.search(words)
        if stated:
            found[person] = NUMBERS.get(stated[1]) or int(stated[1])
    return found


def test_most_people_who_say_their_age_are_found():
    assert len(ages()) >= 15


@pytest.mark.parametrize(("person", "age"), ages().items())
def test_the_group_somebody_chose_is_that_of_the_age_in_their_words(person, age):
    group = "Under 25" if age < 25 else "25 to 40" if age <= 40 else "Over 40"
    assert AGES[TOLD[person]].name == group

"""The list of questions says each with its logic in words."""

import pytest

from pennydrop.rooms.listen.rules.editing.reading_logic import Telling
from pennydrop.rooms.listen.rules.editing.telling import told
from tests.listen.questioning import whole

FORM = whole()


def test_the_list_says_each_question_with_its_logic():
    rows = {row.place: row for row in told(FORM)}
    assert [row.number for row in rows.values()] == [1, 2, 3, 4, 0, 0, 5, 6, 7, 8, 9, 10]
    assert rows["first"].details == ("Only if “Who helped?” includes “A friend”",)
    assert rows["helped"].details == ("Choose at most 2",)
    assert rows["age"].details == (
        "Only if “Who helped?” is answered", "Asked once more when left empty",
        "Write a number from 0 to 120",
    )  # fmt: skip
    assert rows["hard"].hint == "This part is about hospital." and rows["hard"].section
    assert rows["hard"].details == ("Only if “How old were you?” is at least 18",)
    assert rows["hard/stay/day"].details == ("Write a day that has been, not one to come",)
    assert rows["hard/stay/ward"].depth == 2 and rows["hard/stay/ward"].first
    assert rows["yes"].details == ("Must be ticked to go on",) and rows["yes"].last
    assert rows["worth"].kind == "Scale from 1 to 10"


@pytest.mark.parametrize("written", ["${start}=cf", "cf = ${start}"])
def test_which_choices_are_left_is_told_with_the_question(written):
    line = Telling(FORM).fitting(written)
    assert line == "what is left depends on the answer to “How did it start?”"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("${age} > 18 and (${start} = 'x' or not(${start} = 'y'))",
         "“How old were you?” is more than 18 and (“How did it start?” is “x” or it is not so that "
         "“How did it start?” is “y”)"),
        ("'friend' = ${first}", "“Who helped first?” is “A friend”"),
        ("18 < ${age}", "“How old were you?” is more than 18"),
        ("not(selected(${helped}, 'doctor'))", "“Who helped?” does not include “A doctor”"),
        ("count-selected(${helped}) >= 2", "how many are chosen in “Who helped?” is at least 2"),
        ("${age} * 2 + 1", "(“How old were you?” × 2) + 1"),
        ("/data/age = -1", "“How old were you?” is −1"),
        ("true()", "always"),
        ("regex(${start}, '^a')", "regex(${start}, '^a')"),
        ("count(/data/hard/stay) > 1", "count(/data/hard/stay) > 1"),
        ("1 +", "1 +"),
    ],
)  # fmt: skip
def test_logic_in_words(expression, words):
    assert Telling(FORM).told(expression) == words

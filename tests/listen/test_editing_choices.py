"""Choices keep their names when they are reworded, and names are made of the words that tell."""

import pytest

from pennydrop.rooms.listen.rules.editing.choices import (
    BadChoices,
    list_name,
    read_choices,
    taken_in,
)
from pennydrop.rooms.listen.rules.editing.naming import name_for
from pennydrop.rooms.listen.rules.editing.places import item_at
from pennydrop.rooms.listen.rules.form import read_form
from pennydrop.rooms.listen.rules.form.writing import write_rows
from tests.listen.forming import made
from tests.listen.questioning import whole

FORM = whole()


def test_choices_keep_their_names_when_they_are_reworded_or_put_in_order():
    before = item_at(FORM, "helped").choices
    kept = read_choices("Nobody\n A  friend of mine \nA doctor\nA nurse", before, "")
    assert [(c.name, str(c.label)) for c in kept] == [
        ("nobody", "Nobody"), ("friend", "A friend of mine"), ("doctor", "A doctor"),
        ("nurse", "A nurse"),
    ]  # fmt: skip


def test_another_choice_in_the_same_place_is_not_taken_for_the_old_one():
    before = read_choices("Yes\nNo", (), "")
    after = read_choices("Yes\nMy mother", before, "")
    assert [choice.name for choice in after] == ["yes", "mother"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [("One", "at least two"), ("", "at least two"), ("A\nB\nA", "“A” is there twice"),
     ("\n".join(map(str, range(201))), "at most 200")],
)  # fmt: skip
def test_bad_choices_say_what_to_do(lines, says):
    with pytest.raises(BadChoices, match=says):
        read_choices(lines, (), "")


@pytest.mark.parametrize(
    ("words", "taken", "name"),
    [
        ("How did it start?", [], "start"), ("How did it start?", ["start", "start_2"], "start_3"),
        ("Qui t’a aidé ?", [], "qui_ta_aide"), ("你好吗", [], "question"), ("", [], "question"),
        ("18 or over?", [], "question_18_over"), ("What about you?", [], "what_about_you"),
        ("Name", [], "name_2"), ("x" * 80, [], "x" * 32), ("Was it ${start}?", [], "was_it"),
    ],
)  # fmt: skip
def test_names_are_made_of_the_words_that_tell(words, taken, name):
    assert name_for(words, taken) == name


def test_choices_out_of_a_file_become_the_forms_own():
    form = made(
        "| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | t | Town? |\n",
        {"towns.csv": [["name", "label"], ["a", "Alby"], ["b", "Bale"]]},
    )
    own = taken_in(form)
    assert [str(c.label) for c in read_form(write_rows(own)).questions()[0].choices] == [
        "Alby", "Bale"
    ]  # fmt: skip
    assert list_name(own, "towns") == "towns_2"

"""Choices of a form: listed, from a file, from answers, and “other”."""

import pytest

from tests.listen.forming import YESNO, made, messages, places


def test_or_other_becomes_one_more_choice_and_an_open_question():
    form = made("""
    | survey |
    | | type | name | label | choice_filter |
    | | select_one yn or_other | a | A | name != 'n' |
    | | select_multiple yn | b | B | |
    | | text | c | C ${a_other} | |
    """)
    a, a_other, b, _ = form.questions()
    assert [choice.name for choice in a.choices] == ["y", "n", "other"]
    assert [choice.name for choice in b.choices] == ["y", "n"]
    assert (a_other.name, a_other.relevant) == ("a_other", "selected(../a, 'other')")
    assert a.choice_filter == "(name != 'n') or name = 'other'"


def test_or_other_needs_its_name():
    assert places("""
    | survey |
    | | type | name | label |
    | | text | a_other | A |
    | | select_one yn or_other | a | A |
    """) == [("survey", 3, "type")]


def test_choices_from_elsewhere():
    form = made("""
    | survey |
    | | type | name | label | choice_filter | parameters |
    | | select_one_external towns | a | A | county = 'x' | |
    | | select_one_from_file places.csv | b | B | | value=id label=title |
    | | select_multiple_from_file absent.csv | c | C | | |
    | choices |
    | | list_name | name | label |
    | external_choices |
    | | list_name | name | label | county |
    | | towns | n | North | x |
    """, files={"places.csv": [["id", "title", "kind"], ["1", "One", "z"]]})  # fmt: skip
    a, b, c = form.questions()
    assert a.listed.external and a.choices[0].extra == (("county", "x"),)
    assert (b.listed.name, b.choices[0].name, str(b.choices[0].label)) == ("places", "1", "One")
    assert (c.listed.source, c.choices) == ("absent.csv", ())
    assert any("did not come with the form" in remark.message for remark in form.remarks)


def test_choices_that_are_answers_of_a_repeat():
    form = made("""
    | survey |
    | | type | name | label | choice_filter |
    | | begin_repeat | person | P | |
    | | text | who | W | |
    | | integer | age | A | |
    | | end_repeat | | | |
    | | select_one ${who} | eldest | Who? | ${age} > 17 |
    """)
    assert form.question("eldest").listed.source == "${who}"


def test_the_same_name_twice_in_a_list_only_where_the_settings_allow_it():
    table = "| survey |\n| | type | name | label |\n| | select_one yn | a | A |" + YESNO
    assert places(f"{table}| | yn | y | Oh yes |") == [("choices", 4, "name")]
    allowed = "| settings |\n| | allow_choice_duplicates |\n| | yes |"
    assert len(made(f"{table}| | yn | y | Oh yes |\n{allowed}").questions()[0].choices) == 3


@pytest.mark.parametrize(
    ("table", "place", "said"),
    [
        ("| choices |\n| | list_name | label |\n| | yn | Yes |", ("choices", 1, "name"),
         "no column"),
        ("| choices |\n| | name | label |\n| | y | Yes |", ("choices", 1, "list_name"),
         "no column"),
        ("| choices |\n| | list_name | name | label |\n| | yn |  | Yes |", ("choices", 2, "name"),
         "name is missing"),
        ("| choices |\n| | list_name | name | label |\n| | yn | a b | Yes |",
         ("choices", 2, "name"), "take the space out"),
        ("| choices |\n| | list_name | name | label |\n| | Yn | a | Yes |",
         ("survey", 2, "type"), "Did you mean “Yn”?"),
    ],
)  # fmt: skip
def test_faults_in_the_choices_have_their_place(table, place, said):
    survey = "| survey |\n| | type | name | label |\n| | select_multiple yn | a | A |\n"
    assert place in places(survey + table)
    assert said in messages(survey + table)

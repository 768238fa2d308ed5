"""Rows of a survey: groups and repeats nest, some are switched off, faults have their place."""

import pytest

from pennydrop.rooms.listen.rules.form import Group, Repeat
from tests.listen.forming import made, messages, places


def test_groups_and_repeats_nest_and_know_their_paths():
    form = made("""
    | survey |
    | | type | name | label | repeat_count | appearance |
    | | begin group | g | G | | field-list |
    | | begin_repeat | r | R | 3 | |
    | | text | a | A | | |
    | | end_repeat | | | | |
    | | end group | | | | |
    | settings |
    | | name |
    | | top |
    """)
    group, repeat, a = form.placed()
    assert isinstance(group.item, Group) and group.item.appearance == "field-list"
    assert isinstance(repeat.item, Repeat) and repeat.item.count == "3"
    assert a.path == "/top/g/r/a" and a.repeats == (repeat.item,) and repeat.repeats == ()


def test_a_loop_asks_once_for_every_choice():
    form = made("""
    | survey |
    | | type | name | label |
    | | begin loop over yn | l | L |
    | | integer | number | How many %(label)s (%(name)s)? |
    | | end loop | | |
    """)
    assert [(p.path, str(p.item.label)) for p in form.placed()][2:5:2] == [
        ("/data/l/y/number", "How many Yes (y)?"), ("/data/l/n/number", "How many No (n)?"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "place", "said"),
    [
        ("| | calculate | c | | |", ("survey", 2, "calculation"), "what to work out"),
        ("| | text | c | C | | a |", ("survey", 2, "trigger"), "with commas between"),
        ("| | select_one_from_file towns | c | C | |", ("survey", 2, "type"), "a file"),
        ("| | select_one_external towns | c | C | |", ("survey", 2, "type"), "external_choices"),
        ("| | begin loop over nope | c | C | |\n| | end loop |", ("survey", 2, "type"), "no list"),
        ("| | begin_group | g | G | |\n| | text | a | A | |\n| | end_repeat |",
         ("survey", 4, "type"), "what is open is the group “g” of row 2"),
        ("| | begin_repeat | r | R | |\n| | end_repeat |\n| | begin_group | g | |\n"
         "| | begin_repeat | r | R | |\n| | end_repeat |\n| | end_group |",
         ("survey", 5, "name"), "another repeat, in row 2"),
        ("| | select_one  | c | C | |", ("survey", 2, "type"), "name a list"),
    ],
)  # fmt: skip
def test_faults_in_the_survey_have_their_place(table, place, said):
    head = "| survey |\n| | type | name | label | calculation | trigger |\n"
    assert place in places(head + table)
    assert said in messages(head + table)


def test_rows_without_a_type_are_notes_to_oneself_or_faults():
    table = "| survey |\n| | type | name | label | mine |\n| | text | a | A | |\n| | | | | x |\n"
    assert len(made(table).questions()) == 1
    assert places(f"{table}| | | b | B | |") == [("survey", 4, "type")]


def test_a_row_can_be_switched_off():
    form = made("| survey |\n| | type | name | label | disabled |\n| | text | a | A | yes |\n"
                "| | text | b | B | no |")  # fmt: skip
    assert [q.name for q in form.questions()] == ["b"]


def test_too_deep_and_too_long_are_refused_in_words():
    deep = "".join(f"| | begin_group | g{n} | |\n" for n in range(40))
    ends = "| | end_group |\n" * 40
    head = "| survey |\n| | type | name | label |\n"
    assert "more than 30 groups" in messages(f"{head}{deep}| | text | a | A |\n{ends}")
    rows = "".join(f"| | text | a{n} | A |\n" for n in range(5_001))
    assert "at most 5,000 fit" in messages(head + rows)
    bad = "".join(f"| | txet | a{n} | A |\n" for n in range(300))
    assert "and 100 more" in messages(head + bad)

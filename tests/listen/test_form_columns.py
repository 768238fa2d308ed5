"""A column comes under many names, and is called what its author called it."""

import pytest

from tests.listen.forming import asked, made, messages, places


@pytest.mark.parametrize(
    "header",
    ["caption", "Label", "LABEL", "label::English (en)", "label:English (en)", "label :: English"],
)
def test_labels_come_under_many_headers(header):
    form = made(f"| survey |\n| | type | name | {header} |\n| | text | a | What? |")
    assert str(form.questions()[0].label) == "What?"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("relevance", "relevant"), ("bind::relevant", "relevant"), ("bind:relevant", "relevant"),
        ("Relevant", "relevant"), ("calculate", "calculation"), ("bind::calculate", "calculation"),
        ("bind::constraint", "constraint"), ("choice filter", "choice_filter"),
        ("body::appearance", "appearance"), ("control::appearance", "appearance"),
        ("readonly", "read_only"), ("read only", "read_only"), ("bind::readonly", "read_only"),
        ("bind::required", "required"), ("Required", "required"), ("Default", "default"),
    ],
)  # fmt: skip
def test_columns_come_under_many_names(header, field):
    value = "name = 'y'" if field == "choice_filter" else "1 + 1"
    table = f"| survey |\n| | command | tag | caption | {header} |\n"
    form = made(table + f"| | select_one yn | a | A | {value} |")
    assert getattr(form.questions()[0], field) == value


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("constraint_message", "constraint_message"), ("constraint message", "constraint_message"),
        ("jr:constraintMsg", "constraint_message"), ("constraining message", "constraint_message"),
        ("bind::jr:constraintMsg", "constraint_message"), ("requiredMsg", "required_message"),
        ("bind:jr:requiredMsg", "required_message"), ("required_message", "required_message"),
        ("guidance_hint", "guidance"), ("Hint", "hint"),
    ],
)  # fmt: skip
def test_messages_come_under_many_names(header, field):
    table = f"| survey |\n| | type | name | label | {header} |\n| | text | a | A | Said |"
    assert str(getattr(made(table).questions()[0], field)) == "Said"


@pytest.mark.parametrize("header", ["image", "media::image", "media:image", "Image"])
def test_pictures_come_under_many_names(header):
    table = f"| survey |\n| | type | name | label | {header} |\n| | text | a | A | a.png |"
    ((kind, words),) = made(table).questions()[0].media
    assert (kind, str(words)) == ("image", "a.png")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("yes", "true()"), ("TRUE", "true()"), ("true()", "true()"), ("no", ""), ("FALSE", ""),
     ("${a} = ‘x’", "${a} = 'x'"), ("${a}\N{NO-BREAK SPACE}=  “x”", '${a} = "x"')],
)  # fmt: skip
def test_yes_and_no_and_clever_quotes_in_expressions(cell, kept):
    head = "| survey |\n| | type | name | label | required |\n| | text | a | A | |\n"
    assert made(f"{head}| | text | b | B | {cell} |").questions()[1].required == kept


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        ("range", "start=1 end=ten", "“end” is “ten”, which is no number"),
        ("range", "start=0 end=10 step=0", "“step” is 0"),
        ("range", "start=0;end=3;step=9", "larger than the whole scale"),
        ("range", "begin=0", "“begin” means nothing for this type"),
        ("range", "start 1", "write pairs"),
        ("range", "tick_labelset=nope", "no list “nope”"),
        ("select_one yn", "randomize=maybe", "either true or false"),
        ("select_one yn", "seed=1", "needs “randomize=true”"),
        ("select_one yn", "randomize=true seed=x", "is a number"),
        ("text", "lines=3", "It understands: rows"),
    ],
)
def test_parameters_that_mean_nothing_are_named(kind, cell, said):
    table = f"| survey |\n| | type | name | label | parameters |\n| | {kind} | a | A | {cell} |"
    assert places(table) == [("survey", 2, "parameters")]
    assert said in messages(table)


def test_parameters_are_read():
    question = asked("range", parameters="Start=0, end=5 ; step=0.5")
    assert question.parameters == (("start", "0"), ("end", "5"), ("step", "0.5"))
    assert question.parameter("end") == "5" and question.parameter("nope") == ""


def test_two_columns_that_say_the_same_are_refused():
    table = "| survey |\n| | type | name | value | label |\n| | text | a | b | A |"
    assert places(table) == [("survey", 1, "value")]


def test_the_column_is_called_what_the_author_called_it():
    table = "| survey |\n| | type | name | Caption | relevance |\n| | text | a |  | ${z} = 1 |"
    assert sorted(places(table)) == [("survey", 2, "Caption"), ("survey", 2, "relevance")]

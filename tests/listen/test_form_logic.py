"""What is found in a form's expressions before anybody has to answer them."""

import pytest

from pennydrop.rooms.listen.rules.form import Kind, Question
from pennydrop.rooms.listen.rules.form.cycles import rings
from pennydrop.rooms.listen.rules.form.logic import Logic, default_is_expression
from pennydrop.rooms.listen.rules.xpath import written
from tests.listen.forming import made, messages, places, refused

HEAD = "| survey |\n| | type | name | label | relevant | calculation |\n"


def faults(*rows):
    return places(HEAD + "".join(f"| | {row} |\n" for row in rows))


def said(*rows):
    return messages(HEAD + "".join(f"| | {row} |\n" for row in rows))


def fine(*rows):
    return made(HEAD + "".join(f"| | {row} |\n" for row in rows))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("${aa} = 1", "“${aa}” is no question here. Did you mean “${a}”?"),
        ("${nowhere} = 1", "Change or remove it."),
        ("${a} = ", "ends too early"),
        ("${a} == 1", "Write one “=”"),
        ("foo(${a})", "no function foo()"),
        ("round()", "round"),
        ("a > 1", "“a” stands alone. To mean the question, write “${a}”."),
        ("../b > 1", "“../b” leads to no question"),
        ("/data/b > 1", "“/data/b” leads to no question"),
        ("instance('towns')/root/item = 1", "no list “towns”"),
        ("jr:choice-name(${a}, '${b}') = 1", "“${b}” is no question here"),
        ("regex(${a}, '[a-')", "it ends too early. It is “[a-”, in regex()"),
        ('if(${a} = 1, regex(${a}, "(a)\\1"), true())', "(\\1) is not known here"),
    ],
)
def test_a_fault_in_an_expression_has_its_place(expression, words):
    rows = ("text | a | A | |", f"text | q | Q | {expression} |")
    assert faults(*rows) == [("survey", 3, "relevant")]
    assert words in said(*rows)


@pytest.mark.parametrize(
    "expression",
    ["${a} = 1", "../a = 1", "/data/a = 1", "current()/../a = 1", "instance('yn')/root/item = 'y'",
     "${last-saved#a} = 1", "jr:choice-name(${a}, '${a}') = 'x'", "${instanceID} != ''",
     "/data/meta/instanceID != ''", "//a = 1", "regex(${a}, '[a-z]+')", "regex('x', ${a})",
     "/data/*[1] = 1", "selected(${a}, 'x')"],
)  # fmt: skip
def test_whole_expressions_are_left_as_they_are(expression):
    assert fine("text | a | A | |", f"text | q | Q | {expression} |").questions()[1].relevant


def test_every_column_that_holds_an_expression_is_read():
    table = """
    | survey |
    | | type | name | label | relevant | constraint | required | read_only | choice_filter | default | repeat_count |
    | | select_one yn | a | A | 1 = | 1 = | 1 = | 1 = | 1 = | ${z} | |
    | | begin_repeat | r | R | | | | | | | 1 + |
    | | text | b | B | | | | | | | |
    | | end_repeat | | | | | | | | | |
    """  # noqa: E501
    assert set(places(table)) == {
        ("survey", 2, column)
        for column in (
            "relevant",
            "constraint",
            "required",
            "read_only",
            "choice_filter",
            "default",
        )
    } | {("survey", 3, "repeat_count")}


@pytest.mark.parametrize(
    "column",
    ["label", "label::Cymraeg", "hint", "guidance_hint", "required_message", "constraint_message"],
)
def test_names_in_what_people_read_must_be_there(column):
    more = "" if column.startswith("label") else "label | "
    table = f"| survey |\n| | type | name | {more}{column} |\n| | text | a | {'A | ' * bool(more)}"
    assert places(f"{table}Hello ${{nobody}} |") == [("survey", 2, column)]
    assert "never closed" in messages(f"{table}Hello ${{a |")


def test_a_name_that_stands_twice_cannot_be_looked_at():
    rows = (
        "begin_group | g | G | |", "text | a | A | |", "end_group |",
        "begin_group | h | H | |", "text | a | A | |", "end_group |",
    )  # fmt: skip
    assert len(fine(*rows).questions()) == 2
    assert "could be any of 2 questions" in said(*rows, "text | q | Q | ${a} = 1 |")
    assert fine(*rows, "text | q | Q | /data/g/a = 1 |")


REPEAT = ("begin_repeat | r | R | |", "integer | n | N | |", "text | m | M ${n} | ${n} > 1 |",
          "end_repeat |")  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column"),
    [("text | q | Q | ${n} > 1 |", "relevant"), ("note | q | You said ${n} | |", "label"),
     ("calculate | q | | | ${n} + 1", "calculation"),
     ("text | q | Q | /data/r/n = 1 |", "relevant"),
     ("calculate | q | | | sum(${n}) + ${n}", "calculation"),
     ("calculate | q | | | sum(${n} > 1)", "calculation")],
)  # fmt: skip
def test_looking_into_a_repeat_from_outside_is_refused(row, column):
    assert faults(*REPEAT, row) == [("survey", 6, column)]
    assert "is inside the repeat “r”" in said(*REPEAT, row)


@pytest.mark.parametrize(
    "expression",
    ["sum(${n})", "count(${r})", "max(${n}) > 3", "join(', ', ${n})", "count(${r}[n > 1])",
     "indexed-repeat(${n}, ${r}, 1)", "${r}[position() = 1]/n", "/data/r[2]/n", "count(/data/r/n)",
     "if(count(${n}) > 0, max(${n}), 0)", "position(${r})"],
)  # fmt: skip
def test_taking_many_answers_together_is_fine(expression):
    assert fine(*REPEAT, f"calculate | q | | | {expression}")


def test_a_repeat_may_look_at_what_is_round_it_and_beside():
    assert fine(
        "text | a | A | |", "begin_repeat | r | R | |", "text | b | B | ${a} = 1 |",
        "begin_repeat | s | S | ${b} = 1 |", "text | c | C | ${b} = 1 |",
        "calculate | p | | | position(..)", "end_repeat |", "end_repeat |",
    )  # fmt: skip
    assert "inside the repeat “s”" in said(
        "begin_repeat | r | R | |", "begin_repeat | s | S | |", "text | c | C | |",
        "end_repeat |", "text | b | B | ${c} = 1 |", "end_repeat |",
    )  # fmt: skip


def test_rings_are_named_at_each_of_their_expressions():
    rows = (
        "calculate | a | | | ${b} + 1", "text | b | B | ${c} = 1 |", "text | c | C | ${a} = 1 |",
        "text | d | D | ${a} = 1 |",
    )  # fmt: skip
    assert faults(*rows) == [
        ("survey", 2, "calculation"), ("survey", 3, "relevant"), ("survey", 4, "relevant"),
    ]  # fmt: skip
    assert "a → b → c → a" in said(*rows)


@pytest.mark.parametrize("expression", ["${a} = 1", ". > 1", "../a = 1", "/data/a = 1"])
def test_nothing_depends_on_itself(expression):
    assert faults(f"text | a | A | {expression} |") == [("survey", 2, "relevant")]
    assert "“a” depends on itself" in said(f"text | a | A | {expression} |")


def test_a_group_cannot_depend_on_what_is_in_it():
    rows = ("begin_group | g | G | ${a} = 1 |", "text | a | A | |", "end_group |")
    assert faults(*rows) == [("survey", 2, "relevant")]
    inner = ("begin_group | g | G | ${b} = 1 |", "text | a | A | |", "end_group |",
             "text | b | B | ${a} = 1 |")  # fmt: skip
    assert faults(*inner) == [("survey", 2, "relevant"), ("survey", 5, "relevant")]


def test_what_is_no_ring():
    table = """
    | survey |
    | | type | name | label | constraint | relevant | calculation | trigger | default |
    | | integer | a | A | . > 1 and ${b} > . | | | | ${b} |
    | | integer | b | B | . > ${a} | ${a} > 1 | | | |
    | | integer | c | C | | | ${d} | ${a} | |
    | | integer | d | D | | ${c} = 1 | | | |
    """
    assert len(made(table).questions()) == 4


def test_a_running_total_over_a_repeat_is_no_ring():
    total = "indexed-repeat(${t}, ${r}, position(..) - 1) + ${n}"
    before = "/data/r[position() = position(current()/..) - 1]/t + ${n}"
    for expression in (total, before):
        rows = ("begin_repeat | r | R | |", "integer | n | N | |",
                f"calculate | t | | | {expression}", "end_repeat |")  # fmt: skip
        assert fine(*rows)


def test_names_beside_the_survey_must_be_there_too():
    table = """
    | survey |
    | | type | name | label |
    | | select_one yn | a | A |
    | choices |
    | | list_name | name | label::English |
    | | yn | y | Yes ${nobody} |
    | settings |
    | | form_title | instance_name |
    | | T | ${noone |
    """
    assert places(table) == [
        ("choices", 2, "label::English"), ("settings", 2, "instance_name"),
    ]  # fmt: skip
    assert made(table.replace("nobody", "a").replace("${noone", "${a}")).questions()


def test_a_trigger_names_questions_that_are_there():
    table = "| survey |\n| | type | name | label | trigger |\n| | text | a | A | ${z} |"
    assert places(table) == [("survey", 2, "trigger")]


def test_many_rings_and_long_chains_are_found_without_deep_recursion():
    long = {f"n{n}": {f"n{n + 1}": ("o", "c")} for n in range(20_000)}
    long["n20000"] = {"n19999": ("o", "c")}
    (ring,) = rings(long)
    assert [path for path, _ in ring] == ["n19999", "n20000"]


@pytest.mark.parametrize(
    ("default", "kind", "worked_out"),
    [
        ("3", Kind.INTEGER, False), ("${a}", Kind.TEXT, True), ("today()", Kind.DATE, True),
        ("1 + 1", Kind.INTEGER, True), ("2026-03-02", Kind.DATE, False), ("a-b", Kind.TEXT, False),
        ("other(s)", Kind.TEXT, False), ("Yes (maybe)", Kind.TEXT, False), ("", Kind.TEXT, False),
        ("+44 20 7946", Kind.TEXT, False), ("a.png", Kind.IMAGE, False),
        ("concat('a', 'b')", Kind.TEXT, True),
    ],
)  # fmt: skip
def test_a_default_is_worked_out_or_taken_as_it_is(default, kind, worked_out):
    assert default_is_expression(Question("q", kind, default=default)) is worked_out


def test_names_become_paths_from_where_they_stand():
    form = fine(*REPEAT, "text | q | Q | sum(${n}) > 1 |")
    logic = Logic(form)
    inside = logic.expression("${n} > 1", "/data/r/m")
    assert written(inside.tree) == "../n > 1"
    assert written(logic.expression("sum(${n})", "/data/q").tree) == "sum(/data/r/n)"
    assert logic.expression("${n} > 1", "/data/r/m") is inside


def test_messages_say_what_to_do():
    for fault in refused(HEAD + "| | txet | a | A |\n| | text | b b | B | ${z} = | |\n"):
        assert fault[3].endswith((".", "?"))

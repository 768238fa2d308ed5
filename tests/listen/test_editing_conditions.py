"""“Only if” is written and read back; what it cannot say stays as it was written."""

import pytest

from pennydrop.rooms.listen.rules.editing.conditions import (
    BadCondition,
    Condition,
    How,
    Rule,
    condition_from,
    rule_in,
    written,
)
from tests.listen.questioning import whole

FORM = whole()


@pytest.mark.parametrize(
    ("name", "how", "typed", "expression"),
    [
        ("start", How.IS, "by  chance", "${start} = 'by chance'"),
        ("start", How.CONTAINS, "it's", '''contains(${start}, "it's")'''),
        ("start", How.CONTAINS_NOT, "x", "not(contains(${start}, 'x'))"),
        ("start", How.ANSWERED, "ignored", "${start} != ''"),
        ("start", How.NOT_ANSWERED, "", "${start} = ''"),
        ("helped", How.CONTAINS, "a FRIEND", "selected(${helped}, 'friend')"),
        ("helped", How.IS, "doctor", "selected(${helped}, 'doctor')"),
        ("helped", How.IS_NOT, "Nobody", "not(selected(${helped}, 'nobody'))"),
        ("first", How.CONTAINS, "A friend", "${first} = 'friend'"),
        ("first", How.IS_NOT, "A friend", "${first} != 'friend'"),
        ("age", How.AT_LEAST, "18", "${age} >= 18"),
        ("age", How.LESS, "-2.5", "${age} < -2.5"),
    ],
)  # fmt: skip
def test_a_condition_is_written_and_read_back(name, how, typed, expression):
    questions = {q.name: q for q in FORM.questions()}
    one = condition_from(questions[name], how, typed)
    rule = Rule((one,))
    assert written(FORM, rule) == expression
    assert rule_in(FORM, expression) == rule


def test_several_conditions_are_joined():
    two = (Condition("age", How.MORE, "3"), Condition("first", How.IS, "friend"))
    for any_of, word in ((False, "and"), (True, "or")):
        expression = written(FORM, Rule(two, any_of))
        assert expression == f"${{age}} > 3 {word} ${{first}} = 'friend'"
        assert rule_in(FORM, expression) == Rule(two, any_of)


@pytest.mark.parametrize(
    "expression",
    ["${age} > ${start}", "count(${stay}) > 1", "${age} + 1 > 2", "true()", "1 +", "selected(., 1)",
     "${age} > 1 and (${age} < 5 or ${start} = 'x')", "not(${age} > 1)", "${nobody} = 1",
     "../age > 3", "${age} >= '18'", "18 <= ${age}", "${age} = 1 = 2"],
)  # fmt: skip
def test_what_a_rule_cannot_say_stays_as_it_was_written(expression):
    assert rule_in(FORM, expression) is None


@pytest.mark.parametrize(
    ("name", "how", "typed", "says"),
    [
        ("helped", How.IS, "A goat", "“A goat” is no choice there. Write one of these: “A friend”"),
        ("helped", How.MORE, "A friend", "Only numbers"),
        ("age", How.IS, "old", "“old” is no number"),
        ("age", How.CONTAINS, "1", "contains nothing"),
        ("start", How.MORE, "1", "Only numbers"),
        ("start", How.IS, "  ", "Write with what"),
        ("start", How.IS, "\"it's\"", "quotation mark"),
        ("picture", How.IS, "x", "only be asked whether it is there"),
    ],
)  # fmt: skip
def test_a_condition_that_cannot_be_says_what_to_do(name, how, typed, says):
    with pytest.raises(BadCondition, match=says):
        condition_from({q.name: q for q in FORM.questions()}[name], how, typed)

"""“Only if …”: a question shown for some answers only, put together without writing expressions.

What is put together here is read back here. Every other expression stays as its author wrote it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pennydrop.rooms.listen.rules.form import CHOOSING, UPLOADING, Form, Kind, Question
from pennydrop.rooms.listen.rules.xpath import ExpressionError, parse
from pennydrop.rooms.listen.rules.xpath.tree import (
    Call,
    Chain,
    Named,
    Negative,
    Number,
    Text,
    Tree,
    plain_number,
)

NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
SEVERAL = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?\Z")


class How(StrEnum):
    """How an answer is looked at."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains_not"
    MORE = "more"
    LESS = "less"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"


WORDS = {
    How.IS: "is", How.IS_NOT: "is not", How.CONTAINS: "contains",
    How.CONTAINS_NOT: "does not contain", How.MORE: "is greater than", How.LESS: "is less than",
    How.AT_LEAST: "is at least", How.AT_MOST: "is at most", How.ANSWERED: "is answered",
    How.NOT_ANSWERED: "is not answered",
}  # fmt: skip
_SIGNS = {How.IS: "=", How.IS_NOT: "!=", How.MORE: ">", How.LESS: "<", How.AT_LEAST: ">=",
          How.AT_MOST: "<="}  # fmt: skip
_HOWS = {sign: how for how, sign in _SIGNS.items()}
_ORDER = frozenset({How.MORE, How.LESS, How.AT_LEAST, How.AT_MOST})
_CONTAINS = frozenset({How.CONTAINS, How.CONTAINS_NOT})
_BLANK = frozenset({How.ANSWERED, How.NOT_ANSWERED})


@dataclass(frozen=True)
class Condition:
    """One look at one answer. `value` is what is stored: a choice's name, a number, a word."""

    about: str
    how: How
    value: str = ""


@dataclass(frozen=True)
class Rule:
    """Conditions that must all hold, or of which `any_of` is enough."""

    conditions: tuple[Condition, ...] = ()
    any_of: bool = False


class BadCondition(ValueError):
    """The condition cannot be used. The message says what to do; `field` is about, how or what."""

    def __init__(self, message: str, field: str = "what") -> None:
        self.field = field
        super().__init__(message)


def condition_from(question: Question, how: How, typed: str) -> Condition:
    """A condition out of what somebody typed: a choice by its words or its name. Raises
    BadCondition."""
    if question.kind in UPLOADING and how not in _BLANK:
        raise BadCondition("Of a file it can only be asked whether it is there", "how")
    if how in _BLANK:
        return Condition(question.name, how)
    value = " ".join(typed.split())
    if not value:
        raise BadCondition("Write with what the answer is compared")
    if question.kind in CHOOSING:
        return _about_choice(question, how, value)
    if question.kind in NUMERIC:
        return _about_number(question, how, value)
    if how in _ORDER:
        raise BadCondition("Only numbers can be greater or less. Choose another word", "how")
    if "'" in value and '"' in value:
        raise BadCondition("Use one kind of quotation mark only")
    return Condition(question.name, how, value)


def _about_choice(question: Question, how: How, value: str) -> Condition:
    if how in _ORDER:
        raise BadCondition("Only numbers can be greater or less. Choose another word", "how")
    names = {choice.name.lower(): choice.name for choice in question.choices}
    for choice in question.choices:
        for _, words in choice.label.said:
            names.setdefault(" ".join(words.lower().split()), choice.name)
    if value.lower() not in names:
        shown = "; ".join(f"“{choice.label}”" for choice in question.choices[:8])
        raise BadCondition(f"“{value}” is no choice there. Write one of these: {shown}")
    several = question.kind in SEVERAL
    swapped = {How.IS: How.CONTAINS, How.IS_NOT: How.CONTAINS_NOT}
    # One choice out of one list “contains” it only by being it.
    plain = {new: old for old, new in swapped.items()}
    return Condition(
        question.name, (swapped if several else plain).get(how, how), names[value.lower()]
    )


def _about_number(question: Question, how: How, value: str) -> Condition:
    if how in _CONTAINS:
        raise BadCondition("A number contains nothing. Choose “is” or “is at least”", "how")
    if not _NUMBER.match(value):
        raise BadCondition(f"“{value}” is no number. Write one, such as 7")
    return Condition(question.name, how, value)


def written(form: Form, rule: Rule) -> str:
    """The expression for a rule; empty for a rule without conditions."""
    questions = {p.item.name: p.item for p in form.placed() if isinstance(p.item, Question)}
    parts = [_written(questions[one.about], one) for one in rule.conditions]
    return (" or " if rule.any_of else " and ").join(parts)


def _written(question: Question, one: Condition) -> str:
    about = f"${{{one.about}}}"
    if one.how in _BLANK:
        return f"{about} {'!=' if one.how is How.ANSWERED else '='} ''"
    value = one.value if question.kind in NUMERIC else _quoted(one.value)
    if one.how in _CONTAINS:
        function = "selected" if question.kind in CHOOSING else "contains"
        call = f"{function}({about}, {value})"
        return call if one.how is How.CONTAINS else f"not({call})"
    return f"{about} {_SIGNS[one.how]} {value}"


def _quoted(value: str) -> str:
    return f"'{value}'" if "'" not in value else f'"{value}"'


def rule_in(form: Form, expression: str) -> Rule | None:
    """The rule that an expression means; None where it means more than a rule can say."""
    if not expression:
        return Rule()
    questions = {p.item.name: p.item for p in form.placed() if isinstance(p.item, Question)}
    try:
        tree = parse(expression).tree
    except ExpressionError:
        return None
    trees, any_of = _parts(tree)
    found = [_condition(one, questions) for one in trees]
    conditions = tuple(one for one in found if one is not None)
    rule = Rule(conditions, any_of)
    if len(conditions) != len(found):
        return None
    # Only what would be written the same way again: nothing is changed by opening a page.
    same = parse(written(form, rule)).tree == tree
    return rule if same else None


def _parts(tree: Tree) -> tuple[Sequence[Tree], bool]:
    if isinstance(tree, Chain) and tree.rest[0][0] in {"and", "or"}:
        operator = tree.rest[0][0]
        return (tree.first, *(part for _, part in tree.rest)), operator == "or"
    return (tree,), False


def _condition(tree: Tree, questions: dict[str, Question]) -> Condition | None:
    if isinstance(tree, Chain):
        return _compared(tree, questions)
    if not isinstance(tree, Call):
        return None
    if tree.name == "not" and len(tree.arguments) == 1:
        inner = _condition(tree.arguments[0], questions)
        contains = inner is not None and inner.how is How.CONTAINS
        return Condition(inner.about, How.CONTAINS_NOT, inner.value) if inner and contains else None
    if tree.name not in {"selected", "contains"} or len(tree.arguments) != 2:
        return None
    about, value = tree.arguments
    if not isinstance(about, Named) or not isinstance(value, Text) or about.name not in questions:
        return None
    return Condition(about.name, How.CONTAINS, value.value)


def _compared(tree: Chain, questions: dict[str, Question]) -> Condition | None:
    (operator, right), *more = tree.rest
    about = tree.first
    if more or operator not in _HOWS or not isinstance(about, Named):
        return None
    if about.name not in questions:
        return None
    value = _value(right)
    if value == "":
        return {
            "=": Condition(about.name, How.NOT_ANSWERED), "!=": Condition(about.name, How.ANSWERED)
        }.get(operator)  # fmt: skip
    return Condition(about.name, _HOWS[operator], value) if value is not None else None


def _value(tree: Tree) -> str | None:
    if isinstance(tree, Text):
        return tree.value
    if isinstance(tree, Number):
        return plain_number(tree.value)
    if isinstance(tree, Negative) and isinstance(tree.operand, Number):
        return f"-{plain_number(tree.operand.value)}"
    return None


def in_words(question: Question, one: Condition) -> str:
    """The value of a condition as it was typed: a choice by its words."""
    labels = {choice.name: str(choice.label) for choice in question.choices}
    return labels.get(one.value, one.value)

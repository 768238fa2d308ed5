"""The operators of XPath 1.0 (3.3 to 3.5), as ODK means them.

Blank compares to nothing and never raises. A set of several nodes compares as XPath 1.0 says: true
where it is true for one of them. A set of none counts as one blank answer.
"""

from collections.abc import Callable
from math import copysign, fmod, inf, isnan, nan

from pennydrop.rooms.listen.rules.xpath.nodes import Node
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import (
    CLOSE,
    Single,
    Value,
    single,
    to_boolean,
    to_number,
    to_string,
    value_of,
)

Apply = Callable[[Value, Value], Value]


def add(left: Value, right: Value) -> float:
    return to_number(left) + to_number(right)


def subtract(left: Value, right: Value) -> float:
    return to_number(left) - to_number(right)


def multiply(left: Value, right: Value) -> float:
    return to_number(left) * to_number(right)


def divide(left: Value, right: Value) -> float:
    """IEEE 754: nothing raises; a number by zero is infinite, zero by zero is NaN."""
    top, bottom = to_number(left), to_number(right)
    if bottom:
        return top / bottom
    return nan if isnan(top) or not top else copysign(inf, top) * copysign(1.0, bottom)


def remainder(left: Value, right: Value) -> float:
    """What is left over, with the sign of the left side (XPath 1.0, 3.5)."""
    try:
        return fmod(to_number(left), to_number(right))
    except ValueError:  # by zero, or of something infinite
        return nan


def equal(left: Value, right: Value) -> bool:
    return _some(_same, left, right)


def unequal(left: Value, right: Value) -> bool:
    return _some(_differ, left, right)


def less(left: Value, right: Value) -> bool:
    return _some(lambda a, b: to_number(a) < to_number(b), left, right)


def at_most(left: Value, right: Value) -> bool:
    return _some(lambda a, b: to_number(a) <= to_number(b), left, right)


def more(left: Value, right: Value) -> bool:
    return _some(lambda a, b: to_number(a) > to_number(b), left, right)


def at_least(left: Value, right: Value) -> bool:
    return _some(lambda a, b: to_number(a) >= to_number(b), left, right)


def _some(test: Callable[[Single, Single], bool], left: Value, right: Value) -> bool:
    """Whether a comparison holds for one pair, where a side may be a set of nodes."""
    several = isinstance(left, list) and len(left) > 1 or isinstance(right, list) and len(right) > 1
    if not several:
        return test(single(left), single(right))
    rights = _singles(right)
    return any(test(a, b) for a in _singles(left) for b in rights)


def _singles(value: Value) -> list[Single]:
    return [value_of(n) for n in value] or [""] if isinstance(value, list) else [value]


def _same(left: Single, right: Single) -> bool:
    """As truth where one is yes or no, as numbers where one is a number, else as texts."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        a, b = to_number(left), to_number(right)
        return a == b or abs(a - b) < CLOSE
    return to_string(left) == to_string(right)


def _differ(left: Single, right: Single) -> bool:
    return not _same(left, right)


def union(left: Value, right: Value) -> list[Node]:
    """All nodes of both sets, once each, in the order of the form."""
    if not isinstance(left, list) or not isinstance(right, list):
        raise ExpressionError("“|” joins sets of answers, and one of these is none.")
    return in_order([*left, *right])


def in_order(nodes: list[Node]) -> list[Node]:
    """Each node once, in the order of the form."""
    once = list({id(node): node for node in nodes}.values())
    return sorted(once, key=_rank) if len(once) > 1 else once


def _rank(node: Node) -> list[int]:
    """Where a node stands, as the numbers of the children that lead to it."""
    steps = []
    for parent in node.above():
        steps.append(next(i for i, child in enumerate(parent.children) if child is node))
        node = parent
    return steps[::-1]


APPLY: dict[str, Apply] = {
    "+": add, "-": subtract, "*": multiply, "div": divide, "mod": remainder,
    "=": equal, "!=": unequal, "<": less, "<=": at_most, ">": more, ">=": at_least, "|": union,
}  # fmt: skip

"""What a function is: eager ones are given values, lazy ones what would work them out."""

from collections.abc import Callable, Sequence

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.nodes import Node
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import Single, Value, value_of

Eager = Callable[[Scope, list[Value]], Value]
Lazy = Callable[[Scope, Sequence[Callable[[Scope], Value]]], Value]


def nodes_in(value: Value, function: str) -> list[Node]:
    """The nodes of a set. Raises ExpressionError where the value is no set."""
    if isinstance(value, list):
        return value
    raise ExpressionError(f"{function}() needs a path to answers, not a single value.")


def spread(values: Sequence[Value]) -> list[Single]:
    """Every single value, with each node of each set for itself."""
    found: list[Single] = []
    for value in values:
        if isinstance(value, list):
            found += [value_of(node) for node in value]
        else:
            found.append(value)
    return found


def node_here(scope: Scope, function: str) -> Node:
    """The node that a function without an argument is about. Raises ExpressionError for none."""
    if scope.node is None:
        raise ExpressionError(f"{function}() needs an answer between its brackets here.")
    return scope.node

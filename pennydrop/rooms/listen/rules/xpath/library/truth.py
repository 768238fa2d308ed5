"""Functions that answer yes or no, or choose (ODK XForms, Boolean Functions)."""

from collections.abc import Callable, Sequence

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager, Lazy, node_here, spread
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import (
    Value,
    single,
    to_boolean,
    to_number,
    to_string,
    to_whole,
    value_of,
)

Runs = Sequence[Callable[[Scope], Value]]


def choose(scope: Scope, runs: Runs) -> Value:
    """if(): only the branch that is taken is worked out."""
    return runs[1](scope) if to_boolean(runs[0](scope)) else runs[2](scope)


def coalesce(scope: Scope, runs: Runs) -> Value:
    """The first of two that is not blank; NaN counts as blank."""
    first = single(runs[0](scope))
    return runs[1](scope) if first == "" or first != first else first


def once(scope: Scope, runs: Runs) -> Value:
    """What the question holds already, or else something new."""
    held = value_of(node_here(scope, "once"))
    return runs[0](scope) if held == "" else held


def true(scope: Scope, given: list[Value]) -> bool:
    return True


def false(scope: Scope, given: list[Value]) -> bool:
    return False


def boolean(scope: Scope, given: list[Value]) -> bool:
    return to_boolean(given[0])


def boolean_from_string(scope: Scope, given: list[Value]) -> bool:
    text = to_string(given[0])
    return text == "1" or text.lower() == "true"


def negate(scope: Scope, given: list[Value]) -> bool:
    return not to_boolean(given[0])


def checklist(scope: Scope, given: list[Value]) -> bool:
    """Whether as many hold as asked for; a negative bound is no bound."""
    least, most = to_whole(given[0]), to_whole(given[1])
    count = sum(map(to_boolean, spread(given[2:])))
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def weighted_checklist(scope: Scope, given: list[Value]) -> bool:
    """As checklist(), over what those that hold weigh together; -1 is no bound."""
    least, most = to_number(given[0]), to_number(given[1])
    total = 0.0
    for facts, weights in zip(given[2::2], given[3::2], strict=True):
        for fact, weight in _paired(facts, weights):
            total += to_number(weight) if to_boolean(fact) else 0.0
    return (least == -1 or total >= least) and (most == -1 or total <= most)


def _paired(facts: Value, weights: Value) -> list[tuple[Value, Value]]:
    left, right = spread([facts]), spread([weights])
    if len(left) != len(right):
        raise ExpressionError("weighted-checklist() needs as many weights as answers.")
    return list(zip(left, right, strict=True))


def depend(scope: Scope, given: list[Value]) -> Value:
    """Its first value. The others only say what it depends on."""
    return given[0]


LAZY: dict[str, Lazy] = {"if": choose, "coalesce": coalesce, "once": once}
FUNCTIONS: dict[str, Eager] = {
    "true": true, "false": false, "boolean": boolean, "not": negate, "checklist": checklist,
    "boolean-from-string": boolean_from_string, "weighted-checklist": weighted_checklist,
    "depend": depend,
}  # fmt: skip

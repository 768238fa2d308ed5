"""Functions over sets of answers (XPath 1.0, 4.1; ODK XForms, Node-set Functions)."""

from hashlib import sha256
from math import inf, isnan

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager, node_here, nodes_in
from pennydrop.rooms.listen.rules.xpath.nodes import Node
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import Value, single, to_number, to_string

_MODULUS = 2**31 - 1
_MULTIPLIER = 16_807


def count(scope: Scope, given: list[Value]) -> float:
    return float(len(nodes_in(given[0], "count")))


def count_non_empty(scope: Scope, given: list[Value]) -> float:
    """How many have an answer, or something inside them."""
    nodes = nodes_in(given[0], "count-non-empty")
    return float(sum(1 for node in nodes if node.text or node.children))


def position(scope: Scope, given: list[Value]) -> float:
    """The place among those being looked at; of a node handed in, among those of its name."""
    if given:
        nodes = nodes_in(given[0], "position")
        return float(nodes[0].place()) if nodes else 0.0
    return float(scope.position or node_here(scope, "position").place())


def last(scope: Scope, given: list[Value]) -> float:
    return float(scope.size)


def name(scope: Scope, given: list[Value]) -> str:
    if not given:
        return node_here(scope, "name").name
    nodes = nodes_in(given[0], "name")
    return nodes[0].name if nodes else ""


def local_name(scope: Scope, given: list[Value]) -> str:
    return name(scope, given).rpartition(":")[2]


def namespace_uri(scope: Scope, given: list[Value]) -> str:
    """Always blank: a form's answers are kept without namespaces."""
    return ""


def current(scope: Scope, given: list[Value]) -> list[Node]:
    here = scope.context.here
    if here is None:
        raise ExpressionError("current() asks for the question it stands at; there is none here.")
    return [here]


def instance(scope: Scope, given: list[Value]) -> list[Node]:
    return [_instance(scope, to_string(given[0]))]


def _instance(scope: Scope, named: str) -> Node:
    found = scope.context.instances.get(named)
    if found is None:
        raise ExpressionError("This looks into a list that is not with this form.")
    return found


def pulldata(scope: Scope, given: list[Value]) -> str:
    """A column of the first row of a list in which another column has a value."""
    named, wanted, column, value = map(to_string, given)
    for root in _instance(scope, named).named("root"):
        rows = root.named("item")
        scope.effort.spend(len(rows))
        for row in rows:
            if any(cell.text == value for cell in row.named(column)):
                return next((cell.text for cell in row.named(wanted)), "")
    return ""


def randomize(scope: Scope, given: list[Value]) -> list[Node]:
    """Shuffled: by chance, or always alike for one seed.

    The "inside-out" shuffle of Fisher and Yates over a Park-Miller generator, as the
    specification says, so that a seed gives the order that other tools give.
    """
    nodes = nodes_in(given[0], "randomize")
    if len(given) == 1:
        return scope.context.chance.sample(nodes, len(nodes))
    state, shuffled = _first_state(_seed(given[1])), list(nodes)
    for place, node in enumerate(nodes):
        state = state * _MULTIPLIER % _MODULUS
        other = int((state - 1) / (_MODULUS - 1) * (place + 1))
        shuffled[place] = shuffled[other]
        shuffled[other] = node
    return shuffled


def _seed(value: Value) -> int:
    """A whole number from a seed; of a text that is no number, the start of its SHA-256."""
    seed = to_number(value)
    if isnan(seed):
        text = to_string(single(value))
        if text in {"", "NaN"}:
            return 0
        return int.from_bytes(sha256(text.encode()).digest()[:8], "big", signed=True)
    if abs(seed) == inf:
        return 2**63 - 1 if seed > 0 else -(2**63)
    return int(seed)


def _first_state(seed: int) -> int:
    state = abs(seed) % _MODULUS * (1 if seed >= 0 else -1)
    return state if state > 0 else state + _MODULUS - 1


def version(scope: Scope, given: list[Value]) -> str:
    return scope.context.version


def prop(scope: Scope, given: list[Value]) -> str:
    return scope.context.properties.get(to_string(given[0]), "")


FUNCTIONS: dict[str, Eager] = {
    "count": count, "count-non-empty": count_non_empty, "position": position, "last": last,
    "name": name, "local-name": local_name, "namespace-uri": namespace_uri, "current": current,
    "instance": instance, "pulldata": pulldata, "randomize": randomize, "version": version,
    "property": prop,
}  # fmt: skip

"""Paths as functions: from where an evaluation stands to the answers that a path means."""

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.nodes import Node
from pennydrop.rooms.listen.rules.xpath.operators import in_order
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.tree import Axis, Step
from pennydrop.rooms.listen.rules.xpath.values import Value, to_boolean

Run = Callable[[Scope], Value]
Find = Callable[[Scope], list[Node]]
Move = Callable[[list[Node], Scope], list[Node]]
Walk = Callable[[Node], Iterable[Node]]


def from_top(moves: Sequence[Move], *, bound: bool = True) -> Find:
    """A path from the top of the answers.

    A path written in full, used inside a repeat, means this round of the repeat and not all of
    them (as in Collect and Enketo), except where it ends at the repeat itself. `bound` false
    takes it as written.
    """

    def find(scope: Scope) -> list[Node]:
        context = scope.context
        if context.root is None:
            raise ExpressionError("This asks for an answer, and there is no form here.")
        nodes = [context.root]
        rounds = _rounds(context.here) if bound else ()
        if not rounds:
            return _relevant(_move(moves, nodes, scope))
        for move in moves[:-1]:
            nodes = move(nodes, scope)
            nodes = next(([mine] for mine in rounds if mine in nodes), nodes)
        return _relevant(_move(moves[-1:], nodes, scope))

    return find


def _rounds(here: Node | None) -> tuple[Node, ...]:
    if here is None:
        return ()
    return tuple(node for node in (here, *here.above()) if node.repeat)


def from_here(moves: Sequence[Move]) -> Find:
    """A path from where the evaluation stands: the question, or the node a predicate is about."""

    def find(scope: Scope) -> list[Node]:
        if scope.node is None:
            raise ExpressionError("This asks for the answer it stands at, and there is none here.")
        return _relevant(_move(moves, [scope.node], scope))

    return find


def from_value(origin: Run, filters: Sequence[Run], moves: Sequence[Move]) -> Find:
    """A path that goes on from what a function or a bracket gives."""

    def find(scope: Scope) -> list[Node]:
        nodes = origin(scope)
        if not isinstance(nodes, list):
            raise ExpressionError("“/” and “[” must follow something that has answers in it.")
        return _relevant(_move(moves, _filtered(nodes, filters, scope), scope))

    return find


def _move(moves: Sequence[Move], nodes: list[Node], scope: Scope) -> list[Node]:
    for move in moves:
        nodes = move(nodes, scope)
    return nodes


def _relevant(nodes: list[Node]) -> list[Node]:
    if len(nodes) == 1:
        return nodes if nodes[0].relevant else []
    return [node for node in nodes if node.relevant]


def mover(step: Step, predicates: Sequence[Run]) -> Move:
    """One step as a function from nodes to nodes."""
    if step.axis == "child" and not predicates and _is_name(step.test):
        return _to_named(step.test)
    walk = _walk(step)
    backwards = step.axis in {"ancestor", "ancestor-or-self", "preceding-sibling"}
    costly = step.axis in {"descendant", "descendant-or-self"}

    def move(nodes: list[Node], scope: Scope) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            reached = list(walk(node))
            if costly:
                scope.effort.spend(len(reached))
            found += _filtered(reached, predicates, scope)
        if len(nodes) > 1 or backwards:
            found = in_order(found)
        return _checked(found, nodes, step, scope)

    return move


def _is_name(test: str) -> bool:
    return not test.endswith(("*", "()"))


def _to_named(name: str) -> Move:
    """The step that nearly all steps are: to the children of one name."""
    step = Step("child", name)

    def move(nodes: list[Node], scope: Scope) -> list[Node]:
        if len(nodes) == 1:
            found = nodes[0].named(name)
        else:
            found = [child for node in nodes for child in node.named(name)]
        return found if found else _checked(found, nodes, step, scope)

    return move


def _checked(found: list[Node], before: list[Node], step: Step, scope: Scope) -> list[Node]:
    if scope.context.strict and before and not found and not step.predicates:
        raise ExpressionError(f"There is no “{step}” here.")
    return found


def _filtered(nodes: list[Node], predicates: Sequence[Run], scope: Scope) -> list[Node]:
    for predicate in predicates:
        nodes = _kept(nodes, predicate, scope)
    return nodes


def _kept(nodes: list[Node], predicate: Run, scope: Scope) -> list[Node]:
    effort, size, kept = scope.effort, len(nodes), []
    effort.spend(size)
    for position, node in enumerate(nodes, 1):
        value = predicate(Scope(scope.context, node, position, size, effort))
        if value == position if isinstance(value, float) else to_boolean(value):
            kept.append(node)
    return kept


def _walk(step: Step) -> Walk:
    test, walk = _tester(step.test), _WALKS[step.axis]
    if step.test == "text()":
        return lambda node: [node] if node.text and step.axis == "child" else []
    if step.axis == "child" and _is_name(step.test):
        return lambda node: node.named(step.test)
    return lambda node: filter(test, walk(node))


def _tester(test: str) -> Callable[[Node], bool]:
    if test == "node()":
        return lambda node: True
    if test == "*":
        return lambda node: bool(node.name)
    if test.endswith(":*"):
        return lambda node: node.name.startswith(test[:-1])
    return lambda node: node.name == test


def _siblings(node: Node) -> list[Node]:
    return node.parent.children if node.parent else [node]


def _after(node: Node) -> Iterable[Node]:
    siblings = _siblings(node)
    return siblings[next(i for i, n in enumerate(siblings) if n is node) + 1 :]


def _before(node: Node) -> Iterable[Node]:
    return list(takewhile(lambda other: other is not node, _siblings(node)))[::-1]


def _inside(node: Node) -> Iterable[Node]:
    return (other for other in node.everything() if other is not node)


_WALKS: dict[Axis, Walk] = {
    "child": lambda node: node.children,
    "parent": lambda node: [node.parent] if node.parent else [],
    "self": lambda node: [node],
    "descendant": _inside,
    "descendant-or-self": lambda node: node.everything(),
    "ancestor": lambda node: node.above(),
    "ancestor-or-self": lambda node: (node, *node.above()),
    "following-sibling": _after,
    "preceding-sibling": _before,
}

"""Trees as functions, made once for each expression: what runs is closures and nothing else."""

from collections.abc import Sequence

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library import EAGER, LAZY
from pennydrop.rooms.listen.rules.xpath.library.rounds import indexed_repeat
from pennydrop.rooms.listen.rules.xpath.operators import APPLY
from pennydrop.rooms.listen.rules.xpath.paths import (
    Find,
    Move,
    Run,
    from_here,
    from_top,
    from_value,
    mover,
)
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.tree import (
    Call,
    Chain,
    Named,
    Negative,
    Number,
    Path,
    Step,
    Text,
    Tree,
    Variable,
)
from pennydrop.rooms.listen.rules.xpath.values import Value, to_boolean, to_number


def compiled(tree: Tree) -> Run:
    """The function that works a tree out. It may raise ExpressionError and nothing else."""
    match tree:
        case Number(value) | Text(value):
            return lambda scope, value=value: value  # type: ignore[misc]
        case Variable():
            return _variable(tree)
        case Named():
            return _named(tree)
        case Negative(operand):
            run = compiled(operand)
            return lambda scope: -to_number(run(scope))
        case Chain():
            return _chain(tree)
        case Call():
            return _call(tree)
    return _path(tree)


def _variable(tree: Variable) -> Run:
    def run(scope: Scope) -> Value:
        if tree.name not in scope.context.variables:
            raise ExpressionError(f"There is no ${tree.name} here.", tree.column)
        return scope.context.variables[tree.name]

    return run


def _named(tree: Named) -> Run:
    def run(scope: Scope) -> Value:
        raise ExpressionError(f"${{{tree.name}}} was not replaced by a path.", tree.column)

    return run


def _chain(chain: Chain) -> Run:
    first = compiled(chain.first)
    operators = {operator for operator, _ in chain.rest}
    runs = [compiled(operand) for _, operand in chain.rest]
    if operators == {"or"}:
        return _either([first, *runs])
    if operators == {"and"}:
        return _both([first, *runs])
    if len(runs) == 1:
        apply, second = APPLY[chain.rest[0][0]], runs[0]
        return lambda scope: apply(first(scope), second(scope))
    steps = [(APPLY[operator], run) for (operator, _), run in zip(chain.rest, runs, strict=True)]

    def run(scope: Scope) -> Value:
        value = first(scope)
        for apply, operand in steps:
            value = apply(value, operand(scope))
        return value

    return run


def _either(runs: Sequence[Run]) -> Run:
    def run(scope: Scope) -> bool:
        for part in runs:
            if to_boolean(part(scope)):
                return True
        return False

    return run


def _both(runs: Sequence[Run]) -> Run:
    def run(scope: Scope) -> bool:
        for part in runs:
            if not to_boolean(part(scope)):
                return False
        return True

    return run


def _call(call: Call) -> Run:
    if call.name == "indexed-repeat":
        return _indexed_repeat(call)
    runs = [compiled(argument) for argument in call.arguments]
    if call.name in LAZY:
        lazy = LAZY[call.name]
        return lambda scope: lazy(scope, runs)
    eager = EAGER[call.name]
    if len(runs) == 1:
        only = runs[0]
        return lambda scope: eager(scope, [only(scope)])
    if len(runs) == 2:
        first, second = runs
        return lambda scope: eager(scope, [first(scope), second(scope)])
    return lambda scope: eager(scope, [run(scope) for run in runs])


def _indexed_repeat(call: Call) -> Run:
    """Its paths mean all rounds of the repeats, so they are not bound to the round we are in."""
    target, *pairs = call.arguments
    groups, numbers = pairs[::2], pairs[1::2]
    for tree in (target, *groups):
        if not isinstance(tree, Path | Named):
            raise ExpressionError(
                "indexed-repeat() needs paths: to the answer, and to the repeats.", call.column
            )
    finds = [_path(t, bound=False) if isinstance(t, Path) else _named(t) for t in (target, *groups)]  # type: ignore[arg-type]
    runs = [compiled(number) for number in numbers]
    return lambda scope: indexed_repeat(scope, finds[0], finds[1:], runs)


def _path(path: Path, *, bound: bool = True) -> Find:
    moves = [_move(step) for step in path.steps]
    if path.top:
        return from_top(moves, bound=bound)
    if path.origin is None:
        return from_here(moves)
    filters = [compiled(predicate) for predicate in path.filters]
    return from_value(compiled(path.origin), filters, moves)


def _move(step: Step) -> Move:
    return mover(step, [compiled(predicate) for predicate in step.predicates])

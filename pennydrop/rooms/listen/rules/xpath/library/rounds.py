"""indexed-repeat(): the answer in one round of a repeat, named by its number."""

from collections.abc import Callable, Sequence

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.nodes import Node
from pennydrop.rooms.listen.rules.xpath.values import Value, to_whole

Find = Callable[[Scope], Value]


def indexed_repeat(
    scope: Scope, target: Find, groups: Sequence[Find], numbers: Sequence[Find]
) -> list[Node]:
    """The answers that `target` means, inside the rounds that the numbers choose.

    Rounds count from 1, each within the round chosen before it. A number that is blank or below 1
    counts as 1, so that a calculation does not fail before its number is known.
    """
    chosen: list[Node] = []
    for group, number in sorted(zip(groups, numbers, strict=True), key=lambda p: _depth(p, scope)):
        inside = [node for node in _nodes(group, scope) if _is_inside(node, chosen)]
        place = max(1, to_whole(number(scope)))
        chosen = inside[place - 1 : place]
        if not chosen:
            return []
    return [node for node in _nodes(target, scope) if _is_inside(node, chosen)]


def _nodes(find: Find, scope: Scope) -> list[Node]:
    found = find(scope)
    return found if isinstance(found, list) else []


def _depth(pair: tuple[Find, Find], scope: Scope) -> int:
    """Outer repeats first, however they are written."""
    return max((sum(1 for _ in node.above()) for node in _nodes(pair[0], scope)), default=0)


def _is_inside(node: Node, chosen: Sequence[Node]) -> bool:
    return not chosen or chosen[0] in node.above()

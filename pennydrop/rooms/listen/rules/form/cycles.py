"""Rings of things that depend on each other: Tarjan's strongly connected components (1972)."""

from collections import deque
from collections.abc import Iterator, Mapping

# From a path to the paths it depends on, each with whose expression says so, and in which column.
Edges = dict[str, dict[str, tuple[str, str]]]
Ring = list[tuple[str, tuple[str, str]]]


def rings(edges: Edges) -> Iterator[Ring]:
    """One shortest ring for every knot: its paths in order, each with what leads to the next."""
    for knot in _knots(edges):
        first = next(path for path in edges if path in knot)
        yield _ring(edges, first, knot)


def _ring(edges: Edges, first: str, knot: frozenset[str]) -> Ring:
    came: dict[str, str] = {}
    waiting = deque([first])
    while waiting:
        path = waiting.popleft()
        for target in edges[path]:
            if target == first:
                return _back(edges, came, path, first)
            if target in knot and target not in came:
                came[target] = path
                waiting.append(target)
    raise AssertionError("a knot has a way back")


def _back(edges: Edges, came: Mapping[str, str], last: str, first: str) -> Ring:
    way = [last]
    while way[-1] != first:
        way.append(came[way[-1]])
    way.reverse()
    return [
        (path, edges[path][following])
        for path, following in zip(way, [*way[1:], first], strict=True)
    ]


def _knots(edges: Edges) -> Iterator[frozenset[str]]:
    """Components with a way from each path back to itself. No recursion: forms may be long."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on: set[str] = set()
    for root in edges:
        work = [(root, iter(edges[root]))] if root not in index else []
        while work:
            path, targets = work[-1]
            if path not in index:
                index[path] = low[path] = len(index)
                stack.append(path)
                on.add(path)
            following = _next(targets, edges, index, on, low, path)
            if following is not None:
                work.append((following, iter(edges[following])))
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[path])
            if low[path] == index[path]:
                knot = _cut(stack, on, path)
                if len(knot) > 1 or path in edges[path]:
                    yield knot


def _next(
    targets: Iterator[str], edges: Edges, index: Mapping[str, int], on: set[str],
    low: dict[str, int], path: str,
) -> str | None:  # fmt: skip
    for target in targets:
        if target not in edges:
            continue
        if target not in index:
            return target
        if target in on:
            low[path] = min(low[path], index[target])
    return None


def _cut(stack: list[str], on: set[str], path: str) -> frozenset[str]:
    knot = []
    while True:
        top = stack.pop()
        on.discard(top)
        knot.append(top)
        if top == path:
            return frozenset(knot)

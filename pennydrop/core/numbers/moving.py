"""How far a hidden cell could be from what it is, with every total the same.

Somebody who knows the totals of a table from elsewhere may put one person more into a cell if they
take one out of the same row and one out of the same column, and so on round the table: that is a
flow from row to column. The cells' own limits are its capacities, and the greatest flow says how
far the cell can move (Gusfield, A graph theoretic approach to statistical data security, SIAM
Journal on Computing 17, 1988).
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Place = tuple[int, int]
Range = tuple[int, int]
Node = tuple[str, int]
Room = dict[Node, dict[Node, int]]


@dataclass(frozen=True)
class Table:
    """True counts, and for each the least and the greatest that a reader must think possible."""

    counts: Sequence[Sequence[int]]
    open: Mapping[Place, Range]

    @property
    def is_line(self) -> bool:
        return len(self.counts) == 1 or len(self.counts[0]) == 1

    @cached_property
    def room(self) -> Room:
        return _capacities(self.counts, self.open)


def reaches(table: Table, place: Place, low: int, high: int) -> bool:
    """Whether every count from `low` to `high` could stand there while the totals stay."""
    count = table.counts[place[0]][place[1]]
    down, up = max(0, count - low), max(0, high - count)
    if table.is_line:
        return _line_room(table, place, 1) >= down and _line_room(table, place, 0) >= up
    row, column = ("row", place[0]), ("column", place[1])
    return (
        _flow(table, place, row, column, up) >= up
        and _flow(table, place, column, row, down) >= down
    )


def _line_room(table: Table, place: Place, side: int) -> int:
    """How much all other cells of a single line can take up (1) or give away (0)."""
    return sum(
        abs(limits[side] - table.counts[r][c])
        for (r, c), limits in table.open.items()
        if (r, c) != place
    )


def _flow(table: Table, without: Place, source: Node, sink: Node, wanted: int) -> int:
    """The greatest flow up to `wanted`; what it changes is put back, the table serves again."""
    room, done = table.room, 0
    row, column = ("row", without[0]), ("column", without[1])
    changed = [(a, b, room[a].get(b, 0)) for a, b in ((row, column), (column, row))]
    for a, b, _ in changed:
        room[a][b] = 0
    while done < wanted and (path := _path(room, source, sink)):
        step = min(wanted - done, *(room[a][b] for a, b in path))
        for a, b in path:
            changed += [(a, b, room[a][b]), (b, a, room[b].get(a, 0))]
            room[a][b] -= step
            room[b][a] = room[b].get(a, 0) + step
        done += step
    for a, b, before in reversed(changed):
        room[a][b] = before
    return done


def _capacities(counts: Sequence[Sequence[int]], limits: Mapping[Place, Range]) -> Room:
    """From a row to a column: how much a cell can shrink; back: how much it can grow."""
    room: Room = {}
    for (r, c), (low, high) in limits.items():
        room.setdefault(("row", r), {})[("column", c)] = counts[r][c] - low
        room.setdefault(("column", c), {})[("row", r)] = high - counts[r][c]
    return room


def _path(room: Room, source: Node, sink: Node) -> list[tuple[Node, Node]]:
    """The shortest way with room left, or nothing."""
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        here = waiting.popleft()
        for there, left in room.get(here, {}).items():
            if left > 0 and there not in came:
                came[there] = here
                waiting.append(there)
    path: list[tuple[Node, Node]] = []
    here = sink
    while here in came and here != source:
        path.append((came[here], here))
        here = came[here]
    return path[::-1]

"""How far a count can go beside others that are public: exact, by linear programming.

Every person belongs to one cell: the rows that count them. What is public bounds sums of cells, and
so the count that is asked for. Its greatest value is found on the dual, whose first step is known
(everybody bounds everything), in whole numbers throughout: fraction-free pivots after Edmonds
(1967). Columns are chosen after Dantzig (1951), the steepest first, and after Bland (1977) where
that takes long, so that it always ends.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import count

Range = tuple[int, int]
STEEP_STEPS = 60
ASKED = 1  # the bit of the row that is asked for
Table = list[list[int]]


@lru_cache(maxsize=100_000)
def reach(cells: tuple[int, ...], held: tuple[Range, ...], everybody: Range) -> Range | None:
    """The least and greatest count that fits what is public; None where nothing does.

    `cells`: for each kind of person a number with a bit for every row that counts them; the lowest
    bit is the row asked for, the next are those of `held`, in order. `held`: from how many up to
    how many each of those can be; `everybody`: all people together.
    """
    limits = [(1 << place, *limit) for place, limit in enumerate(held, start=1)]
    tableau = _dual(cells, limits, everybody)
    most = _greatest(tableau, [cell & ASKED for cell in cells])
    least = _greatest(tableau, [-(cell & ASKED) for cell in cells])
    if most is None or least is None:
        return None
    top, under = most
    bottom, over = least
    return -(bottom // over), top // under


def _dual(
    cells: Sequence[int], limits: Sequence[tuple[int, int, int]], everybody: Range
) -> tuple[Table, list[int]]:  # fmt: skip
    """A row for each cell, and what each bound costs; the first column is everybody's greatest."""
    table = [
        [-1, 1, *(side for bit, _, _ in limits for side in ((-1, 1) if cell & bit else (0, 0)))]
        for cell in cells
    ]
    ends = [everybody, *((low, high) for _, low, high in limits)]
    return table, [cost for low, high in ends for cost in (high, -low)]


def _greatest(dual: tuple[Table, list[int]], gains: Sequence[int]) -> tuple[int, int] | None:
    """The greatest sum of gains over the cells, over a denominator; None: nothing fits."""
    rows, costs = dual
    table = [[*row, -gain] for row, gain in zip(rows, gains, strict=True)]
    table.append([*costs, 0])
    scale = 1
    if max(gains) > 0:
        scale = _turn(table, gains.index(1), 0, scale)
    # Columns and rows are told apart by number: what has left the base keeps its own.
    outside = list(range(len(costs)))
    inside = [len(costs) + place for place in range(len(rows))]
    if max(gains) > 0:
        outside[0], inside[gains.index(1)] = inside[gains.index(1)], outside[0]
    steps = count()
    while (column := _entering(table[-1], outside, next(steps) < STEEP_STEPS)) is not None:
        row = _leaving(table, column, inside)
        if row is None:
            return None
        scale = _turn(table, row, column, scale)
        outside[column], inside[row] = inside[row], outside[column]
    return -table[-1][-1], scale


def _entering(costs: Sequence[int], outside: Sequence[int], steep: bool) -> int | None:
    able = [place for place in range(len(outside)) if costs[place] < 0]
    return min(able, key=lambda place: (costs if steep else outside)[place], default=None)


def _leaving(table: Table, column: int, inside: Sequence[int]) -> int | None:
    best: int | None = None
    for place, row in enumerate(table[:-1]):
        if row[column] <= 0:
            continue
        if best is None:
            best = place
            continue
        ours, theirs = row[-1] * table[best][column], table[best][-1] * row[column]
        if ours < theirs or (ours == theirs and inside[place] < inside[best]):
            best = place
    return best


def _turn(table: Table, at: int, column: int, scale: int) -> int:
    """Exchange a row with a column, in place. Everything is kept times the number returned."""
    pivot, chosen = table[at][column], table[at]
    for place, row in enumerate(table):
        if place == at:
            continue
        factor = row[column]
        if factor:
            table[place] = [
                (one * pivot - factor * other) // scale
                for one, other in zip(row, chosen, strict=True)
            ]
        elif pivot != scale:
            table[place] = [one * pivot // scale for one in row]
        table[place][column] = -factor
    chosen[column] = scale
    if pivot > 0:
        return pivot
    for place, row in enumerate(table):
        table[place] = [-one for one in row]
    return -pivot

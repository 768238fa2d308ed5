"""Counts that add up: nothing hidden can be worked back from the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from pennydrop.core.numbers.moving import Place, Range, Table, reaches
from pennydrop.core.numbers.small import (
    ANYTHING,
    LEAST_OPEN,
    NOT_SHOWN,
    Figure,
    figure,
    least_shown,
    possible,
)

Cells = list[list[Figure]]
Counts = Sequence[Sequence[int]]


@dataclass(frozen=True)
class ReleasedTable:
    """A table as it leaves. A total is None wherever one of its parts is hidden."""

    cells: tuple[tuple[Figure, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def release_table(counts: Counts, *, threshold: int, known_totals: bool = True) -> ReleasedTable:
    """Hide what is small, then further cells until nothing hidden can be worked back.

    With `known_totals`, somebody may know the true totals from elsewhere (a grant report, a
    register). Every small cell could then still be anything from nought up to the threshold, as
    far as its own totals are not smaller than that. Totals are added up from the rounded cells:
    they say nothing that the cells do not say.
    """
    cells = [[figure(count, threshold=threshold) for count in row] for row in counts]
    if known_totals and cells and cells[0]:
        _protect(cells, counts, threshold)
    columns = [list(column) for column in zip(*cells, strict=True)]
    return ReleasedTable(
        cells=tuple(map(tuple, cells)),
        row_totals=tuple(map(added, cells)),
        column_totals=tuple(map(added, columns)),
        total=added([cell for row in cells for cell in row]),
    )


def release_lines(lines: Counts, *, threshold: int) -> list[tuple[Figure, ...]]:
    """Lines of which each adds up to a total of its own, and what stands beside each other does
    not, such as people of different ages who spoke of different things."""
    return [release_table([line], threshold=threshold).cells[0] for line in lines]


def added(parts: Sequence[Figure]) -> int | None:
    """A total of rounded parts, or None where one of them is hidden."""
    shown = [part.shown for part in parts if part.shown is not None]
    return sum(shown) if len(shown) == len(parts) else None


def release_parts(counts: Sequence[int], *, threshold: int) -> tuple[tuple[Figure, ...], Figure]:
    """Parts that add up to a whole, each told as a share of it, and the whole.

    Where what is told of all of them would narrow one of them down, none is told. Whether it would
    is judged by what is told alone, so that not telling gives nothing away either.
    """
    whole = figure(sum(counts), threshold=threshold)
    parts = tuple(figure(count, threshold=threshold, of=whole) for count in counts)
    if all(high - low + 1 >= LEAST_OPEN for low, high in _narrowed(parts, whole)):
        return parts, whole
    return (Figure(None, NOT_SHOWN, threshold, 0, possible(whole)[1]),) * len(parts), whole


def _narrowed(parts: Sequence[Figure], whole: Figure) -> list[Range]:
    """What is left open of each part, and of the whole, once all are added up."""
    ranges = [possible(part) for part in parts]
    low, high = possible(whole)
    lows, highs = sum(one for one, _ in ranges), sum(one for _, one in ranges)
    left = [(max(a, low - (highs - b)), min(b, high - (lows - a))) for a, b in ranges]
    return [*left, (max(low, lows), min(high, highs))]


def _protect(cells: Cells, counts: Counts, threshold: int) -> None:
    """Hide more until every small cell is free to be anything under the threshold."""
    small = {
        (r, c) for r, row in enumerate(cells) for c, one in enumerate(row) if one.shown is None
    }
    hidden, held = set(small), sorted(small)
    while more := _seconds(cells, counts, hidden) or _thirds(cells, counts, hidden, held):
        hidden |= more
    if hidden == small:
        return
    for r, c in hidden:
        # All alike: which of them is the small one would say what the other is.
        cells[r][c] = Figure(None, NOT_SHOWN, threshold, 0, ANYTHING)


def _seconds(cells: Cells, counts: Counts, hidden: set[Place]) -> set[Place]:
    """One more in each line where one alone is hidden."""
    more: set[Place] = set()
    for line in _lines(len(cells), len(cells[0])):
        if sum(place in hidden | more for place in line) == 1 and len(line) > 1:
            more.add(_smallest(set(line) - hidden - more, counts))
    return more


def _thirds(cells: Cells, counts: Counts, hidden: set[Place], held: list[Place]) -> set[Place]:
    """One more beside the first small cell that the totals still hold fast. `held`: small cells
    that may be; those found free leave it for good, since hiding more only frees more."""
    table = Table(counts, _open(cells, hidden))
    while held:
        place = held[0]
        threshold = cells[place[0]][place[1]].threshold
        shown = set(_all(cells)) - hidden
        if shown and not reaches(table, place, 0, least_shown(threshold) - 1):
            beside = {(r, c) for r, c in shown if r == place[0] or c == place[1]}
            return {_smallest(beside or shown, counts)}
        held.pop(0)
    return set()


def _open(cells: Cells, hidden: set[Place]) -> dict[Place, Range]:
    """What a reader must think possible: of hidden cells anything, once some are not small."""
    alone = all(cells[r][c].shown is None for r, c in hidden)
    return {
        (r, c): possible(cells[r][c]) if alone or (r, c) not in hidden else (0, ANYTHING)
        for r, c in _all(cells)
    }


def _smallest(places: set[Place], counts: Counts) -> Place:
    return min(sorted(places), key=lambda place: counts[place[0]][place[1]])


def _all(cells: Cells) -> list[Place]:
    return [(r, c) for r, row in enumerate(cells) for c, _ in enumerate(row)]


def _lines(rows: int, columns: int) -> list[list[Place]]:
    return [[(r, c) for c in range(columns)] for r in range(rows)] + [
        [(r, c) for r in range(rows)] for c in range(columns)
    ]

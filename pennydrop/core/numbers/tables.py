"""Tables of counts whose parts add up: nothing hidden can be worked back from the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pennydrop.core.numbers.small import NOT_SHOWN, Figure, figure

Cells = list[list[Figure]]


@dataclass(frozen=True)
class ReleasedTable:
    """A table as it leaves. A total is None wherever one of its parts is hidden."""

    cells: tuple[tuple[Figure, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def release_table(
    counts: Sequence[Sequence[int]], *, threshold: int, known_totals: bool = True
) -> ReleasedTable:
    """Hide what is small, then a second cell wherever one alone would be missing.

    With `known_totals`, somebody may know the totals from elsewhere (a grant report, a register),
    so no row or column keeps a single hidden cell. Totals are added up from the rounded cells:
    they say nothing that the cells do not say.
    """
    cells = [[figure(count, threshold=threshold) for count in row] for row in counts]
    if known_totals:
        while _hide_seconds(cells, counts, threshold):
            continue
    columns = [list(column) for column in zip(*cells, strict=True)]
    return ReleasedTable(
        cells=tuple(map(tuple, cells)),
        row_totals=tuple(map(added, cells)),
        column_totals=tuple(map(added, columns)),
        total=added([cell for row in cells for cell in row]),
    )


def added(parts: Sequence[Figure]) -> int | None:
    """A total of rounded parts, or None where one of them is hidden."""
    shown = [part.shown for part in parts if part.shown is not None]
    return sum(shown) if len(shown) == len(parts) else None


def _hide_seconds(cells: Cells, counts: Sequence[Sequence[int]], threshold: int) -> bool:
    """Hide one more cell in each line where one alone is hidden. Returns whether any was."""
    changed = False
    for line in _lines(len(cells), len(cells[0]) if cells else 0):
        shown = [(r, c) for r, c in line if cells[r][c].shown is not None]
        if shown and len(line) - len(shown) == 1:
            r, c = min(shown, key=lambda place: counts[place[0]][place[1]])
            cells[r][c] = replace(cells[r][c], shown=None, words=NOT_SHOWN)
            changed = True
    return changed


def _lines(rows: int, columns: int) -> list[list[tuple[int, int]]]:
    return [[(r, c) for c in range(columns)] for r in range(rows)] + [
        [(r, c) for r in range(rows)] for c in range(columns)
    ]

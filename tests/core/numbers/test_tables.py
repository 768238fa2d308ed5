"""Tables: an attacker with a solver, who knows every total from elsewhere, finds no small cell."""

import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from pennydrop.core.numbers import tables
from pennydrop.core.numbers.small import LEAST_OPEN, NOT_SHOWN, least_shown, possible
from pennydrop.core.numbers.tables import ReleasedTable, release_parts, release_table

COUNTS = st.integers(0, 120)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=5)
)
STUDIES = 300


def studies(seed: int, many: int) -> Iterator[tuple[list[list[int]], int]]:
    """Random tables as small studies make them: mostly small counts, some large, many noughts."""
    pick = random.Random(seed)
    for _ in range(many):
        rows, columns = pick.randint(1, 5), pick.randint(2, 5)
        most = pick.choice([4, 12, 25, 60])
        counts = [
            [pick.randint(0, pick.choice([3, most])) for _ in range(columns)] for _ in range(rows)
        ]
        yield counts, pick.choice([5, 8, 10, 12, 15])


def lines(rows: int, columns: int) -> list[list[int]]:
    """Cells of each line by their number; a line of one cell has no total beside itself."""
    found = [[r * columns + c for c in range(columns)] for r in range(rows)] if columns > 1 else []
    if rows > 1:
        found += [[r * columns + c for r in range(rows)] for c in range(columns)]
    return found


def attack(counts: list[list[int]], printed: ReleasedTable, threshold: int) -> list[str]:
    """Small cells of which a solver, given what is printed and every true total, can rule out a
    count under the threshold. Whole numbers come by themselves: the matrix is unimodular."""
    rows, columns = len(counts), len(counts[0])
    flat = np.array(counts).ravel()
    cells = [cell for row in printed.cells for cell in row]
    limits = [possible(cell) for cell in cells]
    matrix = np.zeros((0, rows * columns))
    for line in lines(rows, columns):
        matrix = np.vstack([matrix, np.isin(np.arange(rows * columns), line)])
    totals = LinearConstraint(matrix, matrix @ flat, matrix @ flat)
    high = int(flat.sum())
    bounds = Bounds([low for low, _ in limits], [min(most, high) for _, most in limits])
    everything_hidden = all(cell.shown is None for cell in cells)
    found = []
    for n, cell in enumerate(cells):
        if cell.shown is not None or flat[n] >= threshold or everything_hidden:
            continue
        for sign, wanted in ((1, 0), (-1, least_shown(threshold) - 1)):
            goal = np.zeros(rows * columns)
            goal[n] = sign
            best = sign * milp(goal, constraints=totals, bounds=bounds).fun
            if sign * (best - wanted) > 0.5:
                found.append(f"cell {n} of {counts}: {best} instead of {wanted}")
    return found


def test_a_solver_that_knows_every_total_rules_out_nothing_small():
    for counts, threshold in studies(1, STUDIES):
        printed = release_table(counts, threshold=threshold)
        assert not attack(counts, printed, threshold)


@pytest.mark.parametrize("left_out", [["_thirds"], ["_seconds", "_thirds"]])
def test_the_solver_would_find_a_table_that_is_not_protected(monkeypatch, left_out):
    for part in left_out:
        monkeypatch.setattr(tables, part, lambda *_: set())
    assert any(
        attack(counts, release_table(counts, threshold=threshold), threshold)
        for counts, threshold in studies(1, STUDIES)
    )


@settings(max_examples=100, deadline=None)
@given(TABLES, st.integers(5, 15), st.booleans())
def test_what_is_printed_is_true_and_a_total_says_no_more_than_its_parts(counts, threshold, known):
    table = release_table(counts, threshold=threshold, known_totals=known)
    for row, printed in zip(counts, table.cells, strict=True):
        for count, cell in zip(row, printed, strict=True):
            low, high = possible(cell)
            assert low <= count <= high
            assert cell.shown is not None or high >= least_shown(threshold) - 1
    for printed, total in zip(table.cells, table.row_totals, strict=True):
        shown = [cell.shown for cell in printed]
        assert total == (None if None in shown else sum(shown))


@given(TABLES, st.integers(5, 15))
def test_no_line_keeps_a_single_hidden_cell(counts, threshold):
    table = release_table(counts, threshold=threshold)
    lines = [list(row) for row in table.cells] + [list(c) for c in zip(*table.cells, strict=True)]
    for line in lines:
        assert len(line) == 1 or sum(cell.shown is None for cell in line) != 1


def test_second_cells_look_like_first_ones():
    table = release_table([[3, 40, 50]], threshold=10)
    assert [cell.words for cell in table.cells[0]] == [NOT_SHOWN, NOT_SHOWN, ""]


def test_a_total_is_what_the_rounded_parts_add_up_to():
    table = release_table([[12, 40], [33, 21]], threshold=10)
    assert table.row_totals == (50, 55) and table.total == 105
    small = release_table([[12, 40, 30], [33, 4, 20], [50, 50, 50]], threshold=10)
    assert small.row_totals[1] is None and small.total is None
    assert small.row_totals[2] == 150


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=4), st.integers(5, 15))
def test_parts_that_add_up_to_a_known_whole_stay_open(counts, threshold):
    parts, whole = release_parts(counts, threshold=threshold)
    low, high = possible(whole)
    ranges = [possible(part) for part in parts]
    for n, (least, most) in enumerate(ranges):
        others = ranges[:n] + ranges[n + 1 :]
        lowest = max(least, low - sum(top for _, top in others))
        highest = min(most, high - sum(bottom for bottom, _ in others))
        assert lowest <= counts[n] <= highest
        assert highest - lowest + 1 >= LEAST_OPEN or whole.shown is None


def test_shares_that_would_give_the_counts_away_together_are_not_told():
    parts, whole = release_parts([7, 3, 3], threshold=10)
    assert whole.shown == 15 and {part.words for part in parts} == {NOT_SHOWN}

"""Medians, percentiles, ratios and the table they go into. Nothing here looks at a clock."""

import pytest

from benchmarks.tables import Row, clock, compare, compare_tail, table
from benchmarks.timing import Times, in_turn, ratio


def test_percentiles_are_times_that_were_taken():
    times = Times([5.0, 1.0, 4.0, 2.0, 3.0])
    assert times.median == 3.0
    assert times.percentile(0.5) == 3.0
    assert times.percentile(0.95) == 5.0
    assert times.percentile(0.2) == 1.0


@pytest.mark.parametrize("share", [0, -0.1, 1.1])
def test_a_share_outside_nothing_to_all_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        Times([1.0]).percentile(share)


def test_without_times_there_is_no_percentile():
    with pytest.raises(ValueError, match="needs times"):
        Times().percentile(0.5)


def test_a_ratio_says_how_many_times_faster_we_are():
    assert ratio(3.0, 0.5) == 6.0
    with pytest.raises(ValueError, match="above nothing"):
        ratio(1.0, 0.0)


def test_both_sides_are_measured_by_turns_and_each_begins_half_the_time():
    order = []

    def measure(name, seconds):
        def once(number):
            order.append((name, number))
            return seconds

        return once

    theirs, ours = in_turn(measure("theirs", 2.0), measure("ours", 1.0), 3)
    assert order == [
        ("theirs", 0), ("ours", 0), ("ours", 1), ("theirs", 1), ("theirs", 2), ("ours", 2),
    ]  # fmt: skip
    assert (theirs.seconds, ours.seconds) == ([2.0] * 3, [1.0] * 3)


def test_a_row_says_whether_the_promise_is_kept():
    assert compare("add", Times([1.0]), Times([0.1]), target=True).cells()[4] == "met"
    assert compare("add", Times([0.9]), Times([0.1]), target=True).cells()[4] == "NOT MET"
    assert not Row("add", 0.9, 0.1, target=True).met
    assert compare("import", Times([0.9]), Times([1.0])).met


def test_a_tail_is_compared_with_a_tail():
    row = compare_tail("add", Times([1.0] * 18 + [4.0] * 2), Times([1.0] * 18 + [2.0] * 2))
    assert (row.taguette, row.pennydrop) == (4.0, 2.0)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.00042, "420 µs"), (0.01234, "12.3 ms"), (0.6, "600 ms"), (2.087, "2.09 s")],
)
def test_times_have_three_figures_and_a_unit(seconds, text):
    assert clock(seconds) == text


def test_a_table_lines_up():
    assert table(["a", "bb"], [["one", "2"]]) == "| a   | bb |\n| --- | -- |\n| one | 2  |"

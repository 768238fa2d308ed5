"""The measure of how work grows sees a square, and lets pass what is in proportion."""

from tests.growing import in_proportion

_A_FEW = 300


def test_work_in_proportion_passes() -> None:
    assert in_proportion(lambda size: sum(range(size * _A_FEW)), 1_000, times=10)


def test_work_by_the_square_is_seen() -> None:
    assert not in_proportion(lambda size: sum(range(size * size)), 1_000, times=4)

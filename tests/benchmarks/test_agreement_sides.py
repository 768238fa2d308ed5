"""QualCoder's way of comparing two coders, on figures that were seen in the program itself."""

from pathlib import Path

import pytest

from benchmarks.sides.qualcoder import QualCoder


@pytest.fixture
def compare():
    def of(*codings, text="x" * 200):
        peer = QualCoder(Path(":memory:"), [text], [(0, 0, *one) for one in codings])
        return peer.compare(0, "a", "b")

    return of


def test_spans_that_overlap_by_half(compare):
    """Its kappa is 0.2987 where Cohen's is 4/9 (tests/understand/test_agreement_texts.py)."""
    found = compare((20, 40, "a"), (30, 50, "b"))
    assert (found.agreement, found.kappa) == (90.0, 0.2987)


def test_one_coder_who_overlaps_herself_agrees_with_nobody_and_is_counted_so(compare):
    alone = compare((0, 40, "a"), (20, 60, "a"))
    assert alone.kappa > 0.2 and alone.agreement == 80.0


def test_nothing_coded_has_no_kappa(compare):
    assert compare().kappa is None
    assert compare((0, 5, "a"), (0, 5, "b")).kappa == 1.0

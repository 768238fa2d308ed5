"""Who was not heard from is said from protected counts alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.numbers.small import least_shown
from pennydrop.rooms.listen.rules.targets import (
    BadBands,
    Standing,
    Wanted,
    count_bands,
    named_by,
    protect,
    read_bands,
)


def test_bands_are_read_with_their_targets():
    text = "Under 18\n 18  to 24 = 20\n\n25 = half = 5\n"
    assert read_bands(text) == [Wanted("Under 18"), Wanted("18 to 24", 20), Wanted("25 = half", 5)]
    assert "\n".join(map(str, read_bands("A = 3\nB"))) == "A = 3\nB"


@pytest.mark.parametrize(
    "text",
    ["", "\n", "= 5", "A = many", "A = 0", "A = -1", "A = 99999", "A\na", "Did not say", "A = ٣",
     "x" * 81, "\n".join(f"b{n}" for n in range(21))],
)  # fmt: skip
def test_bands_that_cannot_be_kept_are_refused(text):
    with pytest.raises(BadBands):
        read_bands(text)


def test_everybody_is_counted_once_and_who_did_not_say_last():
    assert count_bands(["a", "A", "b", "x"], ["A", "B", "C"], 7) == [2, 1, 0, 4]


COUNTS = st.lists(st.integers(0, 80), min_size=2, max_size=8)


@given(COUNTS, st.integers(5, 30))
def test_no_small_count_is_shown_and_none_is_hidden_alone(counts, threshold):
    bands = [Wanted(f"b{n}", 30) for n in range(len(counts) - 1)]
    heard, silent = protect(bands, counts, threshold=threshold)
    figures = [*(band.figure for band in heard), silent]
    least = least_shown(threshold)
    for count, figure in zip(counts, figures, strict=True):
        assert figure.shown is None or (count >= least and figure.shown % 5 == 0)
    hidden = [band for band in heard if band.figure.shown is None]
    assert len(hidden) != 1 or len(heard) == 1


@given(COUNTS, st.integers(1, 60))
def test_how_a_band_stands_tells_no_more_than_its_figure(counts, target):
    bands = [Wanted(f"b{n}", target) for n in range(len(counts) - 1)]
    heard, _ = protect(bands, counts, threshold=10)
    told = {(band.figure.shown, band.figure.words): band.standing for band in heard}
    assert all(told[band.figure.shown, band.figure.words] is band.standing for band in heard)
    for band in heard:
        if band.figure.shown is None:
            assert band.standing is not Standing.REACHED


def test_standings():
    def stands(count, target, other=50):
        bands = [Wanted("A", target), Wanted("B"), Wanted("C")]
        heard, _ = protect(bands, [count, 50, other, 50], threshold=10)
        return heard[0].standing

    assert stands(40, None) is Standing.NONE
    assert stands(40, 40) is Standing.REACHED
    assert stands(30, 40) is Standing.NOT_YET
    assert stands(9, 40, other=9) is Standing.NOT_YET
    assert stands(9, 5, other=9) is Standing.UNKNOWN
    # The last is hidden beside a small one, whatever it is, and so are those next to it.
    heard, _ = protect([Wanted("A", 20), Wanted("B", 20)], [3, 40, 0], threshold=10)
    assert [band.standing for band in heard] == [Standing.UNKNOWN, Standing.UNKNOWN]


def test_a_stored_choice_leads_to_its_band():
    names = {"b1": "18 to 24"}
    assert named_by(names, " B1 ") == "18 to 24"
    assert named_by(names, "b9") == ""

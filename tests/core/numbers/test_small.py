"""What one count becomes before it may leave."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.numbers.small import (
    LEAST_OPEN,
    NEARLY_ALL,
    NOT_SHOWN,
    WORDS,
    Figure,
    figure,
    least_shown,
    meanings,
    percent,
    possible,
    settle,
)

THRESHOLDS = st.integers(5, 25)
COUNTS = st.integers(0, 120)


@given(COUNTS, THRESHOLDS)
def test_what_is_shown_is_rounded_and_never_below_the_threshold(count, threshold):
    told = figure(count, threshold=threshold)
    if told.shown is not None:
        assert count >= threshold and told.shown >= threshold and told.shown % 5 == 0
        assert abs(told.shown - count) <= 2
    else:
        assert str(count) not in told.words.replace(f"fewer than {least_shown(threshold)}", "")


@given(COUNTS, THRESHOLDS)
def test_a_reader_must_think_the_true_count_possible(count, threshold):
    told = figure(count, threshold=threshold)
    low, high = possible(told)
    assert low <= count <= high
    # as it was kept before bands were noted
    low, high = possible(Figure(told.shown, told.words, threshold))
    assert low <= count <= high


def test_nought_looks_like_any_other_small_count():
    assert figure(0, threshold=10) == figure(9, threshold=10)
    whole = figure(20, threshold=10)
    assert figure(0, threshold=10, of=whole) == figure(5, threshold=10, of=whole)


@pytest.mark.parametrize("threshold", [0, 1, 4])
def test_a_threshold_under_five_is_refused(threshold):
    with pytest.raises(ValueError):
        figure(3, threshold=threshold)


@given(st.integers(10, 400), THRESHOLDS)
def test_whatever_is_told_of_a_part_leaves_at_least_three_counts_open(whole, threshold):
    of = figure(whole, threshold=threshold)
    alike: dict[str, list[int]] = {}
    for count in range(whole + 1):
        alike.setdefault(figure(count, threshold=threshold, of=of).said, []).append(count)
    for said, counts in alike.items():
        told = figure(counts[0], threshold=threshold, of=of)
        assert told.high - told.low + 1 >= LEAST_OPEN, said
        assert told.low <= counts[0] and counts[-1] <= told.high, said
        assert counts == list(range(counts[0], counts[-1] + 1)), said


@given(st.integers(10, 400), st.data(), THRESHOLDS)
def test_a_number_is_told_only_where_neither_the_part_nor_the_rest_is_small(whole, data, threshold):
    of = figure(whole, threshold=threshold)
    count = data.draw(st.integers(0, whole))
    told = figure(count, threshold=threshold, of=of)
    least = least_shown(threshold)
    if told.shown is not None:
        assert least <= count <= whole - least
        assert told.low >= least and told.high <= of.low - least
    elif whole - count < least and of.shown and of.shown >= 10:
        # who did not speak of it is not narrowed down either
        assert of.high - told.low - max(0, of.low - told.high) >= LEAST_OPEN - 1


@given(st.integers(10, 120), THRESHOLDS)
def test_what_is_told_of_a_part_says_nothing_more_about_the_whole(whole, threshold):
    """Wholes that are told alike are told alike beside each of their parts."""
    of = figure(whole, threshold=threshold)
    for other in range(*possible(of)):
        assert figure(other, threshold=threshold) == of


@given(st.integers(0, 9))
def test_of_fewer_than_ten_people_no_share_is_told(base):
    of = figure(base, threshold=5)
    words = {figure(count, threshold=5, of=of).said for count in range(base + 1)}
    shares = {word.text for word in WORDS}
    assert not words & shares or of.shown >= 10


def test_the_words_mean_what_the_method_section_says():
    for word in WORDS:
        assert word.text in " ".join(meanings(10))
    whole = figure(12, threshold=10)
    said = [figure(count, threshold=10, of=whole).words for count in (2, 3, 5, 6, 9, 10, 12)]
    assert said == ["a few or none", "several", "several", "most", "most", NEARLY_ALL, NEARLY_ALL]
    assert figure(6, threshold=5, of=figure(7, threshold=5)).words == NOT_SHOWN


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_bar_is_drawn_from_released_figures_alone(count, base):
    """Counts that are told alike are drawn alike."""
    count = min(count, base)
    whole = figure(base, threshold=10)
    told = figure(count, threshold=10, of=whole)
    for other in range(told.low, told.high + 1):
        assert percent(figure(other, threshold=10, of=whole), whole) == percent(told, whole)
    length = percent(told, whole)
    assert length is None or 0 <= Fraction(length, 100) <= 1


def test_the_released_figure_stays_until_the_change_is_large():
    first = settle(22, threshold=10)
    assert first.shown == 20
    assert settle(23, threshold=10, before=[first]).shown == 20
    assert settle(33, threshold=10, before=[first]).shown == 35
    # 32 would be the only count that is told as 30 and far enough: it stays, so as not to be known
    assert settle(32, threshold=10, before=[first]).shown == 20
    # what was too small once stays a word until it could not be told apart from one person more
    hidden = settle(9, threshold=10)
    assert settle(12, threshold=10, before=[hidden]) == hidden
    later = settle(19, threshold=10, before=[hidden])
    assert (later.shown, possible(later)) == (20, (19, 22))


def test_what_is_small_again_does_not_say_how_small():
    """From about 10 straight to a word, only nought would be far enough away."""
    first = settle(12, threshold=10)
    assert all(settle(n, threshold=10, before=[first]) == first for n in range(10))
    large = settle(30, threshold=10)
    assert {settle(n, threshold=10, before=[large]).words for n in range(10)} == {"fewer than 10"}


def test_a_raised_threshold_counts_for_old_figures_too():
    old = figure(12, threshold=5)
    assert settle(19, threshold=15, before=[old]) == old

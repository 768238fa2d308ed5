"""Nothing under the threshold leaves, and nobody can work it out from what does."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pennydrop.core.numbers.small import (
    NOT_SHOWN,
    WORDS,
    Figure,
    figure,
    least_shown,
    meanings,
    percent,
    possible,
    rounded,
    settle,
)
from pennydrop.core.numbers.tables import release_table
from pennydrop.rooms.publish.rules.figures import (
    Figures,
    TrueCounts,
    as_data,
    from_data,
    people_line,
    settle_figures,
    shares,
    theme_line,
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
    low, high = possible(figure(count, threshold=threshold))
    assert low <= count <= high


def test_nought_looks_like_any_other_small_count():
    assert figure(0, threshold=10) == figure(9, threshold=10)
    assert figure(0, threshold=10, base=20) == figure(4, threshold=10, base=20)


@pytest.mark.parametrize("threshold", [0, 1, 4])
def test_a_threshold_under_five_is_refused(threshold):
    with pytest.raises(ValueError):
        figure(3, threshold=threshold)


@given(st.integers(10, 60), st.integers(5, 10))
def test_a_word_leaves_at_least_three_counts_open(base, threshold):
    """Even to somebody who knows the base exactly."""
    said: dict[str, list[int]] = {}
    for count in range(min(base + 1, least_shown(threshold))):
        said.setdefault(figure(count, threshold=threshold, base=base).words, []).append(count)
    for word, counts in said.items():
        # the last band may be cut short by the threshold, which the base alone would tell
        if counts[-1] != least_shown(threshold) - 1:
            assert len(counts) >= 3, (word, counts)


@given(st.integers(0, 9))
def test_of_fewer_than_ten_people_no_share_is_told(base):
    words = {figure(count, threshold=5, base=base).words for count in range(min(base, 4) + 1)}
    assert words <= {"fewer than 5"}


def test_the_words_mean_what_the_method_section_says():
    for word in WORDS:
        assert word.text in " ".join(meanings(10))
    assert figure(2, threshold=10, base=12).words == "a few or none"
    assert figure(3, threshold=10, base=12).words == "several"
    assert figure(6, threshold=10, base=12).words == "several"
    assert figure(7, threshold=10, base=12).words == "most"


# ---- an attacker with pencil and paper ---------------------------------------------------------
def bounds(told):
    """What somebody who knows every rule makes of one figure."""
    low, high = possible(told)
    return low, min(high, 10**6)


def solve(table):
    """Narrow every cell by every total there is, until nothing moves."""
    rows, columns = len(table.cells), len(table.cells[0])
    known = {(r, c): bounds(table.cells[r][c]) for r in range(rows) for c in range(columns)}
    slack = {True: 0, False: 2}
    lines = [([(r, c) for c in range(columns)], table.row_totals[r]) for r in range(rows)]
    lines += [([(r, c) for r in range(rows)], table.column_totals[c]) for c in range(columns)]
    lines += [(list(known), table.total)]
    for _ in range(30):
        before = dict(known)
        for places, total in lines:
            if total is None:
                continue
            loose = slack[False] * len(places)
            for place in places:
                others = [known[other] for other in places if other != place]
                low = total - loose - sum(high for _, high in others)
                high = total + loose - sum(low for low, _ in others)
                known[place] = (max(known[place][0], low), min(known[place][1], high))
        if known == before:
            break
    return known


TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=5)
)


@settings(max_examples=400, deadline=None)
@given(TABLES, st.integers(5, 15), st.booleans())
def test_nobody_solves_for_a_hidden_cell(counts, threshold, known_totals):
    table = release_table(counts, threshold=threshold, known_totals=known_totals)
    found = solve(table)
    for (r, c), (low, high) in found.items():
        if table.cells[r][c].shown is None:
            assert low <= 0 and high >= least_shown(threshold) - 1, (r, c, low, high)
        assert low <= counts[r][c] <= high


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=4, max_size=4))
def test_every_way_to_fill_a_small_table_leaves_hidden_cells_open(flat):
    """By trying every table there is: those that would have been printed the same."""
    counts = [flat[:2], flat[2:]]
    printed = release_table(counts, threshold=10)
    hidden = [(r, c) for r, c in product(range(2), repeat=2) if printed.cells[r][c].shown is None]
    assume(hidden)
    seen: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    for other in product(range(0, 18, 3), repeat=4):
        rows = [list(other[:2]), list(other[2:])]
        if release_table(rows, threshold=10) == printed:
            for r, c in hidden:
                seen[r, c].add(rows[r][c])
    for place, values in seen.items():
        assert {0, 3, 6, 9} <= values or printed.cells[place[0]][place[1]].words == NOT_SHOWN


@given(TABLES, st.integers(5, 15))
def test_no_line_keeps_a_single_hidden_cell(counts, threshold):
    table = release_table(counts, threshold=threshold)
    lines = [list(row) for row in table.cells] + [list(c) for c in zip(*table.cells, strict=True)]
    for line in lines:
        assert len(line) == 1 or sum(cell.shown is None for cell in line) != 1


def test_a_total_is_what_the_rounded_parts_add_up_to():
    table = release_table([[12, 40], [33, 21]], threshold=10)
    assert table.row_totals == (50, 55) and table.total == 105
    small = release_table([[12, 40, 30], [33, 4, 20], [50, 50, 50]], threshold=10)
    assert small.row_totals[1] is None and small.total is None
    assert small.row_totals[2] == 150


# ---- two editions side by side -----------------------------------------------------------------
@settings(max_examples=300)
@given(st.lists(COUNTS, min_size=2, max_size=8), st.integers(5, 15), st.integers(10, 150))
def test_two_editions_that_differ_differ_by_at_least_the_threshold(counts, threshold, base):
    told: list[Figure] = []
    made: list[int] = []
    for count in counts:
        fresh = settle(count, threshold=threshold, base=max(base, count), before=told)
        made.append(count if not told or fresh != told[-1] else made[-1])
        told.append(fresh)
    for (a, first), (b, second) in combinations(zip(made, told, strict=True), 2):
        if (first.shown, first.words) != (second.shown, second.words):
            assert abs(a - b) >= threshold, (counts, told)


def test_the_released_figure_stays_until_the_change_is_large():
    first = settle(22, threshold=10)
    assert first.shown == 20
    assert settle(23, threshold=10, before=[first]).shown == 20
    assert settle(32, threshold=10, before=[first]) == settle(32, threshold=10)
    assert settle(31, threshold=10, before=[first]).shown == 20
    # what was too small once stays a word until it could not be told apart from one person more
    hidden = settle(9, threshold=10)
    assert settle(12, threshold=10, before=[hidden]) == hidden
    assert settle(19, threshold=10, before=[hidden]).shown == 20


def test_a_raised_threshold_counts_for_old_figures_too():
    old = figure(12, threshold=5)
    assert settle(19, threshold=15, before=[old]) == old


# ---- the figures of an edition -----------------------------------------------------------------
COUNTED = TrueCounts(
    people={"interview": 12, "focus_group": 9, "survey": 41},
    groups=2,
    themes={"a": {"interview": 7, "focus_group": 4, "survey": 22}, "b": {"survey": 40}},
)


def test_figures_come_back_from_their_skeleton_as_they_were():
    figures = settle_figures(COUNTED, threshold=10, months="in May 2026", before=[])
    assert from_data(as_data(figures)) == figures
    again = settle_figures(COUNTED, threshold=10, months="in May 2026", before=[figures])
    assert again == figures


def test_what_is_said_of_a_theme_holds_no_small_number():
    figures = settle_figures(COUNTED, threshold=10, months="", before=[])
    assert theme_line(figures, "a") == "from most interviews and about 20 of 40 survey answers"
    assert theme_line(figures, "b") == "from nearly all survey answers"
    said = [text for theme in ("a", "b") for _, _, text in shares(figures, theme)]
    assert said[1] == "fewer than 10" and said[3] == "a few or none"
    assert people_line(figures) == (
        "about 10 interviews, two focus groups with fewer than 10 people "
        "and about 40 survey answers"
    )


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_bar_is_drawn_from_released_figures_alone(count, base):
    """Counts that are told alike are drawn alike."""
    count = min(count, base)
    told, whole = figure(count, threshold=10, base=base), figure(base, threshold=10)
    again = figure(rounded(count) if told.shown else count, threshold=10, base=base)
    if (again.shown, again.words) == (told.shown, told.words):
        assert percent(again, whole) == percent(told, whole)
    length = percent(told, whole)
    assert length is None or 0 <= length <= 100
    if told.shown is None and length is not None:
        assert length in {round(50 * (word.low + word.high)) for word in WORDS}
        assert Fraction(length, 100) <= 1


def test_a_study_without_anybody_has_no_figures():
    empty = settle_figures(TrueCounts({}, 0, {}), threshold=10, months="", before=[])
    assert empty == Figures({}, 0, {}, 10, "") and people_line(empty) == "nobody yet"

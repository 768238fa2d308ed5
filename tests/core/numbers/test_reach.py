"""How far a count can go: never further, and no less far, than people can be put together."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.numbers.reach import reach

PEOPLE = 5


@st.composite
def systems(draw):
    """Cells of up to three rows, and what is public of the other two and of everybody."""
    cells = sorted(draw(st.sets(st.integers(0, 7), min_size=2, max_size=5)))
    ends = st.tuples(st.integers(0, PEOPLE), st.integers(0, 3))
    held = [(low, low + more) for low, more in draw(st.tuples(ends, ends))]
    return tuple(cells), tuple(held), (draw(st.integers(0, PEOPLE)), PEOPLE)


def every_count(cells, held, everybody):
    """Of all ways to put whole people into the cells."""
    low, high = everybody
    for some in product(range(high + 1), repeat=len(cells)):
        sums = [sum(n for n, c in zip(some, cells, strict=True) if c >> row & 1) for row in (1, 2)]
        fits = all(a <= n <= b for n, (a, b) in zip(sums, held, strict=True))
        if fits and low <= sum(some) <= high:
            yield sum(n for n, cell in zip(some, cells, strict=True) if cell & 1)


@given(systems())
def test_it_goes_exactly_as_far_as_people_can_be_put_together(system):
    found = set(every_count(*system))
    assert reach(*system) == ((min(found), max(found)) if found else None)


def test_a_part_is_what_the_whole_leaves_of_the_other():
    """“A without B” (asked), A and “A and B”, of about a hundred."""
    assert reach((0b000, 0b011, 0b110), ((58, 62), (23, 27)), (98, 102)) == (31, 39)


def test_both_are_at_least_what_two_cannot_be_apart():
    assert reach((0b000, 0b010, 0b100, 0b111), ((58, 62), (53, 57)), (98, 102)) == (9, 57)


def test_where_figures_of_other_times_do_not_fit_there_is_nothing():
    assert reach((0b00, 0b10, 0b11), ((40, 44),), (28, 32)) is None


def test_hundreds_of_cells_end():
    cells = tuple(range(256))
    held = tuple((n, 10 + n) for n in range(7))
    assert reach(cells, held, (28, 32)) == (0, 32)


def test_it_ends_however_columns_are_chosen(monkeypatch):
    cells, held, everybody = tuple(range(64)), ((0, 0), (0, 3), (2, 2), (2, 2), (1, 4)), (5, 5)
    steep = reach.__wrapped__(cells, held, everybody)
    monkeypatch.setattr("pennydrop.core.numbers.reach.STEEP_STEPS", 0)
    assert steep == (0, 5) == reach.__wrapped__(cells, held, everybody)

"""How passages lie to each other: against the plain definition, letter by letter."""

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.bits import bits_of, from_blob, numbers_in, to_blob
from pennydrop.rooms.understand.rules.spans import (
    Span,
    apart_from,
    near,
    overlapping,
    together,
)

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12), st.integers(0, 3)).map(
        lambda one: Span(one[0], one[0] + one[1], one[2])
    ),
    max_size=8,
)


def letters(span):
    return set(range(span.start, span.end))


@given(SPANS, SPANS)
def test_overlap_is_a_letter_in_common(left, right):
    meets = [one for one in left if any(letters(one) & letters(other) for other in right)]
    assert overlapping(left, right) == meets
    assert apart_from(left, right) == [one for one in left if one not in meets]


@given(SPANS, SPANS, st.integers(0, 10))
def test_near_is_the_gap_between_the_ends(left, right, within):
    def gap(one, other):
        return max(one.start - other.end, other.start - one.end, 0)

    found = near(left, right, within, lambda first, second: second - first)
    assert found == [one for one in left if any(gap(one, other) <= within for other in right)]


@given(SPANS, SPANS)
def test_together_is_each_once_in_reading_order(left, right):
    both = together(left, right)
    assert both == sorted(both) and set(both) == set(left) | set(right)
    assert len(both) == len(set(both))


@given(st.sets(st.integers(0, 500)), st.sets(st.integers(0, 500)))
def test_bits_are_sets(one, other):
    assert list(numbers_in(bits_of(one))) == sorted(one)
    assert (bits_of(one) & bits_of(other)).bit_count() == len(one & other)
    assert from_blob(to_blob(bits_of(one))) == bits_of(one)

"""Positions: one integer in the database, whole-text offsets only at the doors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.positions import SPAN, from_whole, position, split, to_whole

LENGTHS = st.lists(st.integers(0, 4_000), min_size=1, max_size=30)


@given(st.integers(0, 10**6), st.integers(0, SPAN - 1))
def test_a_position_is_its_segment_and_offset(order: int, offset: int) -> None:
    assert split(position(order, offset)) == (order, offset)


@given(
    st.tuples(st.integers(0, 99), st.integers(0, SPAN - 1)),
    st.tuples(st.integers(0, 99), st.integers(0, SPAN - 1)),
)
def test_positions_compare_as_places_do(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (position(*one) < position(*other)) == (one < other)


@given(LENGTHS, st.data(), st.booleans())
def test_whole_offsets_come_back(lengths: list[int], data: st.DataObject, end: bool) -> None:
    offset = data.draw(st.integers(0, sum(lengths)))
    assert to_whole(from_whole(offset, lengths, end=end), lengths) == offset


@given(LENGTHS, st.data())
def test_a_passage_stays_in_its_segment(lengths: list[int], data: st.DataObject) -> None:
    full = [i for i, length in enumerate(lengths) if length]
    if not full:
        return
    order = data.draw(st.sampled_from(full))
    start = data.draw(st.integers(0, lengths[order] - 1))
    end = data.draw(st.integers(start + 1, lengths[order]))
    whole = [to_whole(position(order, o), lengths) for o in (start, end)]
    assert from_whole(whole[0], lengths) == position(order, start)
    assert from_whole(whole[1], lengths, end=True) == position(order, end)


def test_the_seam_belongs_to_the_next_segment_or_as_an_end_to_the_last() -> None:
    assert split(from_whole(5, [5, 7])) == (1, 0)
    assert split(from_whole(5, [5, 7], end=True)) == (0, 5)


@pytest.mark.parametrize(
    "call",
    [
        lambda: position(-1, 0),
        lambda: position(0, SPAN),
        lambda: position(0, -1),
        lambda: split(-1),
        lambda: to_whole(position(2, 0), [5, 7]),
        lambda: to_whole(position(0, 6), [5, 7]),
        lambda: from_whole(13, [5, 7]),
        lambda: from_whole(-1, [5, 7]),
        lambda: from_whole(0, []),
    ],
)
def test_places_outside_the_text_are_refused(call: object) -> None:
    with pytest.raises(ValueError):
        call()  # type: ignore[operator]

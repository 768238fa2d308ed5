"""Passages as bits say what passages one by one say."""

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.bits import numbers_in, to_blob
from pennydrop.rooms.understand.rules.blocks import (
    block_of,
    blocks_with_any,
    places_from,
    room_for,
)
from pennydrop.rooms.understand.rules.positions import SPAN, position

PLACES = [position(order, offset) for order in range(4) for offset in range(5)]
PASSAGES = st.sampled_from([(start, end) for start in PLACES for end in PLACES if start < end])
CODINGS = st.lists(
    st.builds(lambda passage, code: (*passage, code), PASSAGES, st.integers(0, 3)), max_size=15
)


@given(CODINGS)
def test_a_block_says_which_passages_have_a_code_and_which_meet_one(codings):
    block = block_of(codings)
    assert list(block.passages) == sorted({(start, end) for start, end, _ in codings})
    for code in {code for _, _, code in codings}:
        with_it = {(start, end) for start, end, other in codings if other == code}
        meet = [
            any(start < high and low < end for low, high in with_it)
            for start, end in block.passages
        ]
        assert [block.passages[n] for n in numbers_in(block.coded[code])] == sorted(with_it)
        assert [n in set(numbers_in(block.meeting[code])) for n in range(len(meet))] == meet


@given(CODINGS, st.dictionaries(st.integers(0, 3), st.integers(0, 2)))
def test_a_voice_is_heard_where_the_person_speaks(codings, speakers):
    block = block_of(codings)
    voices = block.voices(speakers)
    for person in range(3):
        said = {order for order, who in speakers.items() if who == person}
        expected = [
            number
            for number, (start, end) in enumerate(block.passages)
            if any(order * SPAN < end and start < (order + 1) * SPAN for order in said)
        ]
        assert list(numbers_in(voices.get(person, 0))) == expected


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2**24)), max_size=12))
def test_blocks_with_anything_in_them_are_counted_at_once(blocks):
    bits = tops = shift = 0
    for size, held in blocks:
        bits |= (held & (1 << size * 8) - 1) << shift
        shift += size * 8
        tops |= 1 << shift - 1
    assert blocks_with_any(bits, tops) == sum(
        bool(held & (1 << size * 8) - 1) for size, held in blocks
    )


@given(st.sets(st.integers(0, 50_000), max_size=60), st.integers(0, 40), st.integers(0, 40))
def test_a_page_of_places_is_cut_out(places, first, count):
    data = to_blob(sum(1 << place for place in places))
    assert places_from(data, first, count) == sorted(places)[first : first + count]


@given(st.integers(0, 10_000))
def test_there_is_room_for_every_passage_and_one_more(passages):
    assert room_for(passages) * 8 > passages

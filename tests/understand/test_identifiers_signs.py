"""The rules look closely only where a sign stands. A sign further on in the text must not bring out
anything before it: then it was missed where it stood alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers import dates, fixed, numbers

SIGNS = ".\n\nEvery sign: 3 May 1999, aged twenty-one, a@b, x.yz dot, 123 456."
BITS = """I'm 19 aged 34, turned seventeen | twenty-one years old | SIXTY yrs | at fifty I | 22M
    | her fortieth. | mum's 60th, | her twenty-first
    | 3rd of May | the twelfth of march | 04/05/1999 | 1999-05-04 | Sept 9th | born on 3/4 | May
    the Fourth | d.o.b: 3/4/86 | DEC 24 1998 | case 123 | ref: A/12b3 | reg AB12 CDE | plate is k1
    | NHS no 943 476 5919 | @moss_y | insta is moss.bl | u/moss-bl | me at moss dot com | in LS6
    | lottie b at gmail | o7700 9oo 123 | the second of the sixth | the big four-oh
    | our kid's thirty | messaged me on moss.bl
    | moss@mail.example | NR3 1AA | oh seven seven double oh nine one | 07700 900123 | may | market
    | oct | and | , | . | ( | ) | the"""
BIT = st.sampled_from([" ".join(bit.split()) for bit in BITS.split("|")])
TEXTS = st.lists(BIT, max_size=6).map(" ".join)


@pytest.mark.parametrize("rules", [dates, fixed, numbers])
@given(text=TEXTS)
def test_signs_elsewhere_bring_out_nothing(rules: object, text: str) -> None:
    find = rules.find  # type: ignore[attr-defined]
    alone = {(s.start, s.end, s.label) for s in find(text + ".") if s.end <= len(text)}
    beside = {(s.start, s.end, s.label) for s in find(text + SIGNS) if s.end <= len(text)}
    assert alone == beside

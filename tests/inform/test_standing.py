"""When a claim may be shown: the one rule that every page of advice hangs on."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.claims import (
    ClaimText,
    Gap,
    Kind,
    Nation,
    Side,
    Signed,
    Source,
    due_soon,
    holds_in,
    standing,
)

DAY = dt.date(2026, 3, 2)
SOURCES = (Source("T", "P"),)


def signed(side, on=DAY, until=30):
    return Signed(side, "reviewer", on, on + dt.timedelta(days=until))


BOTH = (signed(Side.LIVED), signed(Side.CLINICAL))


@pytest.mark.parametrize(
    ("claim", "gaps"),
    [
        (ClaimText("k", "t", sources=SOURCES, signed=BOTH), []),
        (ClaimText("k", "t", signed=BOTH), [Gap.SOURCE]),
        (ClaimText("k", "t", sources=SOURCES), [Gap.LIVED, Gap.CLINICAL]),
        (ClaimText("k", "t", sources=SOURCES, signed=BOTH[:1]), [Gap.CLINICAL]),
        (ClaimText("k", "t", sources=SOURCES, signed=BOTH[1:]), [Gap.LIVED]),
        (ClaimText("k", "t", sources=SOURCES, signed=BOTH, disagree=True), [Gap.CONFLICT]),
        (ClaimText("k", "t", sources=SOURCES, signed=BOTH, disagree=True, conflict=" "),
         [Gap.CONFLICT]),
        (ClaimText("k", "t", sources=SOURCES, signed=BOTH, disagree=True, conflict="One says…"),
         []),
        (ClaimText("k", "t", sources=SOURCES,
                   signed=(BOTH[0], signed(Side.CLINICAL, DAY - dt.timedelta(9), 8))),
         [Gap.OVERDUE]),
    ],
)  # fmt: skip
def test_each_gap_is_named(claim, gaps):
    assert list(standing(claim, today=DAY).gaps) == gaps


days = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
sign_offs = st.builds(
    lambda side, on, until: signed(side, on, until),
    st.sampled_from(Side),
    days,
    st.integers(0, 183),
)
claims = st.builds(
    ClaimText,
    key=st.just("k"),
    text=st.just("t"),
    kind=st.sampled_from(Kind),
    sources=st.sampled_from([(), SOURCES]),
    disagree=st.booleans(),
    conflict=st.sampled_from(["", " ", "They differ."]),
    signed=st.lists(sign_offs, max_size=3).map(tuple),
)


@given(claims, days)
def test_advice_is_public_only_with_sources_two_sign_offs_and_a_day_to_come(claim, today):
    how = standing(claim, today=today)
    whole = (
        bool(claim.sources)
        and {Side.LIVED, Side.CLINICAL} <= {one.side for one in claim.signed if one.on <= today}
        and all(one.review_by >= today for one in claim.signed)
        and (not claim.disagree or bool(claim.conflict.strip()))
    )
    assert how.sound == whole
    if claim.kind is Kind.ADVICE:
        assert how.public == whole and not how.alarm
    else:
        assert how.public and how.alarm != whole


@pytest.mark.parametrize(("until", "public"), [(0, True), (1, True), (-1, False)])
def test_the_review_day_itself_still_counts(until, public):
    both = tuple(
        Signed(side, "r", DAY - dt.timedelta(days=9), DAY + dt.timedelta(days=until))
        for side in Side
    )
    claim = ClaimText("k", "t", sources=SOURCES, signed=both)
    assert standing(claim, today=DAY).public is public


@pytest.mark.parametrize(("until", "soon"), [(-1, False), (0, True), (30, True), (31, False)])
def test_editors_are_told_a_month_before(until, soon):
    both = tuple(Signed(side, "r", DAY, DAY + dt.timedelta(days=until)) for side in Side)
    assert due_soon(ClaimText("k", "t", signed=both), today=DAY) is soon
    assert not due_soon(ClaimText("k", "t"), today=DAY)


def test_a_claim_of_one_nation_is_not_told_to_another():
    welsh = ClaimText("k", "t", nations=frozenset({Nation.WALES}))
    assert holds_in(welsh, Nation.WALES)
    assert not holds_in(welsh, Nation.SCOTLAND) and not holds_in(welsh, None)
    assert holds_in(ClaimText("k", "t"), None)

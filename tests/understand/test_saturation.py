"""The curve: codes met in the order of sources, and in orders of chance."""

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules import saturation
from pennydrop.rooms.understand.rules.bits import bits_of, to_blob
from pennydrop.rooms.understand.rules.saturation import (
    in_order,
    median_curve,
    points_of,
    shuffled,
)


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 30)))
def test_codes_are_counted_from_the_first_source_that_has_them(first_met):
    points = list(range(1, 32))
    expected = [sum(place < point for place in first_met.values()) for point in points]
    assert in_order(first_met, points) == expected


@given(st.integers(2, 60), st.data())
def test_every_code_is_met_once_in_every_order(sources, data):
    some = st.sets(st.integers(0, sources - 1), min_size=1)
    having = data.draw(st.dictionaries(st.sampled_from("abcd"), some))
    bits = {code: to_blob(bits_of(found)) for code, found in having.items()}
    for met in shuffled(bits, sources, shuffles=5):
        assert met == sorted(met) and len(met) == len(having)
        for place, found in zip(met, sorted(having.values(), key=len, reverse=True), strict=True):
            assert 0 <= place < sources or not found
        if having:
            assert met[0] <= sources - max(len(found) for found in having.values())


@pytest.mark.parametrize("one_by_one", [3, 1000])
@pytest.mark.parametrize("holders", [1, 4, 20])
def test_orders_of_chance_are_fair(monkeypatch, one_by_one, holders):
    """Of n sources of which h have the code, the first is met after (n + 1) / (h + 1) on average,
    whether sources are drawn one by one or the rare ones are placed at once."""
    monkeypatch.setattr(saturation, "ONE_BY_ONE", one_by_one)
    orders = shuffled({"a": to_blob(bits_of(range(holders)))}, 40, shuffles=4000)
    assert mean(met[0] + 1 for met in orders) == pytest.approx(41 / (holders + 1), rel=0.05)
    assert orders == shuffled({"a": to_blob(bits_of(range(holders)))}, 40, shuffles=4000)


def test_the_median_is_of_the_orders():
    assert median_curve([[0, 1], [0, 5], [3, 4]], [1, 2, 5, 6]) == [1, 1, 2, 2]
    assert points_of(3) == [1, 2, 3] and points_of(10_000)[-1] == 10_000

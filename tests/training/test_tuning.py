"""How sure suggestions are: the curve through what was tried, and what is asked by it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.identifiers.asking import Setting
from pennydrop.rooms.understand.rules.identifiers.combining import Sure
from pennydrop.rooms.understand.rules.identifiers.tags import KINDS
from training.reading import held_out
from training.tuning import (
    WATCHING,
    Tried,
    away,
    chance_for,
    fitted,
    reliability,
    settings,
)

LEVELS = (0.05, 0.2, 0.5, 0.8, 0.95)


def made(kind: str, shift: float, each: int = 400) -> list[Tried]:
    """Suggestions that are right as often as a curve of slope 1 and this shift says."""
    found = []
    for said in LEVELS:
        right = 1 / (1 + math.exp(-(math.log(said / (1 - said)) + shift)))
        found += [Tried(kind, said, n < round(each * right)) for n in range(each)]
    return found


def test_the_curve_goes_through_what_was_tried() -> None:
    sure = fitted([*made("person", 0.0), *made("handle", -2.0)], held=0.01)
    assert sure.of("person", 0.5) == pytest.approx(0.5, abs=0.02)
    assert sure.of("handle", 0.5) == pytest.approx(1 / (1 + math.exp(2)), abs=0.02)
    assert away(reliability(made("person", 0.0), sure)) < 0.02


def test_a_kind_that_was_hardly_seen_is_taken_for_the_others() -> None:
    sure = fitted([*made("person", 0.0), Tried("job", 0.5, False)])
    assert sure.of("job", 0.5) == pytest.approx(sure.of("person", 0.5), abs=0.25)


@given(st.floats(0.3, 3), st.floats(-3, 3), st.floats(0.05, 0.95))
def test_what_is_asked_gives_what_is_wanted(slope: float, shift: float, wanted: float) -> None:
    sure = Sure(slope, {"age": shift})
    chance = chance_for(sure, "age", wanted)
    if 0.001 < chance < 0.99:
        assert sure.of("age", chance) == pytest.approx(wanted, abs=0.01)


def test_less_noise_asks_more_than_miss_nothing_of_every_kind() -> None:
    both = settings(fitted(made("person", 0.0)))
    eager, calm = (both[setting.value] for setting in (Setting.MISS_NOTHING, Setting.LESS_NOISE))
    for kind in KINDS:
        assert eager["core"][kind] < calm["core"][kind]
        assert eager["floor"][kind] <= calm["floor"][kind]
        assert eager["floor"][kind] <= eager["core"][kind]
    assert eager["alone"] < calm["alone"] < calm["company"]


def test_who_watches_shares_no_passage_with_what_is_held_out() -> None:
    ours = {passage.text for passage in held_out(WATCHING)}
    assert len(ours) >= 250 and not ours & {passage.text for passage in held_out()}

"""Nicknames made out of names for teaching: many, spelt as words are, of any name."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.nicknames import short_of


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("Cox", {"Coxy", "Coxo", "Coxers", "Cozza"}),
        ("Roberts", {"Robbo", "Robby", "Robs", "Robbers"}),
        ("Whitlock", {"Whitty", "Whitters", "Whits"}),
        ("Wells", {"Wello", "Wellers", "Wellz"}),
    ],
)
def test_what_friends_say_is_among_what_is_made(name: str, among: set[str]) -> None:
    made = {short_of(name, Random(seed)) for seed in range(400)}
    assert among <= made
    assert all(nick[0] == name[0] for nick in made)


@pytest.mark.parametrize("name", ["Ng", "Ó Súilleabháin", "O'Brien", "Lê"])
def test_a_name_of_which_nothing_short_can_be_made_stays(name: str) -> None:
    assert {short_of(name, Random(seed)) for seed in range(50)} <= {name}


@given(st.text(max_size=20), st.integers())
def test_any_name_gives_something_to_call_somebody_by(name: str, seed: int) -> None:
    made = short_of(name, Random(seed))
    assert bool(made) == bool(name)
    assert made == name or made.isalpha()

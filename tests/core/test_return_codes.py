"""Private codes: sayable, forgiving to type, and every slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.vault import lookups
from pennydrop.core.vault.codes import (
    BadCode,
    group_code,
    make_code,
    read_code,
    say_code,
)
from tests.conftest import HASHING

fifteen = st.text("0123456789", min_size=15, max_size=15)
NAMES = "zero one two three four five six seven eight nine".split()


@given(fifteen)
def test_a_code_is_read_back_however_it_is_written(digits):
    code = make_code(digits)
    assert len(code) == 16 and code.startswith(digits)
    assert read_code(code) == read_code(group_code(code)) == read_code(say_code(code)) == code
    assert read_code("-".join(code)) == read_code(f"  {code}.\n") == code
    assert read_code(code.translate({48 + d: 0x660 + d for d in range(10)})) == code
    assert read_code(code.translate({48 + d: 0xFF10 + d for d in range(10)})) == code
    assert read_code(" ".join("oh" if d == "0" else d for d in code)) == code


@given(fifteen, st.integers(0, 15), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(digits, place, shift):
    code = make_code(digits)
    wrong = str((int(code[place]) + shift) % 10)
    with pytest.raises(BadCode, match="not right"):
        read_code(code[:place] + wrong + code[place + 1 :])


@given(fifteen, st.integers(0, 14))
def test_every_swap_of_neighbours_is_noticed(digits, place):
    code = make_code(digits)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped == code:
        assert read_code(swapped) == code
    else:
        with pytest.raises(BadCode, match="not right"):
            read_code(swapped)


def test_double_and_triple_are_understood():
    code = make_code("440007123456789")
    said = "double four, triple oh, seven one two three four five six seven eight nine "
    assert read_code(said + NAMES[int(code[-1])]) == code
    assert read_code("DoubleFour treble nought 7123456789" + code[-1]) == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the 16 numbers"),
        ("   ", "Type the 16 numbers"),
        ("1234", "This has 4"),
        ("maple river", "not a number"),
        ("1234 5678 9012 345 double", "missing after"),
        ("1" * 400, "This has 400"),
    ],
)
def test_what_is_no_code_is_refused_kindly(typed, said):
    with pytest.raises(BadCode, match=said):
        read_code(typed)


@pytest.mark.parametrize("digits", ["", "1" * 14, "1" * 16, "12345678901234x", "١" * 15])
def test_a_code_is_made_from_fifteen_digits_only(digits):
    with pytest.raises(ValueError):
        make_code(digits)


def test_it_is_said_digit_by_digit():
    assert say_code("1200567890123456").startswith("one two zero zero, five six")


def test_codes_are_as_slow_to_guess_as_is_recommended(monkeypatch):
    """OWASP's floor for argon2id with one lane is 19 MiB and two passes."""
    memory, passes = HASHING
    assert memory >= 19 * 1024 and passes >= 2
    quick = lookups.lookup_of("1")
    monkeypatch.setattr(lookups, "MEMORY_KIB", memory)
    slow = lookups.lookup_of("1")
    monkeypatch.setattr(lookups, "PASSES", passes)
    assert len({quick, slow, lookups.lookup_of("1")}) == 3, "both numbers are those that are used"

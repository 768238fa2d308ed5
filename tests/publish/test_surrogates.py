"""Stand-ins for names read naturally in print, and keep two people apart where there are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.surrogates import natural


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        (["so did [partner 6]'s exam go?"], ["so did [partner]'s exam go?"]),
        (["[partner 6] and", "[partner 6] again"], ["[partner] and", "[partner] again"]),
        (["[friend 1]", "[friend 2], [town 3]"], ["[friend 1]", "[friend 2], [town]"]),
        (["[friend 7] met", "[friend 4], [friend 7]"],
         ["[friend 1] met", "[friend 2], [friend 1]"]),
        (["[village in Norfolk], [village in Norfolk 2]"],
         ["[village in Norfolk 1], [village in Norfolk 2]"]),
        (["[village in Norfolk 2] in [spring 2024]"], ["[village in Norfolk] in [spring 2024]"]),
        (["[friend 3], [30s] and [90s or over]"], ["[friend], [30s] and [90s or over]"]),
        (["[6] and [name] in 2019 at 10"], ["[6] and [name] in 2019 at 10"]),
        (["[a man [friend 1]]"], ["[a man [friend]]"]),
    ],
)  # fmt: skip
def test_a_number_stays_only_where_it_keeps_two_apart_and_counts_within_the_quote(texts, printed):
    assert natural(texts) == tuple(printed)


@given(st.lists(st.text(alphabet="ab 12[]", max_size=20), max_size=3))
def test_nothing_but_numbers_in_brackets_is_touched(texts):
    said = natural(texts)
    assert len(said) == len(texts) and natural(said) == said
    for before, after in zip(texts, said, strict=True):
        assert [c for c in before if c not in " 12"] == [c for c in after if c not in " 12"]

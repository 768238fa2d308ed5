"""A count agrees with its noun, and with the verb where one is given with it."""

import pytest

from pennydrop.core.numbers.plural import plural

SAID = [
    (0, "quote", "", "0 quotes"),
    (1, "quote", "", "1 quote"),
    (2, "quote", "", "2 quotes"),
    (1, "was", "were", "1 was"),
    (21, "person has", "people have", "21 people have"),
    (1200, "empty row", "empty rows", "1,200 empty rows"),
]


@pytest.mark.parametrize(("count", "one", "more", "said"), SAID)
def test_a_count_with_its_noun(count, one, more, said):
    assert plural(count, one, more) == said

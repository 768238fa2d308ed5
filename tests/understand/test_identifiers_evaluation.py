"""The finder on sixty invented passages; the held-out half was never used to shape the rules."""

import pytest

from pennydrop.rooms.understand.rules.identifiers import Label
from tests.understand.identifier_passages import measure, passages

DIRECT_FLOOR = {"seen": 0.97, "held": 0.90}
INDIRECT_FLOOR = {"seen": 0.95, "held": 0.90}
PRECISION_FLOOR = {"seen": 0.95, "held": 0.92}


@pytest.mark.parametrize("part", ["seen", "held"])
def test_the_finder_does_not_get_worse(part: str) -> None:
    figures = measure(part)
    assert figures.direct >= DIRECT_FLOOR[part], figures.missed
    assert figures.indirect >= INDIRECT_FLOOR[part], figures.missed
    assert figures.precision >= PRECISION_FLOOR[part], figures.extra


def test_the_passages_are_sound() -> None:
    parts = [passages("seen"), passages("held")]
    assert [len(part) for part in parts] == [30, 30]
    marked = {label for part in parts for p in part for _, _, label in p.gold}
    assert marked <= {label.value for label in Label}

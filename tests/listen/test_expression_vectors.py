"""The public vectors, through the command's own answer, so that its shapes are tried too."""

import json
import math
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pennydrop.web.expression import answer

VECTORS = Path(__file__).parents[2] / "../shared/data/xpath/odk_xpath_vectors.json"
MOMENT = datetime(2024, 7, 15, tzinfo=UTC)


def load():
    if not VECTORS.exists():
        return []
    return json.loads(VECTORS.read_text(encoding="utf-8"))


def test_the_vectors_are_at_hand():
    if not VECTORS.exists():
        pytest.skip("the shared vectors are not beside the repository")
    assert len(load()) > 100


@pytest.mark.parametrize("vector", load(), ids=lambda vector: vector["expression"])
def test_a_public_vector(vector):
    expected = vector["expected"]
    got = answer({"expression": vector["expression"]}, MOMENT)
    if expected == {"error": True}:
        assert got == expected
    elif isinstance(expected, float) and math.isfinite(expected):
        assert got["value"] == pytest.approx(expected, abs=1e-12)
        assert type(got["value"]) is float
    else:
        assert got == {"value": expected}
        assert type(got["value"]) is type(expected)

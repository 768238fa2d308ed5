"""A codebook goes to Taguette with its tree."""

from uuid import uuid4

import pytest

from pennydrop.rooms.understand.rules.exchange.tagged import tag_paths


@pytest.mark.parametrize(
    ("name", "tag"), [("Pain", "Pain"), ("Dr. No", "Dr No"), ("a.b", "a b"), ("...", "…")]
)
def test_a_full_stop_is_kept_for_the_tree(name, tag):
    over, under, alone = uuid4(), uuid4(), uuid4()
    codes = [(over, None, "Harm"), (under, over, name), (alone, None, name)]
    assert tag_paths(codes) == {over: "Harm", under: f"Harm.{tag}", alone: tag}

"""Our stylesheets say start and end, not left and right, so that a page turns round by itself for a
language that is written from right to left."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "pennydrop"
SHEETS = sorted(HOUSE.rglob("*.css"))
# Floats have no such name in the browsers of older phones; two pictures beside text use one.
SIDED = re.compile(
    r"\b(?:margin|padding|border)-(?:left|right)\b"
    r"|\bborder-(?:top|bottom)-(?:left|right)-radius\b"
    r"|(?:^|[{;\s])(?:left|right)\s*:"
    r"|\btext-align\s*:\s*(?:left|right)\b"
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_stylesheet_names_a_side(sheet):
    assert SIDED.findall(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "rule", ["p{margin-left:1px}", ".a{right:0}", "p{text-align:left}", "p{color:red;left:2px}",
             "a{border-top-left-radius:3px}"],
)  # fmt: skip
def test_a_side_is_seen_wherever_it_is_named(rule):
    assert SIDED.search(rule)


def test_a_name_with_a_side_in_it_is_let_be():
    assert not SIDED.search(".aside-right{margin-inline-start:1px;float:left;inset-inline-end:0}")

"""What a page of findings shows: its parts, and under each quote its trail for those who may."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.outline import TOP
from pennydrop.core.documents.page import Page
from pennydrop.rooms.publish.queries.trails import Trails
from pennydrop.rooms.publish.rules.templates import IN_SHEETS

Row = dict[str, Any]


def report_parts(
    page: Page, blocks: Sequence[Block], trails: Trails, template: str,
    came: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:  # fmt: skip
    """What `_report.html` shows: rows in sheets, and how the sheets are laid out. `came`: what came
    of the recommendation at a place."""
    rows = list(_rows(page, blocks, trails, came))
    apart = template in IN_SHEETS
    return {
        "page": page,
        "places": [place for place in page.places if place.level == TOP],
        "template": template,
        "apart": apart,
        "sheets": list(_sheets(rows)) if apart else [rows],
    }


def _rows(
    page: Page, blocks: Sequence[Block], trails: Trails, came: Mapping[str, Any]
) -> Iterable[Row]:
    """One row for each part, so that a template can put a trail after a quote."""
    for part, block in zip(page.parts, blocks, strict=True):
        yield {
            "page": Page((part,), ()),
            "level": part.level,
            "trail": trails.quote(block),
            "numbers": trails.number(block),
            "came": came.get(part.anchor),
        }


def _sheets(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """The rows of each section; what stands before the first is a sheet of its own."""
    sheet: list[Row] = []
    for row in rows:
        if row["level"] == TOP and sheet:
            yield sheet
            sheet = []
        sheet.append(row)
    if sheet:
        yield sheet

"""What a page of findings shows: its parts, and under each quote its trail for those who may."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.outline import TOP
from pennydrop.core.documents.page import Page
from pennydrop.rooms.publish.queries.trails import Trails
from pennydrop.rooms.publish.rules.templates import IN_SHEETS
from pennydrop.rooms.publish.views.stands import Stands

Row = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """What the team is told beside the blocks of a page: where quotes and numbers come from, and by
    the key of a block what its sentences stand on. `keys`: one for each block, or none."""

    trails: Trails = field(default_factory=Trails)
    stands: Stands = field(default_factory=dict)
    keys: Sequence[str] = ()


def report_parts(
    page: Page, blocks: Sequence[Block], told: Told, template: str,
    came: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:  # fmt: skip
    """What `_report.html` shows: rows in sheets, and how the sheets are laid out. `came`: what came
    of the recommendation at a place."""
    apart = template in IN_SHEETS
    rows = list(_rows(page, blocks, told, came, numbered=not apart))
    return {
        "page": page,
        "places": [place for place in page.places if place.level == TOP],
        "template": template,
        "apart": apart,
        "sheets": list(_sheets(rows)) if apart else [rows],
    }


def _rows(
    page: Page, blocks: Sequence[Block], told: Told, came: Mapping[str, Any], *, numbered: bool
) -> Iterable[Row]:
    """One row for each part, so that a template can put a trail after a quote. `numbered`: whether
    a theme's numbers stand under its title, as they do not on sheets."""
    # what lists the sources at the end is no block of the document, and has no key
    keys = [*told.keys, *[""] * (len(blocks) - len(told.keys))]
    for part, block, key in zip(page.parts, blocks, keys, strict=True):
        yield {
            "page": Page((part,), ()),
            "level": part.level,
            "trail": told.trails.quote(block),
            "numbers": told.trails.number(block) if numbered else None,
            "stands": told.stands.get(key, ()),
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

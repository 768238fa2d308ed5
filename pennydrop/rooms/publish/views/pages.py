"""What a page of findings shows: its parts, and under each quote its trail for those who may."""

from collections.abc import Mapping, Sequence
from typing import Any

from pennydrop.core.documents.blocks import Block, QuoteRef
from pennydrop.core.documents.page import Page
from pennydrop.rooms.publish.queries.trails import Trail


def rows_with_trails(
    page: Page, blocks: Sequence[Block], trails: Mapping[str, Trail]
) -> list[dict[str, Any]]:
    """One row for each part, so that a template can put a trail after a quote."""
    return [
        {
            "page": Page((part,), ()),
            "trail": trails.get(block.quote_id) if isinstance(block, QuoteRef) else None,
        }
        for part, block in zip(page.parts, blocks, strict=True)
    ]

"""What became of a draft: its revisions, and two of them beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from pennydrop.core.documents.blocks import Block, Figure, QuoteRef
from pennydrop.core.documents.comparing import Change, compare, text_of
from pennydrop.core.documents.queries import RevisionView, revision
from pennydrop.rooms.publish.queries.charts import CHARTS
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.filled import cards_in
from pennydrop.rooms.understand.public.quotes import QuoteCard


@dataclass(frozen=True)
class Beside:
    """Two revisions of a draft, and what changed from the earlier to the later."""

    before: RevisionView
    after: RevisionView
    changes: tuple[Change, ...]


def beside(draft: Draft, before: int, after: int) -> Beside | None:
    """Two revisions beside each other, or None where one of them is not there."""
    old, new = revision(draft.id, before), revision(draft.id, after)
    if old is None or new is None:
        return None
    cards = cards_in((*old.blocks, *new.blocks), draft)

    def described(block: Block) -> str:
        return described_by(block, cards)

    return Beside(old, new, compare(old, new, described))


def described_by(block: Block, cards: Mapping[str, QuoteCard]) -> str:
    """A block in words; a quote by the source it comes from, a chart by its title."""
    if isinstance(block, QuoteRef):
        card = cards.get(block.quote_id)
        name = f"Quote from {card.source_title}" if card else "A quote that is gone"
        return f"{name}. {block.note}".strip()
    if isinstance(block, Figure):
        return f"Chart: {CHARTS.get(block.chart.kind, 'a kept question')}. {block.alt}"
    return text_of(block)

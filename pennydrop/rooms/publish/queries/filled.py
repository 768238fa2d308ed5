"""The blocks of a draft as they read now: places filled, references resolved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pennydrop.core.documents.blocks import (
    Block,
    Callout,
    Figure,
    Heading,
    Insight,
    PhotoRef,
    Picture,
    Points,
    Prose,
    QuoteRef,
    Recommendation,
    Table,
    Theme,
)
from pennydrop.core.documents.resolved import (
    PieceKind,
    Quote,
    QuotePiece,
    Resolved,
    ThemeLine,
    theme_key,
)
from pennydrop.rooms.publish.queries.behind import said_beneath
from pennydrop.rooms.publish.queries.charts import draw, question_key, question_of
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.drawing import quotes_for
from pennydrop.rooms.publish.queries.facts import Facts
from pennydrop.rooms.publish.rules.figures import KIND, theme_line
from pennydrop.rooms.publish.rules.filling import fill
from pennydrop.rooms.understand.public.quotes import QuoteCard

INSIGHTS = "{{key insights}}"
# Which fields of a block hold words of ours.
WRITTEN: Mapping[type[Block], tuple[str, ...]] = {
    Heading: ("text",),
    Theme: ("title",),
    Prose: ("markdown",),
    Insight: ("markdown",),
    Callout: ("title", "markdown"),
    Recommendation: ("markdown", "who", "change"),
    Figure: ("alt",),
    Picture: ("alt",),
    PhotoRef: ("alt",),
    QuoteRef: ("note",),
}


def filled(blocks: Iterable[Block], facts: Facts) -> tuple[Block, ...]:
    """The blocks with every place filled from the study and from their theme."""
    places = dict(facts.places)
    titles = titles_in(blocks := tuple(blocks), facts)
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Theme):
            places = facts.places | facts.theme_places(block.theme_id)
        elif isinstance(block, Heading) and block.level == 2:
            places = dict(facts.places)
        if isinstance(block, Figure):
            done.append(_described(block, facts, titles))
        else:
            done.append(_filled(block, places, facts))
    return tuple(done)


def _described(block: Figure, facts: Facts, titles: Mapping[str, str]) -> Figure:
    """A chart with its words. One of a question that is gone has none: nothing fills its place."""
    asked = question_of(block.chart)
    if asked and question_key(asked) not in titles:
        return block
    chart = draw(block.chart, facts.figures, titles)
    return replace(block, alt=fill(block.alt, {"chart": chart.description}))


def _filled(block: Block, places: dict[str, str], facts: Facts) -> Block:
    if isinstance(block, Points):
        return Points(tuple(_points(block.items, places, facts)))
    names = () if isinstance(block, QuoteRef) else WRITTEN.get(type(block), ())
    changed: dict[str, Any] = {name: fill(getattr(block, name), places) for name in names}
    return replace(block, **changed)


def _points(items: Sequence[str], places: dict[str, str], facts: Facts) -> Iterable[str]:
    for item in items:
        insights = [card.insight.strip() for card in facts.themes if card.insight.strip()]
        if item.strip() == INSIGHTS and insights:
            yield from insights
        else:
            yield fill(item, places)


def themes_in(blocks: Iterable[Block], facts: Facts) -> dict[str, str]:
    """The themes of a report in its order: id -> title as it is printed there."""
    return {
        block.theme_id: fill(block.title, facts.theme_places(block.theme_id))
        for block in blocks
        if isinstance(block, Theme)
    }


def titles_in(blocks: Iterable[Block], facts: Facts) -> dict[str, str]:
    """The titles of all that a report has figures of: its themes in order, then the questions."""
    return themes_in(blocks, facts) | facts.questions


def cards_in(blocks: Iterable[Block], draft: Draft) -> dict[str, QuoteCard]:
    """The quotes that the blocks name, read now; one that is gone is not there."""
    wanted = {block.quote_id for block in blocks if isinstance(block, QuoteRef)}
    if not wanted:
        return {}
    return {str(card.id): card for card in quotes_for(draft) if str(card.id) in wanted}


def resolved(
    blocks: Sequence[Block], facts: Facts, cards: dict[str, QuoteCard]
) -> dict[str, Resolved]:
    """What the references of filled blocks stand for now."""
    titles = titles_in(blocks, facts)
    beneath = said_beneath(blocks, facts.figures)
    values: dict[str, Resolved] = {}
    for block in blocks:
        if isinstance(block, QuoteRef):
            card = cards.get(block.quote_id)
            values[block.key] = quote_value(card) if card else Quote((), "", removed=True)
        elif isinstance(block, Figure):
            values[block.chart.key] = draw(block.chart, facts.figures, titles)
        elif isinstance(block, Theme):
            told = block.theme_id in beneath
            line = "" if told else theme_line(facts.figures, block.theme_id)
            values[theme_key(block.theme_id)] = ThemeLine(line)
    return values


def quote_value(card: QuoteCard) -> Quote:
    """A quote as it would be printed."""
    return Quote(
        pieces=tuple(QuotePiece(piece.text, PieceKind(piece.kind)) for piece in card.pieces),
        attribution=attribution(card),
        verbatim=card.fidelity == "word_for_word",
    )


def attribution(card: QuoteCard) -> str:
    """Who said it, never by name, always with the kind of source."""
    kind, said = KIND[card.kind], card.attribution.strip()
    if said.casefold().startswith(kind.casefold()):
        return said
    return f"{kind}, {said}" if said else kind


def texts_of(block: Block) -> tuple[str, ...]:
    """Everything in a block that we wrote ourselves."""
    if isinstance(block, Points):
        return block.items
    if isinstance(block, Table):
        return (block.caption, *block.head, *(cell for row in block.rows for cell in row))
    return tuple(getattr(block, name) for name in WRITTEN.get(type(block), ()))

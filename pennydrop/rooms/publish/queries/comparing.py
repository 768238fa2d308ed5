"""A draft beside what the study holds by now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.documents.blocks import Block, Heading, QuoteRef, Theme
from pennydrop.rooms.publish.queries.checks import Ready
from pennydrop.rooms.publish.queries.checks.again import same_as_released
from pennydrop.rooms.understand.public.quotes import QuoteCard, quotes_of


@dataclass(frozen=True)
class LeftOut:
    """Something that could stand in the findings and does not. `kind`: "theme" or "quote", as the
    editor calls its blocks; `place`: where in the draft it would be added, counted from 1. `words`
    are what somebody said, for the page alone: `str()` leaves them out."""

    kind: str
    id: UUID
    name: str
    place: int
    words: str = ""

    def __str__(self) -> str:
        return self.name


def left_out(ready: Ready) -> tuple[LeftOut, ...]:
    """Themes with a key insight and quotes that may leave, of which the draft holds no block."""
    return (*_themes(ready), *_quotes(ready))


def remarks(ready: Ready) -> tuple[str, ...]:
    """Both of these in sentences, for a command line."""
    said = [f"Not in these findings: {one}." for one in left_out(ready)]
    before = same_as_released(ready)
    if before:
        said.append(f"The draft says the same as edition {before.number}.")
    return tuple(said)


def _themes(ready: Ready) -> Iterable[LeftOut]:
    held = {block.theme_id for block in ready.blocks if isinstance(block, Theme)}
    place = _after_themes(ready.blocks)
    for card in ready.facts.themes:
        if card.insight.strip() and str(card.id) not in held:
            yield LeftOut("theme", card.id, f"Theme “{card.title.strip()}”", place)


def _quotes(ready: Ready) -> Iterable[LeftOut]:
    held = {block.quote_id for block in ready.blocks if isinstance(block, QuoteRef)}
    for card in quotes_of(ready.facts.study.id):
        if not card.blocks and str(card.id) not in held:
            place = _after_themes(ready.blocks, str(card.theme or ""))
            yield LeftOut("quote", card.id, _name(card, ready), place, card.words)


def _name(card: QuoteCard, ready: Ready) -> str:
    theme = ready.facts.titles.get(str(card.theme), "").strip()
    return f"Quote from {card.source_title}" + (f", theme “{theme}”" if theme else "")


def _after_themes(blocks: Sequence[Block], theme: str = "") -> int:
    """The place below the section of a theme; below the last theme's where it has none."""
    current, below = "", {"": len(blocks) + 1}
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Theme):
            current = block.theme_id
        elif isinstance(block, Heading) and block.level == 2:
            current = ""
        if current:
            below[current] = below[""] = number + 1
    return below.get(theme, below[""])

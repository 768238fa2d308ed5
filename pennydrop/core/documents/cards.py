"""Cards to share: one section on each, and a further card where a section says more than fits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pennydrop.core.documents.blocks import Block, Heading, Insight, Prose, Theme
from pennydrop.core.documents.copies import Copy
from pennydrop.core.documents.outline import TOP, sections
from pennydrop.core.documents.text_writing import write_section

FITS = 320
"""Letters below a heading that are read on a telephone: more make the type too small."""
_STAYS_WHOLE = re.compile(r"^\s*([-*+#>`]|\d+[.)])")


class Shape(StrEnum):
    """How a card is cut: for a feed, for a story, for a link or a presentation."""

    SQUARE = "square"
    STORY = "story"
    WIDE = "wide"


SIZES = {Shape.SQUARE: (1080, 1080), Shape.STORY: (1080, 1920), Shape.WIDE: (1200, 675)}
"""Shape -> dots across and down."""


@dataclass(frozen=True)
class _Cut:
    """A part of a section's blocks, with how many letters it says."""

    block: Block
    letters: int


def in_cards(copy: Copy) -> Copy:
    """The same document with a section for each card: its `sections` are the cards.

    A section that says more than FITS letters goes on under the same heading. Quotes, charts,
    tables and boxes are never parted, so a card can still hold more than that.
    """
    cards = [card for section in sections(copy.blocks) for card in section_cards(copy, section)]
    return replace(copy, blocks=[block for card in cards for block in card])


def section_cards(copy: Copy, section: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The cards of one section of a document."""
    head = [block for block in section[:1] if isinstance(block, Heading | Theme)]
    cuts = [cut for block in section[len(head) :] for cut in _cuts(copy, block)]
    filled = [[cut.block for cut in some] for some in _packed(cuts)] or [[]]
    name = _name(head[0]) if head else "And"
    again = Heading(TOP, f"{name}, continued")
    return [(*(head if not number else [again]), *card) for number, card in enumerate(filled)]


def letters_on(copy: Copy, blocks: Sequence[Block]) -> int:
    """How many letters some blocks say."""
    return len(write_section(copy, blocks))


def _name(head: Block) -> str:
    return head.text if isinstance(head, Heading) else getattr(head, "title", "")


def _cuts(copy: Copy, block: Block) -> Iterator[_Cut]:
    if not isinstance(block, Prose | Insight):
        yield _Cut(block, letters_on(copy, [block]))
        return
    for part in _parted(block.markdown):
        piece = replace(block, markdown=part)
        yield _Cut(piece, letters_on(copy, [piece]))


def _parted(markdown: str) -> Iterator[str]:
    """Paragraphs, and of one that is too long for a card as many sentences as fit at a time."""
    for paragraph in re.split(r"\n\s*\n", markdown):
        if len(paragraph) <= FITS or _STAYS_WHOLE.match(paragraph):
            yield paragraph
            continue
        said = ""
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph):
            if said and len(said) + len(sentence) >= FITS:
                yield said
                said = ""
            said = f"{said} {sentence}".strip()
        yield said


def _packed(cuts: Iterable[_Cut]) -> Iterator[list[_Cut]]:
    card: list[_Cut] = []
    for cut in cuts:
        if card and sum(one.letters + 1 for one in card) + cut.letters > FITS:
            yield card
            card = []
        card.append(cut)
    if card:
        yield card

"""Where each block stands: its heading level, its section number and its address in the page.

The web page and the PDF read the same outline, so that "section 3.2" is the same on both. A
heading never stands more than one level below the one before it, whatever the draft says:
a jump would leave somebody who reads by headings lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pennydrop.core.documents.blocks import Block, Heading, Theme

TOP = 2


@dataclass(frozen=True)
class Place:
    """One heading in the outline: level 2 to 4, "3.2", "section-3-2" and the block's number."""

    number: int
    level: int
    section: str
    anchor: str
    text: str


def outline(blocks: Sequence[Block]) -> tuple[Place, ...]:
    """Headings and themes in order, numbered."""
    places: list[Place] = []
    counts: list[int] = []
    for number, block in enumerate(blocks, start=1):
        if not isinstance(block, Heading | Theme):
            continue
        wanted = block.level if isinstance(block, Heading) else TOP
        level = max(TOP, min(wanted, TOP + len(counts)))
        depth = level - TOP
        counts = [*counts[:depth], (counts[depth] if len(counts) > depth else 0) + 1]
        text = block.text if isinstance(block, Heading) else block.title
        section = ".".join(map(str, counts))
        anchor = "section-" + section.replace(".", "-")
        places.append(Place(number, level, section, anchor, text))
    return tuple(places)


def sections(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each section with its heading; what stands before the first is one of its
    own. A slide, a card and a part of a poster are one section each."""
    starts = [place.number - 1 for place in outline(blocks) if place.level == TOP]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    ends = [*starts[1:], len(blocks)]
    return tuple(tuple(blocks[a:b]) for a, b in zip(starts, ends, strict=True) if a < b)

"""What a draft is made of.

A document is a tuple of blocks. People's words, charts and claims never stand in a block:
a block names them, and whoever renders the document says what they are at that moment. So a
revision that is kept for ever holds nothing that a person could later take back.
`stored.read_blocks` and `stored.block_data` turn them into JSON-able data and back.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class CalloutKind(StrEnum):
    """Why a callout stands apart from the text round it."""

    NOTE = "note"
    CAUTION = "caution"
    HELP = "help"


@dataclass(frozen=True)
class Heading:
    """A section heading. Level 2 is a section, 3 and 4 stand inside one; 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True)
class Theme:
    """The start of a theme's section; it stands at heading level 2."""

    title: str
    theme_id: str


@dataclass(frozen=True)
class Prose:
    """Running text in Markdown."""

    markdown: str


@dataclass(frozen=True)
class Insight:
    """A key insight: the one thing a reader should take from what stands round it. `behind`: one
    line on who stands behind it, put in when the block is filled; a saved draft has none."""

    markdown: str
    behind: str = ""


@dataclass(frozen=True)
class Points:
    """Key points at a glance; each item is one short line of Markdown."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Callout:
    """A note, a caution or where to find help, set apart from the text."""

    kind: CalloutKind
    title: str
    markdown: str


@dataclass(frozen=True)
class ChartRef:
    """Names a chart to be drawn at rendering. `params` are sorted pairs of name and value."""

    kind: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return "chart:" + json.dumps([self.kind, *self.params], ensure_ascii=False)


@dataclass(frozen=True)
class Figure:
    """A chart with the words that say what it shows to somebody who cannot see it."""

    chart: ChartRef
    alt: str


@dataclass(frozen=True)
class Picture:
    """One of our drawings (drawings.py) beside what follows it, with the words that say what it
    shows to somebody who cannot see it."""

    name: str
    alt: str


@dataclass(frozen=True)
class PhotoRef:
    """Names a picture of the team's own (photos.py) by its digest, with the words that say what it
    shows to somebody who cannot see it. A `decorative` one says nothing, and has none."""

    photo: str
    alt: str = ""
    decorative: bool = False

    @property
    def key(self) -> str:
        return f"photo:{self.photo}"


@dataclass(frozen=True)
class Table:
    """A table of plain text; every row has one cell for each column of `head`."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class QuoteRef:
    """Names a quote; its words stay under the keys of the person who said them."""

    quote_id: str
    note: str = ""

    @property
    def key(self) -> str:
        return f"quote:{self.quote_id}"


@dataclass(frozen=True)
class ClaimRef:
    """Names a claim: a sentence with its sources and sign-offs."""

    claim_id: str

    @property
    def key(self) -> str:
        return f"claim:{self.claim_id}"


@dataclass(frozen=True)
class Recommendation:
    """What should be done, in Markdown; who must act; and what it would change."""

    markdown: str
    who: str
    change: str = ""


@dataclass(frozen=True)
class Blank:
    """A place that a template keeps for a block of `kind` that nobody has written yet.

    `guidance` speaks to the writer: no reader ever sees it (see `blanks.py`).
    """

    kind: str
    guidance: str


Block = (
    Heading
    | Theme
    | Prose
    | Insight
    | Points
    | Callout
    | Figure
    | Picture
    | PhotoRef
    | Table
    | QuoteRef
    | ClaimRef
    | Recommendation
    | Blank
)
Reference = QuoteRef | ChartRef | ClaimRef | PhotoRef


def references(blocks: Iterable[Block]) -> tuple[Reference, ...]:
    """What the caller has to resolve before these blocks can be shown, in order, each once."""
    found: dict[str, Reference] = {}
    for block in blocks:
        named = block.chart if isinstance(block, Figure) else block
        if isinstance(named, QuoteRef | ChartRef | ClaimRef | PhotoRef):
            found.setdefault(named.key, named)
    return tuple(found.values())

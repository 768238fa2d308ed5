"""What references stand for at the moment of rendering.

The caller resolves each reference of a document (`blocks.references`) to one of these values
and hands the renderers a mapping from the reference's `key`. Nothing here is ever stored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pennydrop.core.documents.blocks import ClaimRef, Figure, PhotoRef, QuoteRef, Theme
from pennydrop.core.documents.photos import Photo
from pennydrop.core.ui.charts import Chart

REMOVED = "Removed at the person’s wish."
_OPENS_TIGHT = re.compile(r"[\s,.;:!?)\]’”…]")


class PieceKind(StrEnum):
    """What a piece of a quote is."""

    WORDS = "words"
    OMISSION = "omission"
    CLARIFICATION = "clarification"


@dataclass(frozen=True)
class QuotePiece:
    """The person's own words, a place where words were left out, or an editor's word."""

    text: str
    kind: PieceKind = PieceKind.WORDS


@dataclass(frozen=True)
class Quote:
    """A quote as it may be shown now.

    `verbatim` is false where the source is notes or memory; it then stands without quotation
    marks. `where` is a site-relative or full address that shows the quote in its context.
    """

    pieces: tuple[QuotePiece, ...]
    attribution: str
    removed: bool = False
    verbatim: bool = True
    where: str = ""

    @property
    def printed(self) -> tuple[QuotePiece, ...]:
        """The pieces as they are printed: omissions as […], clarifications in brackets.

        Spaces are put where a mark would otherwise touch a word; people's words stay as they
        are, apart from white space at the two ends. Nothing at all when it was removed.
        """
        if self.removed:
            return ()
        pieces: list[QuotePiece] = []
        for piece in self.pieces:
            text = _marked(piece)
            if pieces and _touches(pieces[-1], piece.kind, text):
                text = " " + text
            pieces.append(QuotePiece(text, piece.kind))
        return _trimmed(tuple(piece for piece in pieces if piece.text))

    @property
    def said(self) -> str:
        """The whole quote as one line of text, with quotation marks where it is verbatim."""
        if self.removed:
            return REMOVED
        text = "".join(piece.text for piece in self.printed)
        return f"“{text}”" if self.verbatim else text


@dataclass(frozen=True)
class Claim:
    """A sentence somebody answers for: its Markdown, its sources and who signed it, when."""

    markdown: str
    sources: tuple[str, ...] = ()
    signed: str = ""


@dataclass(frozen=True)
class ThemeLine:
    """One line under a theme's title, such as how many kinds of source it came from."""

    text: str


Resolved = Quote | Chart | Claim | ThemeLine | Photo
Resolve = Mapping[str, Resolved]


class Unresolved(LookupError):
    """A reference has no value, or one of another kind. `number` counts blocks from 1."""

    def __init__(self, number: int, key: str) -> None:
        self.number = number
        self.key = key
        super().__init__(f"Block {number}: nothing was given for “{key}”.")


def theme_key(theme_id: str) -> str:
    """The key under which a theme's line may be given; a theme without one has no line."""
    return f"theme:{theme_id}"


def quote_of(number: int, block: QuoteRef, resolve: Resolve) -> Quote:
    """The quote that stands for block `number`. Raises Unresolved where there is none."""
    value = resolve.get(block.key)
    if not isinstance(value, Quote):
        raise Unresolved(number, block.key)
    return value


def chart_of(number: int, block: Figure, resolve: Resolve) -> Chart:
    """The chart of a figure. Raises Unresolved where there is none."""
    value = resolve.get(block.chart.key)
    if not isinstance(value, Chart):
        raise Unresolved(number, block.chart.key)
    return value


def claim_of(number: int, block: ClaimRef, resolve: Resolve) -> Claim:
    """The claim that stands for block `number`. Raises Unresolved where there is none."""
    value = resolve.get(block.key)
    if not isinstance(value, Claim):
        raise Unresolved(number, block.key)
    return value


def photo_of(number: int, block: PhotoRef, resolve: Resolve) -> Photo:
    """The picture that stands for block `number`. Raises Unresolved where there is none."""
    value = resolve.get(block.key)
    if not isinstance(value, Photo):
        raise Unresolved(number, block.key)
    return value


def theme_line(block: Theme, resolve: Resolve) -> str:
    """The line under a theme's title, or nothing: a theme may have none."""
    value = resolve.get(theme_key(block.theme_id))
    return value.text if isinstance(value, ThemeLine) else ""


def _marked(piece: QuotePiece) -> str:
    if piece.kind is PieceKind.OMISSION:
        return "[…]"
    if piece.kind is PieceKind.CLARIFICATION:
        return f"[{piece.text.strip().strip('[]').strip()}]"
    return piece.text


def _touches(before: QuotePiece, kind: PieceKind, text: str) -> bool:
    if PieceKind.WORDS is before.kind is kind or not text or not before.text:
        return False
    return not before.text[-1].isspace() and not _OPENS_TIGHT.match(text)


def _trimmed(pieces: tuple[QuotePiece, ...]) -> tuple[QuotePiece, ...]:
    if not pieces:
        return pieces
    first = QuotePiece(pieces[0].text.lstrip(), pieces[0].kind)
    pieces = (first, *pieces[1:])
    last = QuotePiece(pieces[-1].text.rstrip(), pieces[-1].kind)
    return (*pieces[:-1], last)

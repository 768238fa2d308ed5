"""A document as a web page: everything `documents/blocks.html` needs, resolved and cleaned.

    {% include "documents/contents.html" with page=page %}
    {% include "documents/blocks.html" with page=page %}

The page's own h1 is the document's title; sections begin at h2.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents import prose
from pennydrop.core.documents.blocks import (
    Blank,
    Block,
    Callout,
    ClaimRef,
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
from pennydrop.core.documents.drawings import drawing
from pennydrop.core.documents.outline import TOP, Place, outline
from pennydrop.core.documents.resolved import (
    QuotePiece,
    Resolve,
    chart_of,
    claim_of,
    photo_of,
    quote_of,
    theme_line,
)
from pennydrop.core.ui.charts import as_table, inline


@dataclass(frozen=True)
class Part:
    """One block, ready to be shown; `kind` says which of the other values it has."""

    kind: str
    anchor: str
    level: int = 0
    section: str = ""
    text: str = ""
    note: str = ""
    html: SafeString = SafeString()
    lines: tuple[SafeString, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    pieces: tuple[QuotePiece, ...] = ()
    removed: bool = False
    verbatim: bool = True
    where: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """The parts of a document in order, and its headings for a contents list."""

    parts: tuple[Part, ...]
    places: tuple[Place, ...]


@dataclass
class _Walk:
    """What is known while the blocks are walked: where we are, and what references mean."""

    resolve: Resolve
    places: dict[int, Place]
    themes: int
    level: int = TOP - 1
    theme: int = 0
    number: int = 0


def build_page(blocks: Sequence[Block], resolve: Resolve) -> Page:
    """The page of a document. Raises Unresolved for a reference nothing was given for."""
    places = outline(blocks)
    themes = sum(isinstance(block, Theme) for block in blocks)
    walk = _Walk(resolve, {place.number: place for place in places}, themes)
    parts = []
    for number, block in enumerate(blocks, start=1):
        walk.number = number
        if number in walk.places:
            walk.level = walk.places[number].level
        parts.append(_PARTS[type(block)](block, walk))
    return Page(tuple(parts), places)


def _html(markdown: str, walk: _Walk) -> SafeString:
    # nh3 cleaned it; see prose.html
    return mark_safe(prose.html(markdown, shift=walk.level))


def _line(markdown: str) -> SafeString:
    return mark_safe(prose.line(markdown))


def _anchor(walk: _Walk) -> str:
    place = walk.places.get(walk.number)
    return place.anchor if place else f"block-{walk.number}"


def _heading(block: Heading, walk: _Walk) -> Part:
    place = walk.places[walk.number]
    return Part("heading", place.anchor, place.level, place.section, block.text)


def _theme(block: Theme, walk: _Walk) -> Part:
    place = walk.places[walk.number]
    walk.theme += 1
    line = theme_line(block, walk.resolve)
    note = f"Theme {walk.theme} of {walk.themes}" + (f" · {line}" if line else "")
    return Part("theme", place.anchor, place.level, place.section, block.title, note)


def _prose(block: Prose, walk: _Walk) -> Part:
    return Part("prose", _anchor(walk), html=_html(block.markdown, walk))


def _insight(block: Insight, walk: _Walk) -> Part:
    return Part(
        "insight", _anchor(walk), note=block.behind, html=_html(block.markdown, walk)
    )  # fmt: skip


def _points(block: Points, walk: _Walk) -> Part:
    return Part("points", _anchor(walk), lines=tuple(map(_line, block.items)))


def _callout(block: Callout, walk: _Walk) -> Part:
    body = _html(block.markdown, walk)
    return Part("callout", _anchor(walk), text=block.title, note=block.kind.value, html=body)


def _figure(block: Figure, walk: _Walk) -> Part:
    chart = chart_of(walk.number, block, walk.resolve)
    table = as_table(chart)
    # charts escape every text they draw; see core/ui/charts
    drawn = mark_safe(inline(chart, name=str(walk.number), alt=block.alt))
    anchor = _anchor(walk)
    return Part("figure", anchor, text=chart.title, html=drawn, head=table.head, rows=table.rows)


def _picture(block: Picture, walk: _Walk) -> Part:
    # ours but for its words, which are escaped; see drawings.py
    drawn = mark_safe(drawing(block.name, alt=block.alt))
    return Part("picture", _anchor(walk), html=drawn)


def _photo(block: PhotoRef, walk: _Walk) -> Part:
    photo = photo_of(walk.number, block, walk.resolve)
    drawn = format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">',
        photo.address, block.alt, photo.width, photo.height,
    )  # fmt: skip
    return Part("photo", _anchor(walk), html=drawn)


def _table(block: Table, walk: _Walk) -> Part:
    return Part("table", _anchor(walk), text=block.caption, head=block.head, rows=block.rows)


def _quote(block: QuoteRef, walk: _Walk) -> Part:
    quote = quote_of(walk.number, block, walk.resolve)
    return Part(
        "quote",
        _anchor(walk),
        text="" if quote.removed else quote.attribution,
        note=block.note,
        pieces=quote.printed,
        removed=quote.removed,
        verbatim=quote.verbatim,
        where=quote.where if prose.safe_link(quote.where) and not quote.removed else "",
    )


def _claim(block: ClaimRef, walk: _Walk) -> Part:
    claim = claim_of(walk.number, block, walk.resolve)
    return Part(
        "claim",
        _anchor(walk),
        html=_html(claim.markdown, walk),
        note=claim.signed,
        sources=claim.sources,
    )


def _recommendation(block: Recommendation, walk: _Walk) -> Part:
    return Part(
        "recommendation",
        _anchor(walk),
        html=_html(block.markdown, walk),
        text=block.who,
        note=block.change,
    )


def _blank(block: Blank, walk: _Walk) -> Part:
    return Part("blank", _anchor(walk), text=block.kind, note=block.guidance)


_PARTS: dict[type[Block], Callable[..., Part]] = {
    Heading: _heading,
    Theme: _theme,
    Prose: _prose,
    Insight: _insight,
    Points: _points,
    Callout: _callout,
    Figure: _figure,
    Picture: _picture,
    PhotoRef: _photo,
    Table: _table,
    QuoteRef: _quote,
    ClaimRef: _claim,
    Recommendation: _recommendation,
    Blank: _blank,
}

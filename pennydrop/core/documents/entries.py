"""A document as data that every copy is made from, printed or not: no markup is ever made here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    REMOVED,
    Resolve,
    chart_of,
    claim_of,
    photo_of,
    quote_of,
    theme_line,
)
from pennydrop.core.ui.charts import alone, as_table

Data = dict[str, Any]
RECOMMENDATION = "Recommendation"


@dataclass
class _Walk:
    """What is known while the blocks are walked; `level` is Typst's, where 1 is a section."""

    resolve: Resolve
    places: Mapping[int, Place]
    themes: int
    site: str
    level: int = 0
    theme: int = 0
    number: int = 0


def blocks_data(blocks: Sequence[Block], resolve: Resolve, site: str) -> list[Data]:
    """One entry for each block. Raises Unresolved for a reference nothing was given for.

    `site` is the address links within the site are completed with; without one they are
    printed as text, because a PDF has no site to stand on.
    """
    places = {place.number: place for place in outline(blocks)}
    themes = sum(isinstance(block, Theme) for block in blocks)
    walk = _Walk(resolve, places, themes, site.rstrip("/"))
    entries = []
    for number, block in enumerate(blocks, start=1):
        walk.number = number
        if number in places:
            walk.level = places[number].level - TOP + 1
        entries.append(_ENTRIES[type(block)](block, walk))
    return entries


def place_name(number: int, block: Block) -> str:
    """How a message names a block."""
    if isinstance(block, QuoteRef):
        return f"block {number} (quote {block.quote_id})"
    if isinstance(block, ClaimRef):
        return f"block {number} (claim {block.claim_id})"
    return f"block {number}"


def _nodes(markdown: str, walk: _Walk) -> list[Data]:
    return _settled(prose.tree(markdown), walk, [walk.level])


def _settled(nodes: list[Data], walk: _Walk, before: list[int]) -> list[Data]:
    """Complete links and put headings below the section they stand in, without a jump."""
    for node in nodes:
        if node["kind"] == "heading":
            before[0] = prose.settled_level(int(node["level"]), walk.level, before[0])
            node["level"] = before[0]
        if "runs" in node:
            node["runs"] = _linked(node["runs"], walk)
        elif "nodes" in node:
            _settled(node["nodes"], walk, before)
    return nodes


def _linked(runs: list[Data], walk: _Walk) -> list[Data]:
    for run in runs:
        if run["href"].startswith("/"):
            run["href"] = walk.site + run["href"] if walk.site else ""
        elif run["href"].startswith("#"):
            run["href"] = ""
    return runs


def _heading(block: Heading, walk: _Walk) -> Data:
    return {"kind": "heading", "level": walk.level, "text": block.text}


def _theme(block: Theme, walk: _Walk) -> Data:
    walk.theme += 1
    line = theme_line(block, walk.resolve)
    over = f"Theme {walk.theme} of {walk.themes}" + (f" · {line}" if line else "")
    return {"kind": "theme", "level": walk.level, "text": block.title, "over": over}


def _prose(block: Prose, walk: _Walk) -> Data:
    return {"kind": "prose", "nodes": _nodes(block.markdown, walk)}


def _insight(block: Insight, walk: _Walk) -> Data:
    return {"kind": "insight", "nodes": _nodes(block.markdown, walk), "behind": block.behind}


def _points(block: Points, walk: _Walk) -> Data:
    lines = [_linked(prose.line_runs(item), walk) for item in block.items]
    return {"kind": "points", "lines": lines}


def _callout(block: Callout, walk: _Walk) -> Data:
    body = _nodes(block.markdown, walk)
    return {"kind": "callout", "tone": block.kind.value, "title": block.title, "nodes": body}


def _figure(block: Figure, walk: _Walk) -> Data:
    chart = chart_of(walk.number, block, walk.resolve)
    table = as_table(chart)
    svg = alone(chart)
    said = {"kind": "figure", "title": chart.title, "alt": block.alt, "svg": svg}
    return said | _table_data(table.head, table.rows)


def _picture(block: Picture, walk: _Walk) -> Data:
    return {"kind": "picture", "svg": drawing(block.name), "alt": block.alt}


def _photo(block: PhotoRef, walk: _Walk) -> Data:
    photo = photo_of(walk.number, block, walk.resolve)
    size = {"width": photo.width, "height": photo.height, "inches": photo.inches}
    told = {"alt": block.alt, "decorative": block.decorative}
    return {"kind": "photo", "media": photo.media, "encoded": photo.encoded, **size, **told}


def _table(block: Table, walk: _Walk) -> Data:
    return {"kind": "table", "caption": block.caption} | _table_data(block.head, block.rows)


def _table_data(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Data:
    """Columns get room by their longest cell, within a factor of three of each other."""
    columns = zip(head, *rows, strict=True)
    widths = [max(12, min(36, max(map(len, column)))) for column in columns]
    return {"head": list(head), "rows": [list(row) for row in rows], "widths": widths}


def _quote(block: QuoteRef, walk: _Walk) -> Data:
    quote = quote_of(walk.number, block, walk.resolve)
    by = [] if quote.removed else [quote.attribution, block.note]
    return {
        "kind": "quote",
        "removed": quote.removed,
        "verbatim": quote.verbatim,
        "text": REMOVED if quote.removed else "",
        "pieces": [{"text": p.text, "kind": p.kind.value} for p in quote.printed],
        "by": " · ".join(part for part in by if part),
    }


def _claim(block: ClaimRef, walk: _Walk) -> Data:
    claim = claim_of(walk.number, block, walk.resolve)
    by = " · ".join(part for part in (claim.signed, *claim.sources) if part)
    return {"kind": "claim", "nodes": _nodes(claim.markdown, walk), "by": by}


def _recommendation(block: Recommendation, walk: _Walk) -> Data:
    told = [("Who must act", block.who), ("What it would change", block.change)]
    body = _nodes(block.markdown, walk) + [_told(*pair) for pair in told if pair[1]]
    return {"kind": "callout", "tone": "note", "title": RECOMMENDATION, "nodes": body}


def _told(name: str, text: str) -> Data:
    plain = {"strong": False, "em": False, "code": False, "href": ""}
    runs = [{**plain, "text": f"{name}: ", "strong": True}, {**plain, "text": text}]
    return {"kind": "p", "runs": runs}


def _blank(block: Blank, walk: _Walk) -> Data:
    return {"kind": "blank"}


_ENTRIES: dict[type[Block], Callable[..., Data]] = {
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

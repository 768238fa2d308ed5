"""A document as a Word file (.docx): headings, text, lists and tables that a person goes on with.

Made for papers that are filled in by hand. Places to fill, which stand as `[Fill in: …]`, are
highlighted. Quotes, charts and claims are refused: a copy of those would outlive what it rests on.
"""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX

from pennydrop.core.documents import prose
from pennydrop.core.documents.blocks import (
    Block,
    Callout,
    Heading,
    Insight,
    Points,
    Prose,
    Table,
)

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BLANK = re.compile(r"(\[Fill in: [^\]]*\])")
_DEEPEST = 4
Node = dict[str, Any]


class CannotWrite(ValueError):
    """The document holds something that a Word file must not have."""


def write_word(title: str, blocks: Sequence[Block], *, subtitle: str = "") -> bytes:
    """The file. Raises CannotWrite for a quote, a chart or a claim."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(title, level=0)
    if subtitle:
        _runs(document.add_paragraph(), [{"text": subtitle}])
    for block in blocks:
        writer = _WRITERS.get(type(block))
        if writer is None:
            raise CannotWrite("A quote, a chart or a claim cannot be put into a Word file.")
        writer(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _heading(document: Any, block: Heading) -> None:
    document.add_heading(block.text, level=block.level - 1)


def _prose(document: Any, block: Prose | Insight) -> None:
    _nodes(document, prose.tree(block.markdown))


def _callout(document: Any, block: Callout) -> None:
    _runs(document.add_paragraph(), [{"text": block.title, "strong": True}])
    _nodes(document, prose.tree(block.markdown))


def _points(document: Any, block: Points) -> None:
    for item in block.items:
        _runs(document.add_paragraph(style="List Bullet"), prose.line_runs(item))


def _table(document: Any, block: Table) -> None:
    _runs(document.add_paragraph(), [{"text": block.caption, "strong": True}])
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for number, row in enumerate((block.head, *block.rows)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], [{"text": text, "strong": number == 0}])
    document.add_paragraph()


def _nodes(document: Any, nodes: Sequence[Node], style: str | None = None) -> None:
    for node in nodes:
        if node["kind"] == "heading":
            level = min(int(node["level"]) + 1, _DEEPEST)
            text = "".join(run["text"] for run in node["runs"])
            document.add_heading(text, level=level)
        elif "runs" in node:
            _runs(document.add_paragraph(style=style), node["runs"])
        elif "nodes" in node:
            lists = {"ul": "List Bullet", "ol": "List Number"}
            _nodes(document, node["nodes"], lists.get(node["kind"], style))
        elif "text" in node:
            _runs(document.add_paragraph(style=style), [node])


def _runs(paragraph: Any, runs: Sequence[Node]) -> None:
    for run in runs:
        for part in filter(None, _BLANK.split(printable(run["text"]))):
            made = paragraph.add_run(part)
            made.bold = bool(run.get("strong"))
            made.italic = bool(run.get("em"))
            if _BLANK.fullmatch(part):
                made.font.highlight_color = WD_COLOR_INDEX.YELLOW


def printable(text: str) -> str:
    """Without the characters that XML has no place for."""
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


_WRITERS: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Prose: _prose,
    Insight: _prose,
    Callout: _callout,
    Points: _points,
    Table: _table,
}

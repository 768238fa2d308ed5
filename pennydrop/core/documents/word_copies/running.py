"""Running text as paragraphs and lists of Word, and the page that it is written on."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from pennydrop.core.documents.outline import Place
from pennydrop.core.documents.word_copies import looks
from pennydrop.core.documents.word_copies.parts import (
    add_link,
    add_run,
    describe_picture,
    new_list,
    put_in_list,
)

_LISTS = {"ul": ("List Bullet", "List Bullet 2"), "ol": ("List Number", "List Number 2")}
Data = dict[str, Any]


@dataclass
class Page:
    """The Word document being written, and what counts up in it."""

    document: Any
    drawn: dict[str, bytes]
    places: dict[int, Place]
    number: int = 0
    ids: Any = field(default_factory=lambda: count(1))

    def paragraph(self, text: str = "", style: str | None = None) -> Any:
        made = self.document.add_paragraph(style=style)
        if text:
            add_run(made, text)
        return made

    def picture(self, png: bytes, width: Any, alt: str) -> None:
        made = self.document.add_picture(io.BytesIO(png), width=width)
        describe_picture(made, alt, next(self.ids))
        # its table, or the sentence it stands beside, follows on the same page
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True


def write_nodes(page: Page, nodes: Sequence[Data], style: str | None = None) -> None:
    for node in nodes:
        kind = node["kind"]
        if kind in _LISTS:
            _list(page, node, 0, style)
        elif kind == "heading":
            made = page.document.add_heading(level=min(int(node["level"]), 9))
            write_runs(made, node["runs"])
        elif kind == "quote":
            write_nodes(page, node["nodes"], "Quote")
        elif "runs" in node or "text" in node:
            write_runs(page.paragraph(style=style), node.get("runs") or [{"text": node["text"]}])


def _list(page: Page, node: Data, depth: int, box: str | None = None) -> None:
    """`box`: the style of the box that it stands in, if any."""
    own = new_list(page.document, node["start"]) if node["kind"] == "ol" and not depth else 0
    style = _LISTS[node["kind"]][min(depth, 1)]
    for item in node["nodes"]:
        first = True
        for inside in item["nodes"]:
            if inside["kind"] in _LISTS:
                _list(page, inside, depth + 1, box)
                continue
            line = page.paragraph(style=style if first else box or "List Continue")
            write_runs(line, inside.get("runs") or [{"text": inside.get("text", "")}])
            if own and first:
                put_in_list(line, own)
            if box and first:
                looks.put_in_box(line, page.document.styles[box], depth)
            first = False


def write_runs(paragraph: Any, runs: Sequence[Data]) -> None:
    for run in runs:
        made = add_run(
            paragraph, run["text"], strong=run.get("strong", False), em=run.get("em", False)
        )
        if run.get("href"):
            add_link(paragraph, made, run["href"])

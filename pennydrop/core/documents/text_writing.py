"""A document as plain text: for somebody who listens to it, pastes it, or keeps it in a mail."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pennydrop.core.documents.blocks import Block, Heading, Theme
from pennydrop.core.documents.copies import INVENTED, Copy
from pennydrop.core.documents.entries import blocks_data
from pennydrop.core.documents.outline import Place, outline

WIDTH = 72
_RULES = {1: "=", 2: "-"}
Data = dict[str, Any]


def write_text(document: Copy) -> str:
    """The whole document in lines of at most 72 letters, if no word is longer.

    Quotes stand between quotation marks and indented; charts stand in words and as their
    numbers. Raises Unresolved for a reference nothing was given for.
    """
    places = outline(document.blocks)
    entries = blocks_data(document.blocks, document.resolve, document.site)
    numbered = {place.number: place for place in places}
    parts = [*_opening(document), *_contents(places)]
    for number, (block, entry) in enumerate(zip(document.blocks, entries, strict=True), start=1):
        if isinstance(block, Heading | Theme):
            entry = entry | {"section": numbered[number].section}
        parts.extend(_WRITERS[entry["kind"]](entry))
    parts.extend(_closing(document))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def write_section(document: Copy, blocks: Sequence[Block]) -> str:
    """Some of a document's blocks in words, each on a line of its own: what a picture says of
    them. Raises Unresolved for a reference nothing was given for."""
    entries = blocks_data(blocks, document.resolve, document.site)
    parts = [part for entry in entries for part in _said_plainly(entry)]
    return "\n".join(" ".join(part.split()) for part in parts if part.strip())


def _said_plainly(entry: Data) -> Iterator[str]:
    if entry["kind"] in ("heading", "theme"):
        yield entry["text"]
    else:
        yield from _WRITERS[entry["kind"]](entry)


def _opening(document: Copy) -> Iterator[str]:
    yield _ruled(document.title, "=")
    yield _wrapped(document.subtitle)
    yield "\n".join(filter(None, (document.organisation, document.edition_line)))
    yield _current(document)
    if document.invented:
        yield _wrapped(INVENTED)


def _current(document: Copy) -> str:
    if not document.address:
        return ""
    return f"Is this the newest edition?\n{document.address}"


def _contents(places: Sequence[Place]) -> Iterator[str]:
    sections = [place for place in places if place.level == 2]
    if sections:
        yield _ruled("Contents", "-")
        yield "\n".join(
            _wrapped(place.text, first=f"{place.section:>3}  ", more="     ") for place in sections
        )


def _closing(document: Copy) -> Iterator[str]:
    yield "-" * WIDTH
    yield _wrapped(f"{document.title}. {document.edition_line}")
    yield _current(document)


def _heading(entry: Data) -> Iterator[str]:
    yield "\n" + _ruled(f"{entry['section']} {entry['text']}", _RULES.get(entry["level"], ""))


def _theme(entry: Data) -> Iterator[str]:
    yield from _heading(entry)
    yield _wrapped(entry["over"])


def _prose(entry: Data) -> Iterator[str]:
    yield from _nodes(entry["nodes"])


def _insight(entry: Data) -> Iterator[str]:
    behind = [_wrapped(entry["behind"], first="  ", more="  ")] if entry["behind"] else []
    yield "\n\n".join(["Key insight:", *_nodes(entry["nodes"], "  "), *behind])


def _callout(entry: Data) -> Iterator[str]:
    yield "\n\n".join([_wrapped(f"{entry['title']}:"), *_nodes(entry["nodes"], "  ")])


def _points(entry: Data) -> Iterator[str]:
    yield "\n".join(_wrapped(_said(line), first="- ", more="  ") for line in entry["lines"])


def _figure(entry: Data) -> Iterator[str]:
    yield _wrapped(f"Chart: {entry['title']}")
    yield _wrapped(entry["alt"], first="  ", more="  ")
    yield _rows(entry)


def _picture(entry: Data) -> Iterator[str]:
    yield _wrapped(f"[Picture: {entry['alt']}]")


def _photo(entry: Data) -> Iterator[str]:
    yield "" if entry["decorative"] else _wrapped(f"[Picture: {entry['alt']}]")


def _table(entry: Data) -> Iterator[str]:
    yield _wrapped(f"Table: {entry['caption']}")
    yield _rows(entry)


def _quote(entry: Data) -> Iterator[str]:
    said = entry["text"] if entry["removed"] else "".join(p["text"] for p in entry["pieces"])
    if entry["verbatim"] and not entry["removed"]:
        said = f"“{said}”"
    lines = [_wrapped(said, first="    ", more="    ")]
    if entry["by"]:
        lines.append(_wrapped(entry["by"], first="    -- ", more="       "))
    yield "\n".join(lines)


def _claim(entry: Data) -> Iterator[str]:
    yield from _nodes(entry["nodes"])
    yield _wrapped(entry["by"], first="  ", more="  ")


def _blank(entry: Data) -> Iterator[str]:
    """A place that nobody has filled says nothing to a reader."""
    yield ""


_WRITERS: dict[str, Callable[[Data], Iterator[str]]] = {
    "heading": _heading,
    "theme": _theme,
    "prose": _prose,
    "insight": _insight,
    "points": _points,
    "callout": _callout,
    "figure": _figure,
    "picture": _picture,
    "photo": _photo,
    "table": _table,
    "quote": _quote,
    "claim": _claim,
    "blank": _blank,
}


def _nodes(nodes: Sequence[Data], indent: str = "") -> Iterator[str]:
    for node in nodes:
        kind = node["kind"]
        if kind in ("ul", "ol"):
            yield "\n".join(_items(node, indent))
        elif kind == "quote":
            yield from _nodes(node["nodes"], indent + "    ")
        elif kind == "code":
            yield textwrap.indent(node["text"], indent + "    ")
        elif kind == "rule":
            yield f"{indent}* * *"
        else:
            yield _wrapped(_said(node["runs"]), first=indent, more=indent)


def _items(node: Data, indent: str) -> Iterator[str]:
    for number, item in enumerate(node["nodes"], start=node.get("start", 1)):
        mark = "- " if node["kind"] == "ul" else f"{number}. "
        deeper = indent + " " * len(mark)
        inside = "\n".join(_nodes(item["nodes"], deeper))
        yield indent + mark + inside[len(deeper) :]


def _said(runs: Sequence[Data]) -> str:
    """The words of a line; where a link leads stands behind it, unless it says so itself."""
    parts = []
    for run in runs:
        leads = run["href"].removeprefix("mailto:").removeprefix("tel:")
        shown = leads and leads.replace(" ", "") not in run["text"].replace(" ", "")
        parts.append(f"{run['text']} ({leads})" if shown else run["text"])
    return "".join(parts)


def _rows(entry: Data) -> str:
    """Rows as columns where they fit, else one line for each row that names every column."""
    rows = [entry["head"], *entry["rows"]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * len(widths) <= WIDTH:
        rows.insert(1, ["-" * width for width in widths])
        return "\n".join(_columns(row, widths) for row in rows)
    first, *names = entry["head"]
    return "\n".join(
        _wrapped(f"{row[0] or first}: {_named(names, row[1:])}", first="  ", more="      ")
        for row in entry["rows"]
    )


def _columns(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return ("  " + "  ".join(cells)).rstrip()


def _named(names: Sequence[str], cells: Sequence[str]) -> str:
    pairs = zip(names, cells, strict=True)
    return "; ".join(f"{name}: {cell}" for name, cell in pairs if cell)


def _ruled(text: str, rule: str) -> str:
    lines = _wrapped(text)
    longest = max(map(len, lines.split("\n")))
    return f"{lines}\n{rule * longest}" if rule else lines


def _wrapped(text: str, *, first: str = "", more: str = "") -> str:
    """Wrapped between words only; a line break that somebody wrote stays one."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(
            line, WIDTH, initial_indent=more if lines else first, subsequent_indent=more,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return "\n".join(lines)

"""How blocks stand in a revision: JSON-able data, read strictly.

What is not known is refused, in plain words that name the block by its number (counted from
1, as an editor sees it) and the field.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pennydrop.core.documents.blocks import (
    Blank,
    Block,
    Callout,
    CalloutKind,
    ChartRef,
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
from pennydrop.core.documents.drawings import DRAWINGS

MOST_BLOCKS = 1000
LONGEST_LINE = 300
LONGEST_TEXT = 40_000
MOST_COLUMNS = 12
MOST_ROWS = 500
MOST_POINTS = 30
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}")


class BadBlock(ValueError):
    """A block cannot be used. `number` counts from 1; 0 means the document as a whole."""

    def __init__(self, number: int, reason: str) -> None:
        self.number = number
        self.reason = reason
        super().__init__(f"Block {number}: {reason}" if number else reason)


def block_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """JSON-able data that `read_blocks` reads back to equal blocks."""
    return [_NAMES[type(block)].write(block) for block in blocks]


def read_blocks(data: object) -> tuple[Block, ...]:
    """Blocks from JSON-able data. Raises BadBlock for the first block that cannot be used."""
    if not isinstance(data, list):
        raise BadBlock(0, "A document has to be a list of blocks.")
    if len(data) > MOST_BLOCKS:
        raise BadBlock(0, f"A document can have at most {MOST_BLOCKS} blocks.")
    return tuple(_read_block(number, item) for number, item in enumerate(data, start=1))


def _read_block(number: int, item: object) -> Block:
    if not isinstance(item, dict):
        raise BadBlock(number, "is not a block.")
    shape = _SHAPES.get(str(item.get("block")))
    if shape is None:
        known = ", ".join(_SHAPES)
        raise BadBlock(number, f"has the unknown kind “{item.get('block')}”; known are {known}.")
    strange = sorted(set(map(str, item)) - {"block", *shape.fields, *shape.optional})
    if strange:
        raise BadBlock(number, f"a {shape.name} has no “{strange[0]}”.")
    missing = [name for name in shape.fields if name not in item]
    if missing:
        raise BadBlock(number, f"a {shape.name} needs “{missing[0]}”.")
    try:
        return shape.read(item)
    except _Wrong as wrong:
        raise BadBlock(number, f"{shape.name}: {wrong}") from None


class _Wrong(ValueError):
    """What is wrong with one field, before the block's number is known."""


def _words(item: Mapping[str, Any], name: str, most: int, *, needed: bool = True) -> str:
    return _text(item[name], f"“{name}”", most, needed=needed)


def _text(value: object, name: str, most: int, *, needed: bool = True) -> str:
    if not isinstance(value, str):
        raise _Wrong(f"{name} has to be text.")
    if needed and not value.strip():
        raise _Wrong(f"{name} is empty.")
    if len(value) > most:
        raise _Wrong(f"{name} has {len(value)} characters; at most {most} fit.")
    if any(0xD800 <= ord(letter) <= 0xDFFF or letter == "\0" for letter in value):
        raise _Wrong(f"{name} holds a broken character.")
    return value


def _list(value: object, name: str, most: int) -> Sequence[object]:
    if not isinstance(value, list):
        raise _Wrong(f"{name} has to be a list.")
    if not value:
        raise _Wrong(f"{name} is empty.")
    if len(value) > most:
        raise _Wrong(f"{name} has {len(value)} entries; at most {most} fit.")
    return value


def _id(item: Mapping[str, Any], name: str) -> str:
    value = item[name]
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise _Wrong(f"“{name}” is not an id.")
    return value


def _read_heading(item: Mapping[str, Any]) -> Heading:
    level = item["level"]
    if isinstance(level, bool) or level not in (2, 3, 4):
        raise _Wrong("“level” has to be 2, 3 or 4.")
    return Heading(level, _words(item, "text", LONGEST_LINE))


def _read_points(item: Mapping[str, Any]) -> Points:
    lines = _list(item["items"], "“items”", MOST_POINTS)
    return Points(
        tuple(_text(line, f"point {n}", LONGEST_TEXT) for n, line in enumerate(lines, start=1))
    )


def _read_callout(item: Mapping[str, Any]) -> Callout:
    if item["kind"] not in list(CalloutKind):
        raise _Wrong(f"“kind” has to be one of {', '.join(CalloutKind)}.")
    title = _words(item, "title", LONGEST_LINE)
    return Callout(CalloutKind(item["kind"]), title, _words(item, "markdown", LONGEST_TEXT))


def _read_figure(item: Mapping[str, Any]) -> Figure:
    chart = item["chart"]
    if not isinstance(chart, dict) or set(chart) != {"kind", "params"}:
        raise _Wrong("“chart” has to have a kind and params.")
    params = chart["params"]
    if not isinstance(params, dict) or len(params) > 20:
        raise _Wrong("“params” has to be a small set of names and texts.")
    pairs = sorted(
        (_text(name, "a param's name", 80), _text(value, f"“{name}”", LONGEST_LINE, needed=False))
        for name, value in params.items()
    )
    return Figure(ChartRef(_id(chart, "kind"), tuple(pairs)), _words(item, "alt", 2000))


def _read_picture(item: Mapping[str, Any]) -> Picture:
    if item["name"] not in DRAWINGS:
        raise _Wrong(f"“name” has to be one of {', '.join(DRAWINGS)}.")
    return Picture(str(item["name"]), _words(item, "alt", LONGEST_LINE))


def _read_photo(item: Mapping[str, Any]) -> PhotoRef:
    decorative = item["decorative"]
    if not isinstance(decorative, bool):
        raise _Wrong("“decorative” has to be true or false.")
    alt = _words(item, "alt", LONGEST_LINE, needed=not decorative)
    if decorative and alt:
        raise _Wrong("a picture that only decorates has no words of its own.")
    return PhotoRef(_id(item, "photo"), alt, decorative)


def _read_table(item: Mapping[str, Any]) -> Table:
    head = _cells(item["head"], "the head row")
    rows = tuple(
        _cells(row, f"row {n}")
        for n, row in enumerate(_list(item["rows"], "“rows”", MOST_ROWS), start=1)
    )
    for n, row in enumerate(rows, start=1):
        if len(row) != len(head):
            raise _Wrong(f"row {n} has {len(row)} cells, the head row has {len(head)}.")
    return Table(_words(item, "caption", LONGEST_LINE), head, rows)


def _cells(row: object, name: str) -> tuple[str, ...]:
    cells = _list(row, name, MOST_COLUMNS)
    return tuple(_text(cell, f"a cell of {name}", 2000, needed=False) for cell in cells)


@dataclass(frozen=True)
class _Shape:
    """How one kind of block stands in JSON. `optional` fields stand there only with something."""

    name: str
    fields: tuple[str, ...]
    read: Callable[[Mapping[str, Any]], Block]
    optional: tuple[str, ...] = ()

    def write(self, block: Block) -> dict[str, Any]:
        values = {name: _plain(getattr(block, name)) for name in self.fields}
        more = {name: value for name in self.optional if (value := _plain(getattr(block, name)))}
        return {"block": self.name, **values, **more}


def _plain(value: object) -> object:
    if isinstance(value, ChartRef):
        return {"kind": value.kind, "params": dict(value.params)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, CalloutKind) else value


_NAMES: dict[type[Block], _Shape] = {
    Heading: _Shape("heading", ("level", "text"), _read_heading),
    Theme: _Shape(
        "theme",
        ("title", "theme_id"),
        lambda item: Theme(_words(item, "title", LONGEST_LINE), _id(item, "theme_id")),
    ),
    Prose: _Shape(
        "prose", ("markdown",), lambda item: Prose(_words(item, "markdown", LONGEST_TEXT))
    ),
    Insight: _Shape(
        "insight",
        ("markdown",),
        lambda item: Insight(
            _words(item, "markdown", LONGEST_TEXT),
            _text(item.get("behind", ""), "“behind”", LONGEST_LINE, needed=False),
        ),
        optional=("behind",),
    ),
    Points: _Shape("points", ("items",), _read_points),
    Callout: _Shape("callout", ("kind", "title", "markdown"), _read_callout),
    Figure: _Shape("figure", ("chart", "alt"), _read_figure),
    Picture: _Shape("picture", ("name", "alt"), _read_picture),
    PhotoRef: _Shape("photo", ("photo", "alt", "decorative"), _read_photo),
    Table: _Shape("table", ("caption", "head", "rows"), _read_table),
    QuoteRef: _Shape(
        "quote",
        ("quote_id", "note"),
        lambda item: QuoteRef(
            _id(item, "quote_id"), _words(item, "note", LONGEST_LINE, needed=False)
        ),
    ),
    Recommendation: _Shape(
        "recommendation",
        ("markdown", "who", "change"),
        lambda item: Recommendation(
            _words(item, "markdown", LONGEST_TEXT),
            _words(item, "who", LONGEST_LINE),
            _words(item, "change", 2000, needed=False),
        ),
    ),
    Blank: _Shape(
        "blank",
        ("kind", "guidance"),
        lambda item: Blank(_id(item, "kind"), _words(item, "guidance", 2000)),
    ),
    ClaimRef: _Shape("claim", ("claim_id",), lambda item: ClaimRef(_id(item, "claim_id"))),
}
_SHAPES = {shape.name: shape for shape in _NAMES.values()}

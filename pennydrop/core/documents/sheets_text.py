"""Tables written as text: CSV with any usual separator, and Markdown as XLSForm tools write it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

# Names that may stand in the first column of a text and begin a sheet, as XLSForm tools do it.
FORM_SHEETS = frozenset(
    {"survey", "choices", "settings", "external_choices", "entities", "osm", "columns"}
)


# What the bytes of other files begin with, and what people call such a file.
_OTHERS = {
    b"%PDF-": "a PDF", b"\xff\xd8\xff": "a picture", b"\x89PNG\r\n": "a picture",
    b"GIF87a": "a picture", b"GIF89a": "a picture", b"II*\0": "a picture", b"MM\0*": "a picture",
}  # fmt: skip


class BadText(ValueError):
    """The text is no table. The message says why; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


def kind_of(data: bytes) -> str:
    """What a file is that is no text at all: "a PDF" or "a picture"; else nothing."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP" or data[4:12] == b"ftypheic":
        return "a picture"
    begun = data[:1024].lstrip(b"\xef\xbb\xbf\r\n ")
    return next((kind for start, kind in _OTHERS.items() if begun.startswith(start)), "")


def text_rows(text: str) -> list[list[str]]:
    """The rows of a CSV or Markdown text. Raises BadText."""
    return list(_markdown_rows(text)) if _is_markdown(text) else _csv_rows(text)


def split_sheets(rows: list[list[str]], alone: str) -> dict[str, list[list[str]]]:
    """Sheets by the names in the first column, or one sheet where that column has none.

    The file has sheet names when its first filled row holds one cell and every row that holds
    more begins with an empty cell; or when every first cell is empty or the name of a form's
    sheet (the rest of such a row then belongs to that sheet).
    """
    filled = [row for row in rows if row]
    if not _named(filled):
        return {alone: rows}
    sheets: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for row in filled:
        if row[0].strip():
            current = sheets.setdefault(row[0].strip(), [])
        if len(row) > 1:
            current.append(row[1:])
    return sheets


def trimmed(cells: Iterable[str]) -> list[str]:
    """Without the empty cells at the end."""
    row = list(cells)
    while row and not row[-1].strip():
        row.pop()
    return row


def _named(filled: list[list[str]]) -> bool:
    if len(filled) < 2 or not filled[0][0].strip():
        return False
    firsts = [row[0].strip().lower() for row in filled]
    if firsts[0] in FORM_SHEETS and all(not first or first in FORM_SHEETS for first in firsts):
        return True
    longer = [row for row in filled if len(row) > 1]
    return len(filled[0]) == 1 and bool(longer) and all(not row[0].strip() for row in longer)


def _csv_rows(text: str) -> list[list[str]]:
    told = re.match(r"sep=(.)\r?\n", text)
    first = next((line for line in text.split("\n") if re.search(r"[,;\t]", line)), "")
    delimiter = told[1] if told else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [trimmed(row) for row in reader]
    except csv.Error as error:
        raise BadText(f"{error}", reader.line_num) from error
    return [[], *rows[1:]] if told else rows


def _is_markdown(text: str) -> bool:
    """Every line is a table's; or, as form tools allow, at least five bars with a table on top."""
    filled = [line.strip() for line in text.splitlines() if line.strip()]
    lines = [line for line in filled if not line.startswith("#")]
    table = [
        line for line in lines if line.startswith("|") and line.endswith("|") and len(line) > 1
    ]
    return bool(table) and (len(table) == len(lines) or lines[0] == table[0])


def _markdown_rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        bare = line.strip()
        if not bare.startswith("|") or re.fullmatch(r"[|\s:-]*-[|\s:-]*", bare):
            continue
        cells = re.split(r"(?<!\\)\|", bare.rstrip("|")[1:] if bare.endswith("|") else bare[1:])
        yield trimmed(cell.strip().replace("\\|", "|") for cell in cells)

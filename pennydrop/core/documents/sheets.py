"""Spreadsheets as rows of text: .xlsx, .csv, or a Markdown table (.md).

What a file is, is read from its bytes, not from its name. Everything unsafe or unreadable is
refused in words that name the file, the sheet and the row, before anything is used.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from openpyxl import load_workbook

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 150 * 1024 * 1024
MOST_ENTRIES = 1000
MOST_SHEETS = 60
MOST_ROWS = 100_000
MOST_COLUMNS = 1000
MOST_CELLS = 2_000_000
LONGEST_CELL = 100_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"

Sheets = dict[str, list[list[str]]]


class BadSheet(ValueError):
    """A spreadsheet cannot be read. The message names the file and, where known, the place."""


def read_sheets(data: bytes, name: str) -> Sheets:
    """Every sheet as rows of text cells; row 1 is the first list.

    Dates are ISO 8601, whole numbers have no decimal point, yes and no are TRUE and FALSE, and
    a formula is its last result. Cells after the last filled one in a row, and rows after the
    last filled row, are left out; empty rows between are kept, so that row numbers hold.

    A .csv or .md with sheet names in its first column (as XLSForm tools write it) gives those
    sheets; another .csv gives one, named like the file. Raises BadSheet.
    """
    if len(data) > LARGEST_FILE:
        size = len(data) / 1024 / 1024
        raise BadSheet(f"{name} has {size:.0f} MB; at most {LARGEST_FILE // 1024 // 1024} MB fit.")
    if not data.strip():
        raise BadSheet(f"{name} is empty.")
    if data.startswith(b"PK"):
        return _workbook(data, name)
    if data.startswith(_OLD_OFFICE):
        raise BadSheet(f"{name} is an old or locked Office file. Save it as .xlsx and try again.")
    text = _decoded(data, name)
    rows = list(_markdown_rows(text)) if _is_markdown(text) else _csv_rows(text, name)
    _check_size(rows, name)
    return _split(rows, PurePath(name).stem or "sheet")


def _workbook(data: bytes, name: str) -> Sheets:
    _check_zip(data, name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers meet
        raise BadSheet(f"{name} cannot be read as .xlsx: it is damaged.") from error
    try:
        if len(book.sheetnames) > MOST_SHEETS:
            raise BadSheet(f"{name} has more than {MOST_SHEETS} sheets.")
        room = [MOST_CELLS]
        return {sheet.title: _sheet(sheet, name, room) for sheet in book.worksheets}
    finally:
        book.close()


def _check_zip(data: bytes, name: str) -> None:
    """Refuse what is no workbook, what unpacks too large, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_ENTRIES:
                raise BadSheet(f"{name} holds {len(entries)} parts; that is no usual workbook.")
            names = {entry.filename for entry in entries}
            if "xl/workbook.xml" not in names:
                raise BadSheet(f"{name} is {_what(names)}, not an .xlsx workbook.")
            _check_parts(packed, entries, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BadSheet(f"{name} cannot be opened: it is damaged or locked.") from error


def _what(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "a Word document"
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    return "an OpenDocument file" if "mimetype" in names else "a zip file"


def _check_parts(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> None:
    room = LARGEST_UNPACKED
    for entry in entries:
        with packed.open(entry) as part:
            head = part.read(4096)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<\x00!\x00" in head:
                raise BadSheet(f"{name} holds XML with declarations of its own; it was refused.")
            room -= len(head)
            while piece := part.read(1 << 16):
                room -= len(piece)
                if room < 0:
                    most = LARGEST_UNPACKED // 1024 // 1024
                    raise BadSheet(f"{name} unpacks to more than {most} MB; it was refused.")


def _sheet(sheet: Any, name: str, room: list[int]) -> list[list[str]]:
    sheet.reset_dimensions()  # the size a file claims may be a lie
    rows: list[list[str]] = []
    reading = enumerate(sheet.iter_rows(), start=1)
    while True:
        try:
            number, cells = next(reading)
        except StopIteration:
            return _without_empty_end(rows)
        except Exception as error:  # openpyxl raises whatever its parsers meet
            raise BadSheet(
                f"{name}, sheet “{sheet.title}”, after row {len(rows)}: the sheet is damaged."
            ) from error
        place = f"{name}, sheet “{sheet.title}”, row {number}"
        room[0] -= len(cells)
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS or room[0] < 0:
            raise BadSheet(f"{place}: the sheet is too large to read.")
        rows.append(_trimmed(_cell(cell, place) for cell in cells))


def _cell(cell: Any, place: str) -> str:
    value = cell.value
    if cell.data_type == "e":
        raise BadSheet(f"{place}: a cell holds the error {value}. Put it right and try again.")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    text = str(value)
    if len(text) > LONGEST_CELL:
        raise BadSheet(f"{place}: a cell holds {len(text)} characters.")
    return text


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSheet(
            f"{name}, line {line}: this is not UTF-8 text. Save it as “CSV UTF-8” and try again."
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadSheet(f"{name}, line {line}: this is not a spreadsheet.")
    return text


def _csv_rows(text: str, name: str) -> list[list[str]]:
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(_trimmed(row))
    except csv.Error as error:
        raise BadSheet(f"{name}, line {reader.line_num}: {error}.") from error
    return rows


def _is_markdown(text: str) -> bool:
    filled = [line.strip() for line in text.splitlines() if line.strip()]
    return all(line.startswith("|") and line.endswith("|") and len(line) > 1 for line in filled)


def _markdown_rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if not line.strip() or re.fullmatch(r"[|\s:-]*-[|\s:-]*", line.strip()):
            continue
        cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
        yield _trimmed(cell.strip().replace("\\|", "|") for cell in cells)


def _check_size(rows: list[list[str]], name: str) -> None:
    if len(rows) > MOST_ROWS or sum(map(len, rows)) > MOST_CELLS:
        raise BadSheet(f"{name} is too large to read: at most {MOST_ROWS} rows fit.")
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in row):
            raise BadSheet(f"{name}, row {number}: the row is too large to read.")


def _split(rows: list[list[str]], alone: str) -> Sheets:
    """Sheets by the names in the first column, or one sheet where that column has none.

    The file has sheet names when its first filled row holds one cell and every row that holds
    more begins with an empty cell.
    """
    filled = [row for row in rows if row]
    named = (
        len(filled) > 1
        and len(filled[0]) == 1
        and any(len(row) > 1 for row in filled)
        and all(len(row) == 1 or not row[0].strip() for row in filled)
    )
    if not named:
        return {alone: _without_empty_end(rows)}
    sheets: Sheets = {}
    current: list[list[str]] = []
    for row in filled:
        if len(row) == 1:
            current = sheets.setdefault(row[0].strip(), [])
        else:
            current.append(row[1:])
    return sheets


def _trimmed(cells: Iterable[str]) -> list[str]:
    row = list(cells)
    while row and not row[-1].strip():
        row.pop()
    return row


def _without_empty_end(rows: list[list[str]]) -> list[list[str]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows

"""Spreadsheets as rows of text: .xlsx, .xls, .csv, or a Markdown table (.md).

What a file is, is read from its bytes, not from its name. Everything unsafe or unreadable is
refused in words that name the file, the sheet and the row, before anything is used.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Any

from openpyxl import load_workbook

from pennydrop.core.documents.sheets_text import BadText, kind_of, split_sheets, text_rows, trimmed
from pennydrop.core.documents.sheets_xls import MARK, BadBook, ErrorCell, OldBook

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 150 * 1024 * 1024
MOST_ENTRIES = 1000
MOST_SHEETS = 60
MOST_ROWS = 100_000
MOST_COLUMNS = 1000
MOST_CELLS = 2_000_000
LONGEST_CELL = 100_000

Sheets = dict[str, list[list[str]]]


class BadSheet(ValueError):
    """A spreadsheet cannot be read. The message names the file and, where known, the place.

    `sheet` and `row` are the place again, empty and 0 where there is none.
    """

    def __init__(self, message: str, sheet: str = "", row: int = 0) -> None:
        self.sheet = sheet
        self.row = row
        super().__init__(message)


def read_sheets(data: bytes, name: str, only: Collection[str] = ()) -> Sheets:
    """Every sheet as rows of text cells; row 1 is the first list.

    Dates are ISO 8601, whole numbers have no decimal point, yes and no are TRUE and FALSE, and
    a formula is its last result. Cells after the last filled one in a row, and rows after the
    last filled row, are left out; empty rows between are kept, so that row numbers hold. Where
    `only` names sheets (in small letters) that the workbook has, no other is read.

    A .csv or .md with sheet names in its first column (as XLSForm tools write it) gives those
    sheets; another .csv gives one, named like the file. Raises BadSheet.
    """
    check_size(len(data), name)
    if not data.strip():
        raise BadSheet(f"{name} is empty.")
    if data.startswith(b"PK"):
        return _workbook(data, name, only)
    if data.startswith(MARK):
        return _old_workbook(data, name, only)
    if kind := kind_of(data):
        raise BadSheet(
            f"{name} is {kind}, not a spreadsheet. Send the spreadsheet that it was made from."
        )
    try:
        rows = text_rows(_decoded(data, name))
    except BadText as bad:
        raise BadSheet(f"{name}, line {bad.line}: {bad}.", row=bad.line) from bad
    _check_size(rows, name)
    sheets = split_sheets(rows, PurePath(name).stem or "sheet")
    return {sheet: _without_empty_end(rows) for sheet, rows in sheets.items()}


def check_size(size: int, name: str) -> None:
    """Ask before a file of so many bytes is read at all. Raises BadSheet."""
    if size > LARGEST_FILE:
        most, here = LARGEST_FILE // 1024 // 1024, size / 1024 / 1024
        raise BadSheet(f"{name} has {here:.0f} MB; at most {most} MB fit.")


def _wanted(names: Iterable[str], only: Collection[str]) -> set[str]:
    """The sheets to read: those asked for, or all of them where none of those is there."""
    every = list(names)
    return {name for name in every if name.strip().lower() in only} or set(every)


def _old_workbook(data: bytes, name: str, only: Collection[str]) -> Sheets:
    room = [MOST_CELLS]
    try:
        book = OldBook(data)
        _check_count(book.names, name)
        wanted = _wanted(book.names, only)
        return {
            title: _sheet_rows(book.rows(title), title, name, room)
            for title in book.names
            if title in wanted
        }
    except BadBook as bad:
        raise BadSheet(f"{name} {bad}. Save it as .xlsx and try again.") from bad


def _sheet_rows(
    rows: Iterable[list[Any]], title: str, name: str, room: list[int]
) -> list[list[str]]:
    found: list[list[str]] = []
    for number, values in enumerate(rows, start=1):
        _check_room(title, name, number, len(values), room)
        found.append(trimmed(_text(value, title, name, number) for value in values))
    return _without_empty_end(found)


def _workbook(data: bytes, name: str, only: Collection[str]) -> Sheets:
    _check_zip(data, name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers meet
        raise BadSheet(f"{name} cannot be read as .xlsx: it is damaged.") from error
    try:
        _check_count(book.sheetnames, name)
        room = [MOST_CELLS]
        wanted = _wanted((sheet.title for sheet in book.worksheets), only)
        chosen = [sheet for sheet in book.worksheets if sheet.title in wanted]
        return {sheet.title: _sheet(sheet, name, room) for sheet in chosen}
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
                f"{name}, sheet “{sheet.title}”, after row {len(rows)}: the sheet is damaged.",
                sheet.title,
                len(rows) + 1,
            ) from error
        _check_room(sheet.title, name, number, len(cells), room)
        values = (ErrorCell(cell.value) if cell.data_type == "e" else cell.value for cell in cells)
        rows.append(trimmed(_text(value, sheet.title, name, number) for value in values))


def _check_count(titles: Collection[str], name: str) -> None:
    if len(titles) > MOST_SHEETS:
        raise BadSheet(f"{name} has more than {MOST_SHEETS} sheets.")


def _check_room(title: str, name: str, number: int, width: int, room: list[int]) -> None:
    room[0] -= width
    if number > MOST_ROWS or width > MOST_COLUMNS or room[0] < 0:
        raise _at("the sheet is too large to read.", title, name, number)


def _at(message: str, title: str, name: str, number: int) -> BadSheet:
    return BadSheet(f"{name}, sheet “{title}”, row {number}: {message}", title, number)


def _text(value: Any, title: str, name: str, number: int) -> str:
    if isinstance(value, ErrorCell):
        wrong = f"a cell holds the error {value}. Put it right and try again."
        raise _at(wrong, title, name, number)
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
        raise _at(f"a cell holds {len(text)} characters.", title, name, number)
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


def _check_size(rows: list[list[str]], name: str) -> None:
    if len(rows) > MOST_ROWS or sum(map(len, rows)) > MOST_CELLS:
        raise BadSheet(f"{name} is too large to read: at most {MOST_ROWS} rows fit.")
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in row):
            raise BadSheet(f"{name}, row {number}: the row is too large to read.")


def _without_empty_end(rows: list[list[str]]) -> list[list[str]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows

"""The old binary workbooks (.xls): cells as values, through `xlrd`."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.biffh import (
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_ERROR,
    XL_CELL_NUMBER,
    XL_CELL_TEXT,
    XLRDError,
    error_text_from_code,
)
from xlrd.xldate import XLDateError, xldate_as_datetime

MARK = b"\xd0\xcf\x11\xe0"  # an OLE file: .xls, but also .doc and locked .xlsx


class BadBook(ValueError):
    """The bytes are no old workbook, or a damaged one. The message is half a sentence."""


class OldBook:
    """An open .xls: `names` of its sheets, and the rows of one at a time. Raises BadBook."""

    def __init__(self, data: bytes) -> None:
        self._book = _opened(data)
        self.names: list[str] = self._book.sheet_names()

    def rows(self, name: str) -> Iterator[list[Any]]:
        """Numbers, texts, booleans and dates are Python's own; an error cell is an `ErrorCell`,
        and what is empty is None. Rows are as long as what stands in them."""
        yield from _rows(self._book, name)


class ErrorCell(str):
    """What a cell shows instead of a result, such as #REF!."""


def _opened(data: bytes) -> Any:
    try:
        return xlrd.open_workbook(  # type: ignore[no-untyped-call]
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise BadBook("is locked with a password") from error
        raise BadBook("is an old or locked Office file without a workbook in it") from error
    except Exception as error:  # its parser raises whatever damaged bytes lead to
        raise BadBook("is a damaged old workbook") from error


def _rows(book: Any, name: str) -> Iterator[list[Any]]:
    try:
        sheet = book.sheet_by_name(name)
        for number in range(sheet.nrows):
            yield [_value(cell, book.datemode) for cell in sheet.row(number)]
        book.unload_sheet(name)
    except Exception as error:  # its parser raises whatever damaged bytes lead to
        raise BadBook(f"has a damaged sheet “{name}”") from error


def _value(cell: Any, datemode: int) -> Any:
    kind, value = cell.ctype, cell.value
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    if kind == XL_CELL_DATE:
        return _date(value, datemode)
    if kind == XL_CELL_ERROR:
        return ErrorCell(error_text_from_code.get(value, "#ERROR"))
    return value if kind in {XL_CELL_TEXT, XL_CELL_NUMBER} else None


def _date(value: float, datemode: int) -> Any:
    try:
        moment: dt.datetime = xldate_as_datetime(value, datemode)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, XLDateError):
        return value  # shown as a number where it is no day that there was
    # A cell with a time alone counts from day nought.
    return moment.time() if 0 <= value < 1 else _whole(moment)


def _whole(moment: dt.datetime) -> dt.datetime:
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)

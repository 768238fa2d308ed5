"""Rows of text as a workbook (.xlsx)."""

import io
import re
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Font

_LONGEST_TITLE = 31  # what spreadsheets allow as the name of a sheet
# What XML 1.0 has no place for: most controls, halves of a pair, and two that are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_sheets(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """An .xlsx whose cells are all text, the first row of each sheet bold.

    Nothing is ever a formula: a cell that begins with “=” shows just that. Characters that no
    workbook can hold are left out.
    """
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:_LONGEST_TITLE])
        for number, cells in enumerate(rows):
            row = []
            for text in cells:
                cell = WriteOnlyCell(sheet, value=_UNWRITABLE.sub("", text))
                cell.data_type = "s"
                if not number:
                    cell.font = Font(bold=True)
                row.append(cell)
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

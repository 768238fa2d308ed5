"""Workbooks for tests: as they are written today, and with parts that are spoilt."""

import io
import zipfile

from openpyxl import Workbook


def workbook(**rows_of):
    book = Workbook()
    book.remove(book.active)
    for title, rows in rows_of.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data, **parts):
    """The same workbook with some parts in its zip replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rsplit("/")[-1].split(".")[0], old.read(name)))
    return out.getvalue()

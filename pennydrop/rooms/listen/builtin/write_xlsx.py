"""Writes seven-questions.xlsx from seven-questions.md, which is the one to edit.

Run after an edit: `python pennydrop/rooms/listen/builtin/write_xlsx.py`. A test holds the two
to the same words.
"""

from pathlib import Path

from openpyxl import Workbook

from pennydrop.core.documents.sheets import read_sheets

HERE = Path(__file__).parent
SOURCE = HERE / "seven-questions.md"
TARGET = HERE / "seven-questions.xlsx"


def write() -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in read_sheets(SOURCE.read_bytes(), SOURCE.name).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(TARGET)


if __name__ == "__main__":
    write()

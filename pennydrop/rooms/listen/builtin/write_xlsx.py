"""Writes each form's .xlsx from its .md, which is the one to edit.

Run after an edit: `python pennydrop/rooms/listen/builtin/write_xlsx.py`. A test holds the two
to the same words.
"""

from pathlib import Path

from openpyxl import Workbook

from pennydrop.core.documents.sheets import read_sheets

HERE = Path(__file__).parent
FORMS = ("seven-questions", "seven-questions-close", "one-question")


def write(form: str) -> None:
    source = HERE / f"{form}.md"
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in read_sheets(source.read_bytes(), source.name).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(HERE / f"{form}.xlsx")


if __name__ == "__main__":
    for name in FORMS:
        write(name)

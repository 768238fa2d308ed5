"""Whatever is unsafe or broken in a spreadsheet is named and refused."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.documents import sheets
from pennydrop.core.documents.sheets import BadSheet, read_sheets
from tests.core.workbooks import repacked, workbook


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.x is empty"),
        (b" \n", "a.x is empty"),
        (b"PK\x03\x04 nonsense", "a.x cannot be opened: it is damaged or locked"),
        (b"\xd0\xcf\x11\xe0 old", "Save it as .xlsx"),
        (b"a,b\n1,\xff\n", "a.x, line 2: this is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.x is a picture, not a spreadsheet"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.x is a picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a.x is a picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a.x is a PDF, not a spreadsheet"),
        (b"a,b\nc\0d", "a.x, line 2: this is not a spreadsheet"),
        (b'a,b\n"1,2\n', "a.x, line 2: unexpected end of data"),
        (b"," * 1001 + b"x", "a.x, row 1: the row is too large"),
    ],
)
def test_what_cannot_be_read_is_named(data, said):
    with pytest.raises(BadSheet, match=said):
        read_sheets(data, "a.x")


def test_other_zip_files_are_called_what_they_are():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    with pytest.raises(BadSheet, match="a.xlsx is a Word document"):
        read_sheets(out.getvalue(), "a.xlsx")


def test_a_cell_with_an_error_is_named_by_sheet_and_row():
    with pytest.raises(BadSheet, match="sheet “survey”, row 2: a cell holds the error #REF!"):
        read_sheets(workbook(survey=[["a"], ["#REF!"]]), "a.xlsx")


def test_a_damaged_sheet_is_named():
    whole = workbook(survey=[["a"], ["b"]])
    rows = "".join(f"<row r='{n}'><c r='A{n}'><v>1</v></c></row>" for n in range(1, 9001))
    cut = f"<dimension ref='A1:A9000'/><sheetData>{rows}<row".encode()
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = repacked(whole, sheet1=b"<worksheet " + space + b">" + cut)
    with pytest.raises(BadSheet, match=r"sheet “survey”, after row \d+: the sheet is damaged"):
        read_sheets(data, "a.xlsx")
    with pytest.raises(BadSheet, match="a.xlsx cannot be read as .xlsx: it is damaged"):
        read_sheets(repacked(whole, sheet1=b"<worksheet><sheetData><row"), "a.xlsx")


@pytest.mark.parametrize("inside", [b'<!DOCTYPE a SYSTEM "a.dtd">', b'<!ENTITY b "ha">'])
def test_entities_are_refused(inside):
    bomb = b'<?xml version="1.0"?>' + inside + b"<a>&c;</a>"
    with pytest.raises(BadSheet, match="declarations of its own"):
        read_sheets(repacked(workbook(s=[["a"]]), sheet1=bomb), "a.xlsx")


def test_what_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 2 * 1024 * 1024)
    data = repacked(workbook(s=[["a"]]), sheet1=b" " * 3 * 1024 * 1024)
    with pytest.raises(BadSheet, match="unpacks to more than 2 MB"):
        read_sheets(data, "a.xlsx")


def test_a_large_file_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(sheets, "LARGEST_FILE", 1024 * 1024)
    with pytest.raises(BadSheet, match="at most 1 MB"):
        read_sheets(b"a" * 1024 * 1024 + b"b", "a.csv")


def test_a_row_number_that_lies_is_stopped(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 50)
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(BadSheet, match="row 51: the sheet is too large"):
        read_sheets(repacked(workbook(s=[["a"]]), sheet1=far), "a.xlsx")


def test_a_width_that_lies_is_not_believed():
    lying = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD9"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        b"</worksheet>"
    )
    assert read_sheets(repacked(workbook(s=[["a"]]), sheet1=lying), "a.xlsx") == {"s": [["1"]]}


def test_too_many_cells_are_stopped(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_CELLS", 5)
    with pytest.raises(BadSheet, match="sheet “t”, row 1: the sheet is too large"):
        read_sheets(workbook(s=[["a", "b"], ["c", "d"]], t=[["e", "f"]]), "a.xlsx")


@settings(deadline=None, max_examples=30)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda rest: b"PK\x03\x04" + rest))
def test_no_bytes_raise_anything_else(data):
    try:
        read_sheets(data, "a.x")
    except BadSheet as error:
        assert "a.x" in str(error)

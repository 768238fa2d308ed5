"""Spreadsheets come in as text by row; whatever is unsafe or broken is named and refused."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pennydrop.core.documents import sheets
from pennydrop.core.documents.sheets import BadSheet, read_sheets
from pennydrop.core.documents.sheets_writing import write_sheets
from tests.core.old_workbook import old_workbook


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


def test_cells_are_text_and_rows_keep_their_numbers():
    data = workbook(
        survey=[
            ["type", "name", None],
            [None],
            ["text", 3, 2.5, True, dt.date(2026, 3, 2), dt.datetime(2026, 3, 2, 9, 30), "é"],
            [None, " "],
        ],
        choices=[["list_name"]],
    )
    assert read_sheets(data, "a.xlsx") == {
        "survey": [
            ["type", "name"],
            [],
            ["text", "3", "2.5", "TRUE", "2026-03-02", "2026-03-02T09:30:00", "é"],
        ],
        "choices": [["list_name"]],
    }


def test_a_file_is_what_its_bytes_are():
    assert read_sheets(workbook(s=[["a"]]), "wrong-name.csv") == {"s": [["a"]]}
    assert read_sheets(b"a,b\n1,2", "wrong-name.xlsx") == {"wrong-name": [["a", "b"], ["1", "2"]]}


@pytest.mark.parametrize(
    "text",
    [
        b'a,b\r\n"1,\n5",2\r\n',
        b'\xef\xbb\xbfa;b\n"1,\n5";2',
        'a\tb\n"1,\n5"\t2'.encode("utf-16"),
    ],
)
def test_csv_comes_with_any_usual_separator_and_mark(text):
    assert read_sheets(text, "x.csv") == {"x": [["a", "b"], ["1,\n5", "2"]]}


def test_sheet_names_in_the_first_column_make_sheets():
    expected = {
        "survey": [["type", "name"], ["text", "why"]],
        "choices": [["list_name", "name"], ["yn", "a|b"]],
    }
    csv = b"survey,,\n,type,name\n,text,why\nchoices,,\n,list_name,name\n,yn,a|b\n"
    assert read_sheets(csv, "form.csv") == expected
    table = """
    | survey  |           |       |
    |         | type      | name  |
    |---------|-----------|-------|
    |         | text      | why   |
    | choices |           |       |
    |         | list_name | name  |
    |         | yn        | a\\|b |
    """
    assert read_sheets(table.encode(), "form.md") == expected


def test_a_formula_is_its_last_result():
    book = Workbook()
    book.active.append(["=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert read_sheets(out.getvalue(), "a.xlsx") == {"Sheet": []}  # never calculated: nothing


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


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")).map(
    lambda text: f"x{text}"
)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_text_comes_back_from_a_workbook_as_it_was(rows):
    kept = [["'" + cell for cell in row] for row in rows]
    assert read_sheets(workbook(s=kept), "a.xlsx") == {"s": kept}


@settings(deadline=None, max_examples=30)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda rest: b"PK\x03\x04" + rest))
def test_no_bytes_raise_anything_else(data):
    try:
        read_sheets(data, "a.x")
    except BadSheet as error:
        assert "a.x" in str(error)


OLD = {
    "survey": [
        ["type", "name"],
        [None],
        ["text", 3, 2.5, True, (46083,), (46083.5,), (0.25,), "é “x”"],
    ],
    "other": [["a"]],
}


def test_an_old_workbook_is_read_whatever_its_name():
    assert read_sheets(old_workbook(OLD), "form.xlsx") == {
        "survey": [
            ["type", "name"],
            [],
            ["text", "3", "2.5", "TRUE", "2026-03-02", "2026-03-02T12:00:00", "06:00:00", "é “x”"],
        ],
        "other": [["a"]],
    }


def test_an_error_in_an_old_workbook_is_named_by_its_place():
    with pytest.raises(BadSheet, match="sheet “s”, row 2: a cell holds the error #REF!") as raised:
        read_sheets(old_workbook({"s": [["a"], ["#REF!"]]}), "a.xls")
    assert (raised.value.sheet, raised.value.row) == ("s", 2)


def test_an_old_workbook_has_limits_too(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_CELLS", 3)
    with pytest.raises(BadSheet, match="sheet “s”, row 2: the sheet is too large"):
        read_sheets(old_workbook({"s": [["a", "b"], ["c", "d"]]}), "a.xls")
    monkeypatch.setattr(sheets, "MOST_SHEETS", 1)
    with pytest.raises(BadSheet, match="more than 1 sheets"):
        read_sheets(old_workbook(OLD), "a.xls")


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5631), st.binary(max_size=4))))
def test_a_damaged_old_workbook_raises_nothing_else(changes):
    data = bytearray(old_workbook(OLD))
    for _, at, new in changes:
        data[at : at + len(new)] = new
    try:
        read_sheets(bytes(data), "a.x")
    except BadSheet as error:
        assert "a.x" in str(error)


@pytest.mark.parametrize("read", [old_workbook, lambda rows: workbook(**rows)])
def test_only_the_sheets_that_are_wanted_are_read(read):
    data = read({"Survey": [["a"]], "sums": [["#REF!"]]})
    assert read_sheets(data, "a.x", {"survey"}) == {"Survey": [["a"]]}
    with pytest.raises(BadSheet, match="#REF!"):
        read_sheets(data, "a.x", {"choices"})


@pytest.mark.parametrize(
    "text",
    [
        "survey\n;type;name\n;text;why\n",
        "sep=;\nsurvey;;\n;type;name\n;text;why\n",
        "survey,type,name\n,text,why\n",
        "# a form\n| survey |\n| | type | name |\n\n| | text | why |\nThat is all.\n",
        "| survey | type | name |\n| | text | why |\n",
    ],
)
def test_forms_as_text_come_in_many_shapes(text):
    assert read_sheets(text.encode(), "x.csv") == {"survey": [["type", "name"], ["text", "why"]]}


def test_a_table_that_is_no_form_keeps_its_first_column():
    rows = [["speaker", "text"], ["survey", "x"], ["", "y"]]
    assert read_sheets(b"speaker,text\nsurvey,x\n,y\n", "t.csv") == {"t": rows}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(CELLS | st.just("=1+1") | st.just("#REF!"), min_size=1, max_size=3)))
def test_what_is_written_is_read_again_and_never_a_formula(rows):
    kept = [[f"{cell}|" if cell.startswith("x") else cell for cell in row] for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    assert read_sheets(write_sheets({"s": kept}), "a.xlsx") == {"s": kept}


def test_what_no_workbook_can_hold_is_left_out():
    assert read_sheets(write_sheets({"s": [["a\x00b\x1f"]]}), "a.xlsx") == {"s": [["ab"]]}

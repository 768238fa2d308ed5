"""Spreadsheets come in as text by row, whatever their shape."""

import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pennydrop.core.documents.sheets import BadSheet, read_sheets
from pennydrop.core.documents.sheets_writing import write_sheets
from tests.core.old_workbook import old_workbook
from tests.core.workbooks import workbook


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


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff")
).map(lambda text: f"x{text}")


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_text_comes_back_from_a_workbook_as_it_was(rows):
    kept = [["'" + cell for cell in row] for row in rows]
    assert read_sheets(workbook(s=kept), "a.xlsx") == {"s": kept}


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
    held = write_sheets({"s": [["a\x00b\x1f", "\ufffec\uffff", "d\ud800e"]]})
    assert read_sheets(held, "a.xlsx") == {"s": [["ab", "c", "de"]]}

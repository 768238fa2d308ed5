"""Workbooks of the old kind are read too, and their faults are named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.documents import sheets
from pennydrop.core.documents.sheets import BadSheet, read_sheets
from tests.core.old_workbook import old_workbook

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


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5631), st.binary(max_size=4))))
def test_a_damaged_old_workbook_raises_nothing_else(changes):
    data = bytearray(old_workbook(OLD))
    for _, at, new in changes:
        data[at : at + len(new)] = new
    try:
        read_sheets(bytes(data), "a.x")
    except BadSheet as error:
        assert "a.x" in str(error)

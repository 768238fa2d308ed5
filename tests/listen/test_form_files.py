"""Forms as files: every kind that people bring, the command that checks them, and back again."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from pyxform.xls2xform import convert

from pennydrop.core.documents.sheets_writing import write_sheets
from pennydrop.rooms.listen.queries.form_files import NoForm, read_form_file, write_xlsx
from pennydrop.rooms.listen.rules.form import FormProblems, form_from_json, form_to_json
from pennydrop.web.cli import main
from tests.core.old_workbook import old_workbook

SHARED = Path(__file__).parents[2] / "../shared/data/xlsforms"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the shared forms are not beside the repository"
)
# How many questions a person can be asked, by what the forms' own converter makes of them, notes
# and fields that can only be read left out.
ASKED = {
    "1-validation.xml": 6, "13-repeat-count.xml": 2, "choice_filter_test.xlsx": 3,
    "ifrc-distribution-site-assessment-v1.xlsx": 87, "or_other.xlsx": 3,
    "socio-economic-survey-v20240515.xlsx": 16, "xlsform_spec_test.xlsx": 27,
}  # fmt: skip
ROWS = [["type", "name", "label"], ["text", "a", "A"], ["integer", "b", "B"]]
MARKDOWN = "| survey |\n| | type | name | label |\n| | text | a | A |\n| | integer | b | B |\n"
XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>{model}
 <instance><data id="t"><a/><b/></data></instance>
 <bind nodeset="/data/b" type="int"{bind}/></model></h:head>
 <h:body><input ref="/data/a"><label>A</label></input>
 <input ref="/data/b"><label>B</label></input></h:body></h:html>"""


@needs_shared
@pytest.mark.parametrize("name", ASKED)
def test_forms_from_the_world_are_read_kept_and_given_back(name):
    form = read_form_file((SHARED / name).read_bytes(), name)
    assert len(form.questions()) == ASKED[name]
    assert form_from_json(form_to_json(form)) == form
    again = read_form_file(write_xlsx(form), "again.xlsx")
    assert again.without_remarks() == form.without_remarks()


@needs_shared
@pytest.mark.parametrize("name", [name for name in ASKED if name != "13-repeat-count.xml"])
def test_what_we_give_back_is_taken_by_another_tool(name):
    form = read_form_file((SHARED / name).read_bytes(), name)
    assert convert(io.BytesIO(write_xlsx(form)), file_type=".xlsx").xform


@pytest.mark.parametrize(
    "data",
    [
        write_sheets({"survey": ROWS}), write_sheets({"Tabelle1": ROWS}),
        old_workbook({"survey": ROWS}), MARKDOWN.encode(), MARKDOWN.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbfsurvey;;;\n;type;name;label\n;text;a;A\n;integer;b;B\n",
        b"type,name,label\ntext,a,A\ninteger,b,B\n",
        "type\tname\tlabel\ntext\ta\tA\ninteger\tb\tB\n".encode("utf-16"),
        XFORM.format(model="", bind="").encode(),
        ("\n" + XFORM.format(model="", bind="")).encode("utf-16"),
    ],
    ids=["xlsx", "one sheet", "xls", "md", "md crlf", "csv ;", "csv", "tsv", "xml", "xml 16"],
)  # fmt: skip
def test_a_form_is_told_by_its_bytes(data):
    form = read_form_file(data, "whatever.xlsx")
    assert [(q.name, str(q.label), q.kind) for q in form.questions()] == [
        ("a", "A", "text"), ("b", "B", "integer"),
    ]  # fmt: skip


def test_cells_that_a_spreadsheet_changed_are_what_was_meant():
    book = Workbook()
    book.active.title = "survey"
    for row in (["type", "name", "label", "required", "default"],
                [" select_one  yn\xa0", "a", " What\xa0now? ", True, 3.0],
                [None, None, " ", None, None]):  # fmt: skip
        book.active.append(row)
    choices = book.create_sheet("choices")
    for row in (["list_name", "name", "label"], ["yn", 1.0, "One"], ["yn", 2, 2.5]):
        choices.append(row)
    book.active.merge_cells("A5:C9")
    out = io.BytesIO()
    book.save(out)
    (question,) = read_form_file(out.getvalue(), "a.xlsx").questions()
    assert (str(question.label), question.required, question.default) == (
        "What now?",
        "true()",
        "3",
    )
    assert [(c.name, str(c.label)) for c in question.choices] == [("1", "One"), ("2", "2.5")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"), (b"\x89PNG\r\n\x1a\n\x00", "is a picture"), (b"PK\x03\x04", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "Save it as .xlsx"), (b"<html/>", "no ODK XForm"),
        (b"<a><b></a>", "damaged XML"), (b"<?xml version='1.0' encoding='nope'?><a/>", "damaged"),
        (b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>', "declarations of its own"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_said(data, said):
    with pytest.raises(NoForm, match=said):
        read_form_file(data, "a.x")


def test_an_xform_with_a_fault_names_the_node():
    data = XFORM.format(model="", bind=' relevant="/data/c = 1"').encode()
    with pytest.raises(FormProblems) as raised:
        read_form_file(data, "a.xml")
    (problem,) = raised.value.problems
    assert (problem.sheet, problem.row, problem.column) == ("XForm", 0, "relevant")
    assert problem.message.startswith("/data/b: “/data/c” leads to no question")


@pytest.fixture
def check(tmp_path, capsys):
    def run(data, *more):
        path = tmp_path / "form.any"
        path.write_bytes(data)
        status = main(["form", "check", str(path), *more])
        return status, capsys.readouterr().out

    return run


def test_the_command_says_that_a_form_can_be_used(check):
    status, out = check(MARKDOWN.encode() + b"| | deviceid | d | |\n", "--json")
    found = json.loads(out)
    assert (status, found["ok"], found["questions"], found["errors"]) == (0, True, 2, [])
    assert found["notes"][0]["row"] == 4
    assert check(MARKDOWN.encode())[1].endswith("form.any can be used: 2 questions to answer.\n")


def test_the_command_names_every_error(check):
    data = MARKDOWN.encode() + b"| | txet | c | C |\n| | select_one x | d | D |\n"
    status, out = check(data, "--json")
    found = json.loads(out)
    assert (status, found["ok"], found["questions"]) == (1, False, 0)
    assert [(e["sheet"], e["row"], e["column"]) for e in found["errors"]] == [
        ("survey", 4, "type"), ("survey", 5, "type"),
    ]  # fmt: skip
    assert all(set(e) == {"sheet", "row", "column", "message"} for e in found["errors"])
    assert "Put right: sheet “survey”, row 4, column “type”: “txet”" in check(data)[1]


@pytest.mark.parametrize("data", [b"", b"hello\n", b"a,b\n1,2\n", b"<a/>", b"PK\x03\x04 nonsense"])
def test_the_command_says_when_a_file_is_no_form(check, data):
    status, out = check(data, "--json")
    found = json.loads(out)
    assert status == 2 and found["ok"] is False and found["errors"][0]["message"]
    assert check(data)[0] == 2


def test_the_command_says_when_there_is_no_file(capsys, tmp_path):
    assert main(["form", "check", str(tmp_path / "none"), "--json"]) == 2
    assert "cannot be read" in json.loads(capsys.readouterr().out)["errors"][0]["message"]
    assert main(["form", "check", str(tmp_path)]) == 2


def test_a_broken_cell_is_an_error_with_its_place(check):
    data = old_workbook({"survey": [*ROWS, ["#REF!"]]})
    status, out = check(data, "--json")
    (error,) = json.loads(out)["errors"]
    assert (status, error["sheet"], error["row"]) == (1, "survey", 4)

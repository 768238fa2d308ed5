"""Any form that the standard allows is read, kept and given back; any change to it is read or
refused, and nothing else ever happens."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from pennydrop.core.documents.sheets_writing import write_sheets
from pennydrop.rooms.listen.queries.form_files import NoForm, read_form_file, write_xlsx
from pennydrop.rooms.listen.rules.form import FormProblems, form_from_json, form_to_json, read_form
from tests.listen.any_form import forms
from tests.listen.test_form_xforms import TABLE

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(forms())
def test_any_valid_form_is_read_kept_and_given_back(sheets):
    form = read_form_file(write_sheets(sheets), "a.xlsx")
    assert form.questions() and form == read_form(sheets, "a")
    assert form_from_json(form_to_json(form)) == form
    assert read_form_file(write_xlsx(form), "b.xlsx").without_remarks() == form.without_remarks()


@SLOW
@given(forms())
def test_any_valid_form_is_one_for_another_tool_before_and_after(sheets):
    assert convert(io.BytesIO(write_sheets(sheets)), file_type=".xlsx").xform
    form = read_form(sheets)
    assert convert(io.BytesIO(write_xlsx(form)), file_type=".xlsx").xform


NOISE = ["", "text", "txet", "begin_group", "end_repeat", "${nobody}", "1 +", "foo()", "a b", "q0",
         "select_one", "select_one nope", "start=x", "yes", "(", "'", "${", "${last}", ".", "..",
         "begin loop over yn", "calculate", "\x00", "x" * 300, "/data/zz", "end_group"]  # fmt: skip


@st.composite
def mutated(draw):
    sheets = {name: [list(row) for row in rows] for name, rows in draw(forms()).items()}
    for _ in range(draw(st.integers(1, 3))):
        sheet = sheets[draw(st.sampled_from(sorted(sheets)))]
        row = sheet[draw(st.integers(0, len(sheet) - 1))]
        act = draw(st.sampled_from(["cell", "cell", "cell", "drop", "twice"]))
        if act == "drop":
            sheet.remove(row)
        elif act == "twice":
            sheet.append(list(row))
        elif row:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(NOISE))
        sheet.append([])
    return sheets


@SLOW
@given(mutated())
def test_any_change_is_read_or_refused_with_a_place(sheets):
    try:
        form = read_form(sheets, "b")
    except FormProblems as refused:
        for problem in refused.problems:
            assert problem.sheet in sheets and problem.message.endswith((".", "?"))
            assert problem.row <= len(sheets[problem.sheet])
    else:
        again = read_form_file(write_xlsx(form), "b.xlsx")
        assert again.without_remarks() == form.without_remarks()


@SLOW
@given(mutated())
def test_what_another_tool_refuses_for_its_shape_we_refuse_too(sheets):
    """Their reader as a judge of ours: unbalanced groups, unknown types, lists and names."""
    told = ("Unknown question type", "Unmatched", "List name not in", "Question with no type",
            "Could not find the name", "no label or hint", "Missing calculation")  # fmt: skip
    try:
        convert(io.BytesIO(write_sheets(sheets)), file_type=".xlsx")
    except PyXFormError as theirs:
        if not any(words in str(theirs) for words in told) or _left_out(sheets):
            return
        try:
            read_form(sheets)
        except FormProblems:
            return
        raise AssertionError(f"we took what they refuse: {theirs}") from theirs
    except Exception:  # their own crashes judge nothing
        return


def _left_out(sheets):
    """Rows that we leave out are not read, so their other cells are no faults here."""
    ours = ("start", "today", "deviceid", "username", "geoshape")
    return any(row and row[0] in ours for row in sheets["survey"])


XML = convert(TABLE).xform


@SLOW
@given(st.lists(st.tuples(st.integers(0, len(XML)), st.integers(0, 40), st.sampled_from(
    ["", "<a>", "</a>", "&", "x", "/data/zz", "'", "ref=''", "<item/>", "\x00"])), min_size=1,
    max_size=3))  # fmt: skip
def test_any_change_to_an_xform_is_read_or_refused(changes):
    text = XML
    for at, length, new in changes:
        text = text[:at] + new + text[at + length :]
    try:
        form = read_form_file(text.encode(), "a.xml")
    except (NoForm, FormProblems) as refused:
        assert str(refused)
    else:
        assert form_from_json(form_to_json(form)) == form


@SLOW
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<{text}".encode()))
def test_no_bytes_raise_anything_else(data):
    try:
        read_form_file(data, "a.x")
    except (NoForm, FormProblems) as refused:
        assert str(refused)

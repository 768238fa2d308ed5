"""The seven questions and the sheets that ship with the product."""

from io import BytesIO
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.rooms.listen.rules.asking import ASKING, NOT_SURE_IS_NO
from pennydrop.rooms.listen.rules.form import Kind, form_from_json, form_to_json, plain, read_form
from pennydrop.rooms.listen.rules.sheet import fill_sheet, split_sheet
from tests.listen.reading_age import grade

SHIPPED = Path(__file__).parents[2] / "pennydrop/rooms/listen/builtin"
XLSX = (SHIPPED / "seven-questions.xlsx").read_bytes()
HARDEST_GRADE = 6


def shipped_form():
    return read_form(read_sheets(XLSX, "seven-questions.xlsx"))


def test_it_asks_the_seven_questions_and_drops_nothing():
    form = shipped_form()
    assert [q.name for q in form.questions()] == [
        "start", "change", "harms", "barriers", "services", "help", "recovery",
    ]  # fmt: skip
    assert form.remarks == ()
    for question in form.questions():
        assert question.kind is Kind.TEXT and not question.required
        assert str(question.label).endswith("?")
        assert len(str(question.hint)) > 20 and 0 < len(str(question.short)) <= 28
    assert form.question("barriers").tile == plain("Not being believed")


def test_another_xlsform_tool_takes_it_without_a_warning():
    warnings = []
    made = convert(BytesIO(XLSX), warnings=warnings, file_type=".xlsx")
    assert warnings == []
    assert made.xform.count("<input ") == 7


def test_the_spreadsheet_says_what_its_source_says():
    source = (SHIPPED / "seven-questions.md").read_bytes()
    assert read_sheets(XLSX, "a.xlsx") == read_sheets(source, "a.md")


def test_it_is_the_same_after_being_stored():
    form = shipped_form()
    assert form_from_json(form_to_json(form)) == form


def participant_texts():
    sheet = split_sheet((SHIPPED / "information-sheet.md").read_text())
    yield "short sheet", sheet.short
    yield "details", sheet.details
    yield "limits", (SHIPPED / "confidentiality.md").read_text()
    asked = [f"{q.label}\n\n{q.hint}" for q in shipped_form().questions()]
    yield "questions", "\n\n".join(asked)
    for scope, asking in ASKING.items():
        yield scope.value, f"{asking.question}\n\n{asking.meaning}\n\n{asking.no}"


@pytest.mark.parametrize(("name", "text"), list(participant_texts()))
def test_reading_age_is_nine_to_eleven(name, text):
    assert grade(text) <= HARDEST_GRADE


@pytest.mark.parametrize(("name", "text"), list(participant_texts()))
def test_no_text_promises_more_than_we_can_keep(name, text):
    assert "anonym" not in text.lower()
    assert "addict" not in text.lower() and "abuse" not in text.lower()


def test_the_measure_tells_hard_from_easy():
    hard = (
        "Participation necessitates comprehensive authorisation regarding institutional "
        "confidentiality and subsequent dissemination of de-identified contributions."
    )
    assert grade(hard) > 15 > HARDEST_GRADE > grade("You can stop. You can come back.")
    assert "counts as no" in NOT_SURE_IS_NO


def test_the_sheet_says_what_must_be_said():
    whole = (SHIPPED / "information-sheet.md").read_text()
    text = fill_sheet(whole, organisation="Marsh Lane", substance="ketamine")
    assert "{" not in text and "Marsh Lane" in text
    for said in ("private code", "lose the code", "court", "999", "complain"):
        assert said in text + (SHIPPED / "confidentiality.md").read_text() or said == "complain"
    assert "not happy" in text and "Information Commissioner" in text
    sheet = split_sheet(text)
    assert "take" in sheet.short and "made public" in sheet.details


def test_a_sheet_in_one_part_has_no_details():
    assert split_sheet("# One\r\n\r\nTwo").details == ""
    assert split_sheet("One\r\n\r\n---\r\nTwo").details == "Two"

"""The seven questions and the sheets that ship with the product."""

from io import BytesIO
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.rooms.listen.models.gate import BELOW_AGE
from pennydrop.rooms.listen.models.studies import WHOM
from pennydrop.rooms.listen.queries.builtin import information_sheet, seven_questions
from pennydrop.rooms.listen.rules.age import age_question
from pennydrop.rooms.listen.rules.asking import (
    ASKING,
    CLEAR_HEAD_ASKED,
    NOT_SURE_IS_NO,
    SAY_AGAIN_TITLE,
    say_again,
)
from pennydrop.rooms.listen.rules.form import Kind, form_from_json, form_to_json, plain, read_form
from pennydrop.rooms.listen.rules.gate import Settings
from pennydrop.rooms.listen.rules.sheet import facts_of, fill_sheet, split_sheet
from tests.listen.entered import ENTERED, EVALUATION
from tests.listen.reading_age import grade

SHIPPED = Path(__file__).parents[2] / "pennydrop/rooms/listen/builtin"
XLSX = (SHIPPED / "seven-questions.xlsx").read_bytes()
HARDEST_GRADE = 6
SETTINGS = {
    "by days": Settings(**ENTERED),
    "until publication": Settings(
        **{**ENTERED, **EVALUATION, "take_back": "publication", "below_age": "with_adult"}
    ),
}


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


@pytest.mark.parametrize("form", ["seven-questions", "seven-questions-close"])
def test_the_spreadsheet_says_what_its_source_says(form):
    source = (SHIPPED / f"{form}.md").read_bytes()
    spreadsheet = (SHIPPED / f"{form}.xlsx").read_bytes()
    assert read_sheets(spreadsheet, "a.xlsx") == read_sheets(source, "a.md")


def test_people_close_to_somebody_are_asked_about_their_own_life():
    form = form_from_json(seven_questions(whom="affected"))
    assert [q.name for q in form.questions()] == [q.name for q in shipped_form().questions()]
    sheet = information_sheet(organisation="Marsh Lane", substance="ketamine", whom="affected")
    assert "What the other person did or feels is theirs" in sheet
    assert "{" not in sheet


def test_it_is_the_same_after_being_stored():
    form = shipped_form()
    assert form_from_json(form_to_json(form)) == form


def participant_texts():
    for whom in WHOM:
        text = information_sheet(organisation="Marsh Lane", substance="ketamine", whom=whom)
        yield f"short sheet, {whom}", split_sheet(text).short
        yield f"details, {whom}", split_sheet(text).details
        form = form_from_json(seven_questions(whom=whom))
        asked = [f"{q.label}\n\n{q.hint}" for q in form.questions()]
        yield f"questions, {whom}", "\n\n".join(asked)
    yield "limits", (SHIPPED / "confidentiality.md").read_text()
    for name, settings in SETTINGS.items():
        facts = facts_of(settings)
        yield f"who may be told, {name}", facts.told
        yield f"settings, {name}", facts.kept
    for below in BELOW_AGE:
        asked_age = age_question(16, below)
        yield f"age, {below}", f"{asked_age.question}\n\n{asked_age.hint}"
        yield f"younger, {below}", asked_age.younger
    yield "say it again", " ".join((*CLEAR_HEAD_ASKED, SAY_AGAIN_TITLE, say_again(14)))
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

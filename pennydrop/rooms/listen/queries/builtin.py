"""What ships with the product for a study to start from: form, information sheet, limits."""

from pathlib import Path
from typing import Any

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.rooms.listen.rules.form import form_to_json, read_form
from pennydrop.rooms.listen.rules.sheet import fill_sheet

SHIPPED = Path(__file__).parents[1] / "builtin"


FORMS = {"affected": "seven-questions-close.xlsx"}
SHEETS = {"affected": "information-sheet-close.md"}


def seven_questions(*, whom: str = "both") -> dict[str, Any]:
    """The seven questions as a stored form (see `form_from_json`); those for people close to
    somebody who uses ask about their own life."""
    path = SHIPPED / FORMS.get(whom, "seven-questions.xlsx")
    return form_to_json(read_form(read_sheets(path.read_bytes(), path.name)))


def information_sheet(*, organisation: str, substance: str, whom: str = "both") -> str:
    """The shipped sheet in Markdown, for one organisation and one substance."""
    text = (SHIPPED / SHEETS.get(whom, "information-sheet.md")).read_text(encoding="utf-8")
    return fill_sheet(text, organisation=organisation, substance=substance, whom=whom)


def limits_of_confidentiality() -> str:
    return (SHIPPED / "confidentiality.md").read_text(encoding="utf-8")

"""What ships with the product for a study to start from: form, information sheet, limits."""

from pathlib import Path
from typing import Any

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.rooms.listen.rules.form import form_to_json, read_form
from pennydrop.rooms.listen.rules.sheet import fill_sheet

SHIPPED = Path(__file__).parents[1] / "builtin"


def seven_questions() -> dict[str, Any]:
    """The seven questions as a stored form (see `form_from_json`)."""
    path = SHIPPED / "seven-questions.xlsx"
    return form_to_json(read_form(read_sheets(path.read_bytes(), path.name)))


def information_sheet(*, organisation: str, substance: str) -> str:
    """The shipped sheet in Markdown, for one organisation and one substance."""
    text = (SHIPPED / "information-sheet.md").read_text(encoding="utf-8")
    return fill_sheet(text, organisation=organisation, substance=substance)


def limits_of_confidentiality() -> str:
    return (SHIPPED / "confidentiality.md").read_text(encoding="utf-8")

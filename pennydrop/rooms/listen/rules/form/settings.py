"""The sheet `settings`: what the form is called, and what we never do with answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.form.model import Pairs, Remark
from pennydrop.rooms.listen.rules.form.sheet import Row, Table

# Settings that send answers elsewhere or empty the phone: answers stay here, so they mean nothing.
ELSEWHERE = frozenset(
    """
    submission_url public_key auto_send auto_delete sms_keyword sms_separator sms_allow_media
    sms_date_format sms_datetime_format sms_response client_editable
    """.split()
)
OWN = frozenset({"form_title", "form_id", "id_string", "version", "default_language", "name"})


@dataclass(frozen=True)
class Settings:
    row: Row
    root: str
    twice: bool
    remarks: tuple[Remark, ...]

    def get(self, name: str) -> str:
        return self.row.get(name)

    @property
    def kept(self) -> Pairs:
        return tuple(
            (name, text)
            for name, text in self.row.cells.items()
            if name not in OWN and name.lower() not in ELSEWHERE
        )


def read_settings(sheet: Table) -> Settings:
    row = next(sheet.rows(""), Row(sheet.name, sheet.top, {}, {}, {}))
    remarks = tuple(
        Remark(row.sheet, row.number, name, "this is left out: answers are never sent elsewhere.")
        for name in row.cells
        if name.lower() in ELSEWHERE
    )
    allowed = row.get("allow_choice_duplicates").lower() in {"yes", "true", "true()"}
    return Settings(row, row.get("name") or "data", allowed, remarks)


def merged(settings: Settings, told: Mapping[str, str]) -> dict[str, str]:
    """Title and id: from the sheet, else from rows of the survey that set them (an old way)."""
    named = {"form_id": settings.get("id_string"), **told}
    return {name: settings.get(name) or named.get(name, "") for name in ("form_title", "form_id")}

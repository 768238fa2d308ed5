"""What somebody carries from the two consents to their first answer: nothing is kept of it yet."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.utils import timezone

from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.listen.actions.cards import fresh_code
from pennydrop.rooms.listen.models import FormVersion, Sheet, Study
from pennydrop.rooms.listen.queries.answers import form_in, newest_form, newest_sheet, sheet_in
from pennydrop.rooms.listen.queries.walks import walk_for
from pennydrop.rooms.listen.rules.walking import Walk

PURPOSE = "before the first answer"


@dataclass(frozen=True)
class Path:
    """What somebody read and agreed to, and the code and opaque id that will be theirs once they
    answer; the language of the form and the size of text they want. `card`: they brought the code
    on a card. `clear_head`: False where they said that today is no clear-headed day. `came_by`: the
    place whose poster led here, 0 for none."""

    sheet: Sheet
    form: FormVersion
    code: str
    alone: bool
    person: UUID
    language: str = ""
    large: bool = False
    card: bool = False
    clear_head: bool = True
    came_by: int = 0

    def walk(self, answers: Mapping[str, str] = MappingProxyType({})) -> Walk:
        today = timezone.localdate()
        return walk_for(self.form, answers, seed=self.person, on=today, language=self.language)


def new_path(study: Study, *, large: bool, clear_head: bool = True, came_by: int = 0) -> Path:
    """A way in for somebody who has just agreed, with a code of their own."""
    sheet, form = newest_sheet(study), newest_form(study)
    if sheet is None or form is None:
        raise RuntimeError("An open study has a sheet and a form.")
    person = uuid.uuid4()
    return Path(
        sheet, form, fresh_code(), False, person, large=large, clear_head=clear_head,
        came_by=came_by,
    )  # fmt: skip


def sealed(path: Path) -> str:
    """The path as it travels in a form: encrypted, and dated by nothing."""
    value = {
        "v": path.sheet.pk.hex, "f": path.form.pk.hex, "c": path.code, "a": path.alone,
        "p": path.person.hex, "l": path.language, "b": path.large, "d": path.card,
        "h": path.clear_head, "w": path.came_by,
    }  # fmt: skip
    return close_ticket(value, purpose=PURPOSE)


def opened(study: Study, text: str) -> Path | None:
    """The path that came with a form; None where it is not ours, or not of this study."""
    ticket = open_ticket(text, purpose=PURPOSE)
    if ticket is None or "p" not in ticket:
        return None
    sheet = sheet_in(study.pk, UUID(ticket["v"]))
    form = form_in(study.pk, UUID(ticket["f"]))
    if sheet is None or form is None:
        return None
    return Path(
        sheet=sheet, form=form, code=ticket["c"], alone=ticket["a"], person=UUID(ticket["p"]),
        language=ticket["l"], large=ticket["b"], card=ticket.get("d", False),
        clear_head=ticket.get("h", True), came_by=ticket.get("w", 0),
    )  # fmt: skip

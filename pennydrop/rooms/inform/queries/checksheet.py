"""The table of the self-check as an organisation signs it, to read and to print."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from pennydrop.core.documents.copies import INVENTED
from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.documents.prose import plain
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.queries.selfcheck import Check
from pennydrop.rooms.inform.queries.walk import robot_of
from pennydrop.rooms.inform.rules.checksheet import Sheet, sheet_of
from pennydrop.rooms.inform.rules.claims import ClaimText, Side
from pennydrop.rooms.inform.rules.selfcheck import TABLE_KEY, Table

LAYOUTS = Path(__file__).parents[1] / "templates/inform/check"


def sheet_here(check: Check) -> Sheet:
    """The table with the steps as this organisation words them."""
    return sheet_of(check.table, check.claims, today=check.today)


def stands_for(table: Table, signed: ClaimText | None) -> bool:
    """Whether the claim in use here names this very table."""
    return signed is not None and table.mark in signed.text


def sheet_pdf(check: Check, organisation: UUID, *, on: dt.date) -> bytes:
    """The same as a tagged PDF with room to sign. Raises CannotPrint."""
    read = sheet_here(check)
    sheet = asdict(read)
    sheet["sources"] = [{"text": one.cited, "href": one.link} for one in read.sources]
    for question in sheet["questions"]:
        for row in question["rows"]:
            row["steps"] = [_said(step) for step in row["steps"]]
            row["grounds"] = [plain(text) for text in row["grounds"]]
    sheet["always"] = [_said(step) for step in sheet["always"]]
    claim = check.claims.get(TABLE_KEY)
    signed = claim.signed if claim is not None and stands_for(check.table, claim) else ()
    return render_template(
        LAYOUTS / "table.typ",
        sheet | {
            "organisation": Organisation.objects.get(pk=organisation).name,
            "invented": INVENTED if check.invented else "",
            "robot": robot_of(check).said,
            "sides": [side.value for side in Side],
            "signed": [
                f"{one.side.value}: {one.role}, {one.on:%-d %B %Y}, counts until "
                f"{one.review_by:%-d %B %Y}"
                for one in signed
            ],
        },
        date=on,
    )  # fmt: skip


def _said(step: dict[str, str]) -> dict[str, str]:
    return {**step, "text": plain(step["text"])}

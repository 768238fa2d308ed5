"""A guide as a sheet of paper: a tagged PDF of what may be read on the day."""

import datetime as dt
from pathlib import Path
from typing import Any

from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.documents.prose import line_runs
from pennydrop.core.documents.qr import qr_svg
from pennydrop.rooms.inform.queries.guides import GuideView
from pennydrop.rooms.inform.rules.claims import ClaimText, Severity
from pennydrop.rooms.inform.rules.pages import Part
from pennydrop.rooms.inform.rules.sheets import Sheet, sheet_of

LAYOUT = Path(__file__).parents[1] / "templates/inform/sheet.typ"
LABELS = {
    Severity.NOW: "Call 999",
    Severity.TODAY: "Get help today",
    Severity.CARE: "See somebody about it",
}
DRAFT = "A demonstration. Nobody has checked these words yet: do not use this sheet."
UNSIGNED = "Not all of this is signed yet by a clinician and somebody with lived experience."
REST = "There is more on the page."


def sheet_pdf(guide: GuideView, *, address: str, on: dt.date) -> bytes:
    """One side of A4. `address` is that of the guide; the sheet names it with its own mark, so
    that the page can say whether it is still the newest. Raises CannotPrint."""
    sheet = sheet_of(guide.page)
    check = f"{address}?sheet={sheet.mark}"
    data = {
        "title": guide.head.title, "summary": guide.head.summary, "size": sheet.type_size,
        "sections": [
            {"title": one.title, "level": one.level, "parts": list(map(part_data, one.parts))}
            for one in sheet.sections
        ],
        "banner": DRAFT if guide.invented else "",
        "standing": _standing(guide, sheet), "printed": f"{on:%-d %B %Y}",
        "address": check, "qr": qr_svg(check, alt=f"QR code that opens {check}"),
    }  # fmt: skip
    return render_template(LAYOUT, data, date=on)


def is_newest(guide: GuideView, mark: str) -> bool:
    """Whether a sheet with this mark says what the guide would print now."""
    return sheet_of(guide.page).mark == mark


def _standing(guide: GuideView, sheet: Sheet) -> str:
    said = [UNSIGNED] if sheet.unsigned and not guide.invented else []
    return " ".join([*said, *([] if sheet.whole else [REST])])


def part_data(part: Part) -> dict[str, Any]:
    """A part as the layouts on paper read it."""
    return {
        "lead": line_runs(part.lead) if part.lead else [],
        "label": LABELS.get(part.severity, "") if part.severity else "",
        "now": part.severity is Severity.NOW,
        "lines": [line_data(line.claim) for line in part.lines],
    }


def line_data(claim: ClaimText) -> dict[str, Any]:
    """A claim with where it holds and what its sources disagree on."""
    return {
        "where": claim.where,
        "runs": line_runs(claim.text),
        "conflict": line_runs(claim.conflict) if claim.conflict else [],
    }

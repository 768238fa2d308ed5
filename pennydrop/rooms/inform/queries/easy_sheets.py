"""A guide in easy words on paper: large type, the picture left of the words."""

import datetime as dt
from pathlib import Path
from typing import Any

from pennydrop.core.documents.drawings import drawing
from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.documents.qr import qr_svg
from pennydrop.rooms.inform.queries.guides import GuideView
from pennydrop.rooms.inform.queries.sheets import DRAFT, UNSIGNED
from pennydrop.rooms.inform.rules.easy import EasyPage, Idea

LAYOUT = Path(__file__).parents[1] / "templates/inform/easy/sheet.typ"
REST = "There is more in the whole guide."


def easy_pdf(guide: GuideView, page: EasyPage, *, address: str, on: dt.date) -> bytes:
    """A tagged PDF of as many sheets as it takes. `address` is that of the easy page. Raises
    CannotPrint."""
    data = {
        "title": guide.head.title,
        "banner": DRAFT if guide.invented else "",
        "standing": _standing(guide, page), "printed": f"{on:%-d %B %Y}",
        "address": address, "qr": qr_svg(address, alt=f"QR code that opens {address}"),
        "pictures": {name: drawing(name) for name in page.pictures},
        "sections": [
            {"title": one.title, "ideas": [_idea(idea) for idea in one.ideas]}
            for one in page.sections
        ],
    }  # fmt: skip
    return render_template(LAYOUT, data, date=on)


def _standing(guide: GuideView, page: EasyPage) -> str:
    said = [UNSIGNED] if page.unsound and not guide.invented else []
    return " ".join([*said, *([] if page.whole else [REST])])


def _idea(idea: Idea) -> dict[str, Any]:
    lines = [{"picture": one.picture, "alt": one.alt, "text": one.text} for one in idea.lines]
    return {"where": idea.claim.where, "differ": bool(idea.claim.conflict), "lines": lines,
            "terms": [{"word": term.word, "means": term.means} for term in idea.terms]}  # fmt: skip

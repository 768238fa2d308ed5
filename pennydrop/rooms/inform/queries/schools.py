"""The pack for schools: as anybody may read it on a day, and as one tagged PDF."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.documents.prose import line_runs
from pennydrop.core.documents.qr import qr_svg
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.queries.courses import public_course
from pennydrop.rooms.inform.queries.guides import GuideView, out_blocks, public_guide
from pennydrop.rooms.inform.queries.sheets import LABELS, line_data, part_data
from pennydrop.rooms.inform.rules.bodies import keys_in
from pennydrop.rooms.inform.rules.claims import Severity, standing
from pennydrop.rooms.inform.rules.courses import Asked
from pennydrop.rooms.inform.rules.schools import SLUG, Pack, Slide, pack_of
from pennydrop.rooms.inform.rules.starter.schools import shipped_pack

LAYOUT = Path(__file__).parents[1] / "templates/inform/pack.typ"
COURSE = "teachers"
DRAFT = "A demonstration. Nobody has checked these words yet: do not teach with them."
UNSIGNED = "Not all of this is signed yet by a clinician and somebody with lived experience."


@dataclass(frozen=True)
class PackView:
    """The pack with the guide that holds its words. `staff`: questions for the teachers
    themselves, from their course, as they are asked that day."""

    guide: GuideView
    pack: Pack
    staff: tuple[Asked, ...]


def public_pack(*, today: dt.date) -> PackView | None:
    """The pack as anybody may read it on a day; None where its guide is not out."""
    guide = public_guide(SLUG, today=today)
    if guide is None:
        return None
    organisation, blocks = out_blocks(SLUG)
    text = shipped_pack()
    claims = claims_of(organisation, {*keys_in(blocks), *text.keys})
    judge = partial(standing, today=today)
    pack = pack_of(text, guide.page, blocks, claims, judge, drafts=guide.invented)
    course = public_course(COURSE, today=today) if pack.minutes else None
    return PackView(guide, pack, course.asked if course else ())


def pack_pdf(view: PackView, *, address: str, on: dt.date) -> bytes:
    """Everything to print. `address` is that of the page; the mark of the words stands behind it,
    so that the page can say whether a print is still the newest. Raises CannotPrint."""
    pack, head = view.pack, view.guide.head
    check = f"{address}?pack={pack.mark}"
    sound = (line.standing.sound for chapter in pack.chapters for section in chapter
             for part in section.parts for line in part.lines)  # fmt: skip
    data = {
        "title": head.title, "summary": head.summary,
        "chapters": [
            [
                {"title": one.title, "level": one.level, "parts": list(map(part_data, one.parts))}
                for one in chapter
            ]
            for chapter in pack.chapters
        ],
        "slides": list(map(_slide, pack.slides)),
        "quiz": _questions(pack.quiz), "staff": _questions(view.staff),
        "banner": DRAFT if view.guide.invented else "",
        "standing": "" if view.guide.invented or all(sound) else UNSIGNED,
        "printed": f"{on:%-d %B %Y}", "address": check,
        "qr": qr_svg(check, alt=f"QR code that opens {check}"),
        "sources": [one.cited for one in pack.page.sources],
    }  # fmt: skip
    return render_template(LAYOUT, data, date=on)


def _slide(slide: Slide) -> dict[str, Any]:
    """One idea. What its sources disagree on stands below it, as everywhere."""
    severity = slide[0].severity
    return {
        "label": LABELS.get(severity, ""),
        "now": severity is Severity.NOW,
        "lines": list(map(line_data, slide)),
    }


def _questions(asked: Iterable[Asked]) -> list[dict[str, Any]]:
    return [
        {
            "text": line_runs(one.question.text), "several": one.question.several,
            "why": line_runs(one.question.why),
            "options": [
                {"text": line_runs(option.text), "right": option.right}
                for option in one.question.options
            ],
        }
        for one in asked
    ]  # fmt: skip

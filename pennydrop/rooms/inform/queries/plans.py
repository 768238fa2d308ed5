"""A plan on paper."""

import datetime as dt
from pathlib import Path
from typing import Any

from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.documents.prose import plain
from pennydrop.rooms.inform.rules.doors import HelpPage, Step
from pennydrop.rooms.inform.rules.plans import Plan

LAYOUTS = Path(__file__).parents[1] / "templates/inform/plan"


def plan_pdf(plan: Plan, steps: HelpPage, *, on: dt.date) -> bytes:
    """A sheet of A4 with the plan and what to do, tagged. Raises CannotPrint."""
    lines = [*steps.everywhere, *(one for _, found in steps.nations for one in found)]
    data: dict[str, Any] = {
        "contacts": [[one.name, one.number] for one in plan.contacts],
        "parts": [[title, words] for title, words in plan.parts if words],
        "groups": [
            {"title": group.title, "numbered": group.numbered, "steps": _said(group.steps)}
            for group in steps.groups
        ],
        "lines": _said(lines),
        "unsigned": steps.unsigned,
    }
    return render_template(LAYOUTS / "card.typ", data, date=on)


def _said(steps: list[Step] | tuple[Step, ...]) -> list[str]:
    return [_words(step) for step in dict.fromkeys(steps)]


def _words(step: Step) -> str:
    conflict = f" ({plain(step.conflict)})" if step.conflict else ""
    due = f" (To be looked at again by {step.due:%-d %B %Y}.)" if step.due else ""
    return plain(step.text) + conflict + due

"""What the invented study has entered before it opened, and two people of its ledger."""

import datetime as dt
from typing import Any

from pennydrop.rooms.listen.actions.gate import enter_item
from pennydrop.rooms.listen.actions.ledger import mark_intoxicated
from pennydrop.rooms.listen.actions.sheets import amend_sheet
from pennydrop.rooms.listen.models import Participant, Sheet, Study
from pennydrop.rooms.listen.rules.gate import ITEMS, Item

YEAR = dt.timedelta(days=365)
WAITING = 19
"""The number of somebody who was interviewed on a day when they had been using."""


def enter_gate(study: Study, by: str, at: Any) -> None:
    """Everything that a real study would have to enter; the people and numbers are invented."""
    said = _entered(at.date())
    for item in Item:
        values = {name: said[name] for name in ITEMS[item].fields}
        enter_item(study=study, item=item, values=values, by=by, at=at)


def _entered(today: dt.date) -> dict[str, Any]:
    return {
        "review_kind": "service_evaluation",
        "review_body": "",
        "review_reference": "",
        "review_reason": "It asks how people found help along the coast, to change how help is "
        "offered. Nobody is put into a group, and nobody’s care changes by it.",
        "review_by": "Noor Bell, head of public health",
        "review_on": today - 3 * YEAR / 12,
        "dpia_reference": "MLRC-DPIA-04",
        "dpia_on": today - YEAR / 6,
        "lead_name": "Kit Larwood",
        "lead_role": "safeguarding lead of Marsh Lane",
        "lead_reach": "in the office, Monday to Friday, 9 to 5",
        "deputy_name": "Maya",
        "deputy_reach": "on the same phone",
        "contact_name": "Marsh Lane",
        # One of the numbers that are kept free for stories.
        "contact_reach": "01632 960148",
        "contact_when": "weekdays from 10 to 4",
        "keep_until": today + 2 * YEAR,
        "keep_longest": today + 7 * YEAR,
        "take_back": "publication",
        "take_back_days": None,
        "minimum_age": 16,
        "below_age": "with_adult",
    }


def fill_ledger(study: Study, actors: dict[str, str], at: Any) -> None:
    """One yes was given while intoxicated, and the sheet was changed once: so that the ledger and
    the versions have something to show."""
    person = Participant.objects.select_related("study").get(
        study=study, staff=False, number=WAITING
    )
    mark_intoxicated(participant=person, how="spoken", by=actors["ros"], at=at)
    sheet = Sheet.objects.get(study=study)
    amend_sheet(
        study=study,
        text=sheet.text.replace("about ten minutes.", "about ten minutes. Some take longer."),
        limits=sheet.limits,
        seen=sheet.version,
        reason="Amendment 1, agreed by Noor Bell: people told us that it took them longer.",
        by=actors["dev"],
        at=at,
    )

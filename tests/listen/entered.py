"""A study's gate, filled in as somebody would."""

import datetime as dt

from pennydrop.rooms.listen.actions.gate import enter_item
from pennydrop.rooms.listen.models import Sheet
from pennydrop.rooms.listen.rules.gate import ITEMS, Item

ENTERED = {
    "review_kind": "ethics",
    "review_body": "Marsh Lane University ethics committee",
    "review_reference": "REC 12/26",
    "review_reason": "",
    "review_by": "",
    "review_on": dt.date(2026, 1, 12),
    "dpia_reference": "DPIA-7",
    "dpia_on": dt.date(2026, 1, 20),
    "lead_name": "Jo Marsh",
    "lead_role": "safeguarding lead",
    "lead_reach": "01234 000000, office hours",
    "deputy_name": "Ali Reed",
    "deputy_reach": "01234 000001",
    "contact_name": "Jo at Marsh Lane",
    "contact_reach": "01999 000000",
    "contact_when": "weekdays from 9 to 5",
    "keep_until": dt.date(2028, 6, 1),
    "keep_longest": dt.date(2033, 6, 1),
    "take_back": "days",
    "take_back_days": 30,
    "minimum_age": 16,
    "below_age": "help_only",
}
# The others are needed only beside another answer, or may stand in the sheet’s own words.
NEEDED = [
    name
    for name in ENTERED
    if name not in {"review_reason", "review_by"} and not name.startswith("contact_")
]
WHOM_TO_ASK = "\n\n# Who to ask\n\nJo Marsh, 01999 000000, weekdays from 9 to 5."
EVALUATION = {
    "review_kind": "service_evaluation",
    "review_body": "",
    "review_reference": "",
    "review_reason": "It asks how our own service works, and changes nobody's care.",
    "review_by": "The director of public health",
}


def enter_all(study, at, but=(), **changed):
    """Enter every item (except `but`), with some fields changed."""
    said = {**ENTERED, **changed}
    for item in Item:
        if item not in but:
            values = {name: said[name] for name in ITEMS[item].fields}
            enter_item(study=study, item=item, values=values, reason="a test", by="test", at=at)
    say_whom_to_ask(study)
    study.refresh_from_db()
    return study


def say_whom_to_ask(study):
    for sheet in Sheet.objects.filter(study=study).exclude(text__contains="Who to ask"):
        Sheet.objects.filter(pk=sheet.pk).update(text=f"{sheet.text}{WHOM_TO_ASK}")

"""Whose words went because their time was over, and whose go within a month: for Today."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import studies_in
from pennydrop.rooms.listen.queries.gate import coming_due, unseen_retention


def time_over(user: User, *, at: dt.datetime) -> list[dict[str, Any]]:
    """Receipts that nobody has read, for whoever may take words back; deletions of the next 30
    days, for whoever runs the study."""
    gone = [
        {
            "text": f"The words of {_people(receipt.people)} were deleted: their time was over "
            f"({receipt.study.title}). The receipt is ready.",
            "action": "Read and print it",
            "url": reverse("listen:kept_receipt", args=[receipt.study.pk, receipt.pk]),
            "kind": "",
        }
        for receipt in unseen_retention([card.id for card in _studies(user, May.WITHDRAW)])
    ]
    leads = [card.id for card in _studies(user, May.RUN_STUDIES)]
    return gone + [
        {
            "text": f"On {due.day:%-d %B} the words of {_people(due.people)} are deleted, as they "
            f"were told ({due.study.title}).",
            "action": "See the days",
            "url": reverse("listen:kept", args=[due.study.pk]),
            "kind": "",
        }
        for due in coming_due(leads, on=timezone.localdate(at))
    ]


def _studies(user: User, act: May) -> list[Any]:
    return studies_in(organisations_where(user, act))


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"

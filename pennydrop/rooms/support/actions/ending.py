"""Concerns end by themselves: a day after closing that was told beforehand. And how this room
forgets somebody who takes their words back."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault import keys
from pennydrop.rooms.support.models import Concern
from pennydrop.rooms.support.queries.concerns import mark_of
from pennydrop.rooms.support.queries.holdings import LINKS


def end_old_concerns(*, by: str = "clock", at: dt.datetime) -> int:
    """Remove closed concerns whose day has come, and destroy their keys, so that no backup holds
    them either. Returns how many."""
    due = list(Concern.objects.filter(ends_on__lte=at.date()).values_list("pk", flat=True))
    for concern in due:
        with transaction.atomic():
            Concern.objects.filter(pk=concern).delete()
            record(what="support.concern.ended", on=str(concern), by=by, at=at)
        keys.destroy([concern])
    return len(due)


def forget(participant: UUID) -> dict[str, int]:
    """Drop the pointers to this person. The summaries stay: they are our own words about what we
    did when somebody was in danger (docs/decisions, "What stays of a concern")."""
    rows = Concern.objects.filter(mark=mark_of(participant))
    gone = rows.update(pointer=None, mark="", pointer_gone=True)
    return {LINKS: gone}

"""What went out of alerts, counted from the first: versions that were sent, and withdrawals."""

import datetime as dt
from uuid import UUID

from pennydrop.rooms.inform.models import AlertVersion
from pennydrop.rooms.inform.queries.alerts import public_alerts
from pennydrop.rooms.inform.rules.alerts import Issued, State


def how_much_went_out() -> int:
    """How many messages there were so far."""
    return len(_messages())


def new_alerts(*, after: int, today: dt.date) -> list[Issued]:
    """The alerts that any message after the first so many was of, as they stand on a day, newest
    first; without those that have ended."""
    new = set(_messages()[after:])
    found = public_alerts(today=today)
    here = [one for state in (State.CURRENT, State.WITHDRAWN) for one in found[state]]
    return sorted((one for one in here if one.id in new), key=lambda one: one.sent_at, reverse=True)


def _messages() -> list[UUID]:
    """The alert that each message was of, oldest first."""
    rows = AlertVersion.objects.exclude(issued_at=None)
    sent = list(rows.values_list("issued_at", "alert_id"))
    gone = rows.exclude(alert__withdrawn_at=None).values_list("alert__withdrawn_at", "alert_id")
    return [alert for _, alert in sorted([*sent, *set(gone)])]

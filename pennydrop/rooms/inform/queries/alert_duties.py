"""Alerts that somebody has to look after: to be graded, to be sent out, or about to end."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from pennydrop.rooms.inform.models import AlertVersion
from pennydrop.rooms.inform.queries.alerts import alert_text
from pennydrop.rooms.inform.rules.alerts import AlertText
from pennydrop.rooms.inform.rules.claims import Side

SOON_DAYS = 3  # an alert's whole time is two weeks at most


class AlertNeed(Enum):
    """What an alert waits for, as a heading; in the order in which it presses."""

    LAPSING = "Ends within three days, unless somebody looks at it again"
    GRADE = "Waits for somebody to grade it"
    SENDING = "Graded from both sides, and not sent out"


@dataclass(frozen=True)
class AlertDuty:
    """An alert with what it waits for. `sides` have not graded; `graded_by` did, and may not for
    another side."""

    alert: UUID
    need: AlertNeed
    text: AlertText
    sides: tuple[Side, ...] = ()
    graded_by: frozenset[str] = frozenset()

    @property
    def waits_for(self) -> str:
        """Whom or what it waits for, as a sentence."""
        if self.need is AlertNeed.LAPSING:
            return f"Its last day is {self.text.last_day:%-d %B}."
        if self.need is AlertNeed.SENDING:
            return "Both have graded it. Nobody has sent it out."
        return f"Not graded yet: {' and '.join(self.sides)}."


def alert_duties(organisations: Collection[UUID], *, today: dt.date) -> list[AlertDuty]:
    """Every alert that waits for somebody, most pressing first, soonest end first."""
    rows = AlertVersion.objects.filter(
        alert__organisation__in=organisations, alert__withdrawn_at=None
    )
    versions: dict[UUID, list[AlertVersion]] = {}
    for row in rows.prefetch_related("grades").order_by("-number"):
        versions.setdefault(row.alert_id, []).append(row)
    found = [duty for some in versions.values() for duty in _of(some, today)]
    order = list(AlertNeed)
    return sorted(found, key=lambda one: (order.index(one.need), one.text.last_day))


def _of(versions: list[AlertVersion], today: dt.date) -> Iterator[AlertDuty]:
    """From the versions of one alert, newest first."""
    newest = versions[0]
    out = next((row for row in versions if row.issued_at), None)
    if out is not None:
        text = alert_text(out)
        if today <= text.last_day <= today + dt.timedelta(SOON_DAYS):
            yield AlertDuty(newest.alert_id, AlertNeed.LAPSING, text)
    text = alert_text(newest)
    if newest.issued_at is None and text.last_day >= today:
        grades = list(newest.grades.all())
        sides = tuple(side for side in Side if side not in {one.side for one in grades})
        need = AlertNeed.GRADE if sides else AlertNeed.SENDING
        by = frozenset(one.by for one in grades)
        yield AlertDuty(newest.alert_id, need, text, sides, by)

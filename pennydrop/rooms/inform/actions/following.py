"""Tell by e-mail of drug alerts as they go out, change or are withdrawn."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from pennydrop.core.messages.following import Circle, write_to
from pennydrop.rooms.inform.models import AlertFollower
from pennydrop.rooms.inform.queries.alert_news import how_much_went_out, new_alerts
from pennydrop.rooms.inform.rules.alerts import Issued
from pennydrop.rooms.inform.rules.cap import facts

ALERTS = Circle(
    name="inform.follow",
    model=AlertFollower,
    table="inform_alertfollower",
    marks="alert-followers",
    yes="alerts-yes",
    leave="alerts-leave",
    keys=UUID("6f6c6c6f-7765-4273-8000-616c65727473"),
    page="/alerts/",
    door="/alerts/follow/",
    about="a page of alerts",
    first=lambda at: {"told": how_much_went_out()},
)
# Whoever glances at the mailbox learns nothing of what it is about.
SUBJECT = "Something changed on a page you follow"


def queue_news(*, by: str = "clock", at: dt.datetime) -> list[UUID]:
    """Whom to write to now: at once when something goes out, and the next day again where the mail
    server took nothing."""
    out = how_much_went_out()
    due = AlertFollower.objects.exclude(confirmed_on=None).filter(told__lt=out)
    due = due.filter(Q(queued__lt=out) | Q(queued_on__lt=at.date()))
    return [
        key
        for key in list(due.values_list("pk", flat=True))
        if due.filter(pk=key).update(queued=out, queued_on=at.date())
    ]


def send_news(*, follower: UUID, site: str, by: str = "clock", at: dt.datetime) -> int:
    """Write to one of them; returns of how many alerts. Told only once the server has taken the
    e-mail. What has ended meanwhile is left out: it warns of nothing any more."""
    row = AlertFollower.objects.filter(pk=follower).exclude(confirmed_on=None).first()
    if row is None:
        return 0
    out = how_much_went_out()
    news = new_alerts(after=row.told, today=at.date())
    if not news or write_to(
        circle=ALERTS, row=row, subject=SUBJECT, text=_text(news, site), site=site, at=at
    ):
        AlertFollower.objects.filter(pk=row.pk).update(told=out)
    return len(news)


def _text(news: Sequence[Issued], site: str) -> str:
    """Facts without advice: a mailbox keeps what it once got, and advice may end meanwhile."""
    return "\n\n".join(
        f"{one.title}\n{' '.join(facts(one))} {one.ends}\nWhat to do: {site}/alerts/{one.id}/"
        for one in news
    )

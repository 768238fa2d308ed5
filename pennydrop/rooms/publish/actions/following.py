"""Tell by e-mail what is new on the page of promises."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from pennydrop.core.messages.following import Circle, write_to
from pennydrop.rooms.publish.models import Follower
from pennydrop.rooms.publish.queries.news import News, news_of
from pennydrop.rooms.publish.queries.promises import entries
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS

PROMISES = Circle(
    name="publish.follow",
    model=Follower,
    table="publish_follower",
    marks="followers",
    yes="follow-yes",
    leave="follow-leave",
    # The key store knows keys by what they stand under; followers stand under no study.
    keys=UUID("6f6c6c6f-7765-4273-8000-70726f6d6973"),
    page="/promises/",
    door="/promises/follow/",
    about="a page of promises",
    first=lambda at: {"told_until": at.date()},  # from today's news on
)
SUBJECT = "Something changed on a page you follow"


def queue_news(*, by: str = "clock", at: dt.datetime) -> list[UUID]:
    """Whom to write to today: at most once a day each, and only where there is something new."""
    today = at.date()
    due = Follower.objects.exclude(confirmed_on=None).exclude(queued_on=today)
    if not due.exists():
        return []
    news = _news(today)
    chosen = []
    for key, until in list(due.values_list("pk", "told_until")):
        if not due.filter(pk=key).update(queued_on=today):
            continue
        if _since(news, until, today):
            chosen.append(key)
    return chosen


def send_news(*, follower: UUID, site: str, by: str = "clock", at: dt.datetime) -> int:
    """Write to one of them; returns of how many changes. Told of everything only once the server
    has taken the e-mail: otherwise tomorrow's says it all."""
    row = Follower.objects.filter(pk=follower).exclude(confirmed_on=None).first()
    if row is None or row.told_until is None:
        return 0
    today = at.date()
    news = _since(_news(today), row.told_until, today)
    if news and write_to(
        circle=PROMISES, row=row, subject=SUBJECT, text=_text(news, site), site=site, at=at
    ):
        Follower.objects.filter(pk=row.pk).update(told_until=today)
    return len(news)


def _news(today: dt.date) -> list[News]:
    return news_of(entries(on=today - dt.timedelta(days=EARLY_DAYS)))


def _since(news: Collection[News], until: dt.date | None, today: dt.date) -> list[News]:
    return [one for one in news if until is not None and until < one.on <= today]


def _text(news: Collection[News], site: str) -> str:
    parts = [f"{one.title}\n{one.text}\n{site}/promises/{one.slug}/" for one in news]
    return "\n\n".join(parts)

"""What Today says about people in danger, and about those who listen to hard stories."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.queries.debrief import load_of, talks_wanted
from pennydrop.rooms.listen.rules.debrief import Rest
from pennydrop.rooms.support.public import counts_for

Item = dict[str, Any]


def concerns_waiting(user: User, *, at: dt.datetime) -> list[Item]:
    """Counts only, and only for those who may read concerns. Overdue ones are loud."""
    places = organisations_where(user, May.CONCERNS)
    if not places:
        return []
    count = counts_for(places, by=actor(user), at=at)
    waiting, items = count.waiting, []
    if waiting.overdue:
        text = f"{_concerns(waiting.overdue)} overdue for a first look."
        items.append(_item(text, "Look now", kind="help"))
    fresh = waiting.unread - waiting.overdue
    if fresh:
        items.append(_item(f"{_concerns(fresh)} waiting for a first look.", "Look"))
    if waiting.to_close:
        items.append(_item(f"{_concerns(waiting.to_close)} waiting for you to close.", "Look"))
    if not count.hours and (waiting.unread or waiting.to_close):
        text = "No hours are in the safeguarding rota, so no clock runs."
        items.append(_item(text, "Enter hours", name="support:rota"))
    return items


def care_for_the_team(user: User, *, at: dt.datetime) -> list[Item]:
    """To the person themself: rest. To whoever looks after them: that somebody wants to talk."""
    items = []
    for place in organisations_where(user, May.BRING_IN):
        today = timezone.localdate(at)
        load = load_of(user, place, today=today)
        if load.state is Rest.REACHED and load.free_on:
            text = f"Rest before the next hard interview, until {load.free_on:%-d %B}."
            items.append(_item(text, "Why", name="listen:debrief"))
        wanted = talks_wanted(user, place)
        if wanted:
            text = "A colleague would like to talk after an interview."
            if wanted > 1:
                text = f"Colleagues would like to talk after {wanted} interviews."
            items.append(_item(text, "Book it", name="listen:debrief_people"))
    return items


def _concerns(count: int) -> str:
    return "1 concern is" if count == 1 else f"{count} concerns are"


def _item(text: str, action: str, *, kind: str = "", name: str = "support:concerns") -> Item:
    return {"text": text, "action": action, "url": reverse(name), "kind": kind}

"""Write the record, and seal it."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from pennydrop.core.audit.models import Event, QuietEvent, Seal
from pennydrop.core.prepared import insert
from pennydrop.core.vault.models import Mark

STREAMS: dict[str, type[Event] | type[QuietEvent]] = {"staff": Event, "quiet": QuietEvent}


def record(*, what: str, on: str, by: str, at: dt.datetime) -> None:
    """Note what an account holder did, in the same transaction as the doing."""
    insert(Event(what=what, on=on, by=by, at=at))


def record_quietly(*, what: str, on: str, day: dt.date) -> None:
    """Note what happened to an anonymous person's words: the day only."""
    insert(QuietEvent(what=what, on=on, day=day))


AT_ONCE = 5000


def seal_events(*, at: dt.datetime) -> int:
    """Seal what is unsealed: staff events always, quiet ones only when their day is over.

    Sealing quiet events by the minute would keep the minute. Returns how many were sealed.
    """
    today = at.date()
    staff = _seal("staff", Event.objects.filter(seal=None).order_by("pk"), today)
    return staff + _seal(
        "quiet", QuietEvent.objects.filter(seal=None, day__lt=today).order_by("pk"), today
    )


def _seal(stream: str, rows: Iterable[Event] | Iterable[QuietEvent], today: dt.date) -> int:
    model = STREAMS[stream]
    with transaction.atomic():
        events: list[Event | QuietEvent] = [*rows][:AT_ONCE]
        if not events:
            return 0
        last = Seal.objects.filter(stream=stream).order_by("-number").first()
        number = last.number + 1 if last else 1
        mac = chain(last.mac if last else "", stream, number, events)
        seal = Seal.objects.create(
            stream=stream, number=number, count=len(events), mac=mac, on=today
        )
        model.objects.filter(pk__in=[event.pk for event in events]).update(seal=seal)
    # In the key store, so that cutting off the newest seals together with their rows shows too.
    Mark.objects.update_or_create(name=f"audit/{stream}", defaults={"value": f"{number}:{mac}"})
    return len(events)


def chain(before: str, stream: str, number: int, events: Iterable[Event | QuietEvent]) -> str:
    """The HMAC-SHA256 of a run of events, bound to the seal before it."""
    mac = hmac.new(settings.ROOTS.derive("audit"), before.encode(), hashlib.sha256)
    mac.update(f"|{stream}|{number}".encode())
    for event in events:
        when = (
            event.at.astimezone(dt.UTC).isoformat() + event.by
            if isinstance(event, Event)
            else str(event.day)
        )
        mac.update(f"\n{event.pk}|{event.what}|{event.on}|{when}".encode())
    return mac.hexdigest()

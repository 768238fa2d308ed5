"""Writes about debriefs and supervision."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.people.models import User
from pennydrop.rooms.listen.models.debrief import Debrief, Supervision
from pennydrop.rooms.listen.rules.debrief import BadDebrief, check_debrief, check_talk


@transaction.atomic
def note_debrief(
    *,
    organisation: UUID,
    researcher: User,
    held_on: dt.date,
    hardness: int,
    wants_talk: bool,
    by: str,
    at: dt.datetime,
) -> Debrief:
    """Note how an interview was. Raises BadDebrief."""
    check_debrief(held_on, timezone.localdate(at), hardness)
    row = Debrief.objects.create(
        organisation_id=organisation,
        researcher=researcher,
        held_on=held_on,
        hardness=hardness,
        wants_talk=wants_talk,
    )
    record(what="listen.debrief.noted", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def book_talk(
    *, debrief: Debrief, with_whom: str, booked_for: dt.date, by: str, at: dt.datetime
) -> None:
    """Note with whom somebody talks, and when. Raises BadDebrief."""
    check_talk(booked_for, debrief.held_on, None)
    if not with_whom.strip():
        raise BadDebrief("Say with whom.")
    Debrief.objects.filter(pk=debrief.pk).update(
        with_whom=with_whom.strip(), booked_for=booked_for, wants_talk=True
    )
    record(what="listen.debrief.booked", on=str(debrief.pk), by=by, at=at)


@transaction.atomic
def end_talk(*, debrief: Debrief, by: str, at: dt.datetime) -> None:
    """Note that the talk took place, today."""
    check_talk(None, debrief.held_on, timezone.localdate(at))
    Debrief.objects.filter(pk=debrief.pk, talked_on=None).update(talked_on=timezone.localdate(at))
    record(what="listen.debrief.talked", on=str(debrief.pk), by=by, at=at)


@transaction.atomic
def set_supervision(
    *,
    organisation: UUID,
    researcher: User,
    supervisor: User | None,
    limit: int,
    by: str,
    at: dt.datetime,
) -> None:
    """Say who looks after somebody, and how many hard interviews in seven days are enough."""
    if supervisor == researcher:
        raise BadDebrief("Nobody looks after themself. Choose somebody else.")
    if not 1 <= limit <= 20:
        raise BadDebrief("The limit is a number from 1 to 20.")
    Supervision.objects.update_or_create(
        organisation_id=organisation,
        researcher=researcher,
        defaults={"supervisor": supervisor, "limit": limit},
    )
    record(what="listen.supervision.set", on=str(researcher.pk), by=by, at=at)

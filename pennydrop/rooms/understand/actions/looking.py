"""A person looks at what looks rare before they sign: it stays on purpose, or other words do."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.models import RareLooked
from pennydrop.rooms.understand.queries.rare import RareThing, rare_of
from pennydrop.rooms.understand.rules.rare import OUTCOMES
from pennydrop.rooms.understand.rules.spots import Place
from pennydrop.rooms.understand.rules.weighing import HIDE


@transaction.atomic
def let_stay(
    *, source: UUID, rule: str, at_place: str, outcome: str, by: str, at: dt.datetime
) -> RareThing:
    """Somebody looked at it and it stays, wherever it stands alike; `outcome`: a key of OUTCOMES,
    or "" to look at it again. Raises NoSuchMention, AlreadySigned."""
    thing = _thing(source, rule, at_place)
    if outcome and outcome not in OUTCOMES:
        raise deidentify.NoSuchMention("That is no answer to it.")
    for spot in thing.spots:
        RareLooked.objects.filter(segment=spot.segment, start=spot.start, rule=rule).delete()
    if outcome:
        _keep([thing], outcome, by=by, at=at)
    record(what="understand.rare.looked", on=str(source), by=by, at=at)
    return thing


@transaction.atomic
def put_instead(
    *, source: UUID, rule: str, at_place: str, words: str, by: str, at: dt.datetime
) -> RareThing:
    """Wider words stand in its place, wherever it stands alike in this source. Raises
    BadSurrogate, NoSuchMention, AlreadySigned, AskedToHide."""
    thing = _thing(source, rule, at_place)
    for spot in thing.spots:
        place = Place(spot.segment, spot.start, spot.end)
        deidentify.decide_one(
            source=source, place=place, decision=HIDE, surrogate=words, by=by, at=at
        )
    return thing


@transaction.atomic
def look_over(*, source: UUID, by: str, at: dt.datetime) -> int:
    """Somebody has looked at all of it elsewhere, and it stays. Returns how many things."""
    waiting = [one for one in rare_of(deidentify.open_review(source)) if not one.outcome]
    _keep(waiting, "left", by=by, at=at)
    if waiting:
        record(what="understand.rare.looked", on=str(source), by=by, at=at)
    return len(waiting)


def _keep(things: list[RareThing], outcome: str, *, by: str, at: dt.datetime) -> None:
    RareLooked.objects.bulk_create(
        [
            RareLooked(
                segment=spot.segment, participant=spot.participant, start=spot.start,
                end=spot.end, rule=thing.rule, outcome=outcome, by=by, at=at,
            )
            for thing in things for spot in thing.spots
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _thing(source: UUID, rule: str, at_place: str) -> RareThing:
    for one in rare_of(deidentify.open_review(source)):
        if (one.rule, one.at) == (rule, at_place):
            return one
    raise deidentify.NoSuchMention("This does not stand there any more.")

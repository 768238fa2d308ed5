"""What comes of a promise: figures, later days. Nothing here ends one or types a state."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pennydrop.core.audit.actions import record
from pennydrop.core.figures import NamedFigure, named_figures
from pennydrop.rooms.publish.actions.recommendations import (
    CannotNote,
    check_counts,
    check_own_words,
)
from pennydrop.rooms.publish.models import Commitment, NewDate, Reading
from pennydrop.rooms.publish.queries.ledger import as_it_reads, measure_of
from pennydrop.rooms.publish.rules.measures import check_reading

BY_ITSELF = "clock"


@transaction.atomic
def give_later_day(
    *, commitment: Commitment, due: dt.date, why: str, by: str, at: dt.datetime
) -> NewDate:
    """Note a later day that the owner gave. The first one stays, and the promise is late all the
    same once that is over. Raises CannotNote for a day that is not later."""
    check_counts(commitment.ask)
    newest = max(_days(commitment, at.date()))
    if due <= newest or due < at.date():
        raise CannotNote(f"Give a day to come that is after {newest:%-d %B %Y}.", "due")
    check_own_words(_organisation(commitment), [why])
    made = NewDate.objects.create(
        commitment=commitment, due=due, why=why.strip(), noted_on=at.date(), noted_by=by
    )
    record(what="publish.commitment.later", on=str(commitment.pk), by=by, at=at)
    return made


@transaction.atomic
def note_figure(
    *, commitment: Commitment, on: dt.date, value: Decimal, base: Decimal | None = None,
    evidence: str, link: str = "", by: str, at: dt.datetime,
) -> Reading:  # fmt: skip
    """Note a figure with its evidence. Raises CannotNote, and BadMeasure where it does not fit."""
    check_counts(commitment.ask)
    if commitment.figure:
        raise CannotNote("This figure is read by itself, each day.")
    if on > at.date():
        raise CannotNote("That day has not come yet.", "on")
    check_reading(measure_of(_as_it_reads(commitment, at.date())), value, base)
    check_own_words(_organisation(commitment), [evidence])
    made = Reading.objects.create(
        commitment=commitment,
        on=on,
        value=value,
        base=base,
        evidence=evidence.strip(),
        link=link,
        noted_on=at.date(),
        noted_by=by,
    )
    record(what="publish.commitment.figure", on=str(commitment.pk), by=by, at=at)
    return made


@transaction.atomic
def strike_figure(*, reading: Reading, why: str, by: str, at: dt.datetime) -> None:
    """Say that a figure was entered in error. It stays in sight with the reason, and no longer
    shows that anything was done."""
    check_own_words(_organisation(reading.commitment), [why])
    here = Reading.objects.filter(pk=reading.pk, struck_on=None)
    if not here.update(struck_on=at.date(), struck_by=by, struck_why=why.strip()):
        raise CannotNote("It was struck already.")
    record(what="publish.commitment.strike", on=str(reading.commitment_id), by=by, at=at)


def read_named_figures(*, by: str = BY_ITSELF, at: dt.datetime) -> int:
    """Read each figure that promises are held against, once a day; returns how many were new."""
    today = at.date()
    due = Commitment.objects.exclude(figure="").filter(Q(read_on=None) | Q(read_on__lt=today))
    found = 0
    for commitment in due.select_related("ask__recommendation"):
        named = named_figures().get(commitment.figure)
        if named is not None:
            found += _read(commitment=commitment, named=named, by=by, at=at)
    return found


@transaction.atomic
def _read(*, commitment: Commitment, named: NamedFigure, by: str, at: dt.datetime) -> bool:
    today = at.date()
    here = Commitment.objects.filter(pk=commitment.pk)
    if not here.filter(Q(read_on=None) | Q(read_on__lt=today)).update(read_on=today):
        return False
    now = named.read(_organisation(commitment), today)
    last = commitment.reading_set.last()
    if last is not None and (last.value, last.base) == (now.value, now.base):
        return False
    Reading.objects.create(
        commitment=commitment,
        on=today,
        value=now.value,
        base=now.base,
        evidence=named.about,
        noted_on=today,
        noted_by=by,
    )
    record(what="publish.commitment.read", on=str(commitment.pk), by=by, at=at)
    return True


def _as_it_reads(commitment: Commitment, day: dt.date) -> Commitment:
    return as_it_reads(commitment, commitment.ask.recommendation.correction_set.all(), day)


def _days(commitment: Commitment, day: dt.date) -> list[dt.date]:
    """Every day that was given for it, as put right by now."""
    made = commitment.ask.recommendation.correction_set.all()
    later = [as_it_reads(row, made, day).due for row in commitment.newdate_set.all()]
    return [_as_it_reads(commitment, day).due, *later]


def _organisation(commitment: Commitment) -> UUID:
    return commitment.ask.recommendation.organisation

"""What was asked and what came of it, out of its tables, as the rules read it."""

import copy
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from django.db import models
from django.db.models import Prefetch

from pennydrop.core.figures import Kind
from pennydrop.rooms.publish.models import Ask, Commitment, Correction
from pennydrop.rooms.publish.models import Reading as ReadingRow
from pennydrop.rooms.publish.rules import commitments as rules
from pennydrop.rooms.publish.rules.commitments import Asked, Corrected
from pennydrop.rooms.publish.rules.measures import Measure, Reading

ASKED = (
    "reply_set",
    "answer_set",
    "commitment__newdate_set",
    "commitment__reading_set",
)
Row = TypeVar("Row", bound=models.Model)
ASKS = Prefetch("ask_set", Ask.objects.select_related("commitment").prefetch_related(*ASKED))


def asked_of(ask: Ask) -> Asked:
    """An ask with everything that came of it and everything put right, as the rules read it."""
    made = corrections_of(ask)
    days = sorted({one.noted_on for one in made})
    corrected = tuple(Corrected(day, _asked(ask, made, day)) for day in days)
    return replace(_asked(ask, made, dt.date.min), corrected=corrected)


def corrections_of(ask: Ask) -> list[Correction]:
    """What was put right about an ask, in the order in which it was."""
    commitment = commitment_of(ask)
    ours = {ask.pk, *(reply.pk for reply in ask.reply_set.all())}
    if commitment is not None:
        ours |= {commitment.pk, *(row.pk for row in commitment.newdate_set.all())}
    return [one for one in ask.recommendation.correction_set.all() if one.entry in ours]


def as_it_reads(row: Row, made: Iterable[Correction], day: dt.date) -> Row:
    """A copy of a row with everything that was put right by a day."""
    found = copy.copy(row)
    for one in made:
        if one.entry == row.pk and one.field and one.noted_on <= day:
            column = row._meta.get_field(one.field)
            assert isinstance(column, models.Field)
            setattr(found, one.field, column.to_python(one.now))
    return found


def is_mistaken(ask: Ask) -> bool:
    """Whether all of it was entered in error."""
    return any(one.entry == ask.pk and not one.field for one in corrections_of(ask))


def _asked(ask: Ask, made: Sequence[Correction], day: dt.date) -> Asked:
    now = as_it_reads(ask, made, day)
    row, promise = commitment_of(ask), None
    if row is not None:
        commitment = as_it_reads(row, made, day)
        later = [as_it_reads(one, made, day) for one in row.newdate_set.all()]
        promise = rules.Promise(
            measure=measure_of(commitment),
            due=commitment.due,
            noted_on=commitment.noted_on,
            later=tuple(rules.NewDate(one.due, one.noted_on) for one in later),
            readings=tuple(reading_of(one) for one in row.reading_set.all()),
        )
    return Asked(
        on=now.on,
        noted_on=now.noted_on,
        wait_days=now.wait_days,
        replies=tuple(rules.Reply(r.on, r.noted_on, r.agreed) for r in ask.reply_set.all()),
        promise=promise,
        mistaken=any(not one.field and one.noted_on <= day for one in made),
    )


def commitment_of(ask: Ask) -> Commitment | None:
    return getattr(ask, "commitment", None)


def measure_of(row: Commitment) -> Measure:
    return Measure(
        name=row.measure,
        kind=Kind(row.kind),
        people=row.people,
        target=row.target,
        at_least=row.at_least,
        lasting=row.lasting,
        threshold=row.threshold,
    )


def reading_of(row: ReadingRow) -> Reading:
    return Reading(row.on, row.noted_on, row.value, row.base, row.struck_on)

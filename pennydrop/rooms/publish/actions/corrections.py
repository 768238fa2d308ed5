"""Put right what was entered wrongly. The row stays as it was entered: a correction is a row of its
own, with its day and its reason, and counts from that day."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.publish.actions.recommendations import (
    CannotNote,
    check_own_words,
    check_wait,
)
from pennydrop.rooms.publish.models import (
    Ask,
    Commitment,
    Correction,
    NewDate,
    Recommendation,
    Reply,
)
from pennydrop.rooms.publish.queries.ledger import as_it_reads, is_mistaken, measure_of
from pennydrop.rooms.publish.rules.correcting import FIELDS, Noun
from pennydrop.rooms.publish.rules.measures import check_measure
from pennydrop.rooms.publish.rules.past import faults_of

Entry = Recommendation | Ask | Reply | Commitment | NewDate
NOUNS: Mapping[type[Entry], Noun] = {
    Recommendation: Noun.RECOMMENDATION,
    Ask: Noun.ASK,
    Reply: Noun.REPLY,
    Commitment: Noun.PROMISE,
    NewDate: Noun.LATER,
}


@transaction.atomic
def correct(
    *, entry: Entry, values: Mapping[str, Any], why: str, by: str, at: dt.datetime
) -> list[Correction]:
    """Put right what `values` say otherwise than the entry reads today. Raises CannotNote where
    nothing is different or it does not fit the rest, and BadMeasure."""
    whole = recommendation_of(entry)
    before = as_it_reads(entry, whole.correction_set.all(), at.date())
    after = as_it_reads(entry, whole.correction_set.all(), at.date())
    for field in FIELDS[NOUNS[type(entry)]]:
        setattr(after, field, values.get(field, getattr(before, field)))
    changed = [
        field
        for field in FIELDS[NOUNS[type(entry)]]
        if getattr(before, field) != getattr(after, field)
    ]
    if not changed:
        raise CannotNote("Nothing is different from what stands there now.")
    texts = [getattr(after, field) for field in changed]
    check_own_words(whole.organisation, [text for text in [*texts, why] if isinstance(text, str)])
    CHECKS[NOUNS[type(entry)]](after, at.date())
    made = [_correction(whole, entry.pk, field, before, after, why, by, at) for field in changed]
    record(what="publish.correction", on=str(whole.pk), by=by, at=at)
    return made


@transaction.atomic
def take_off(*, ask: Ask, why: str, by: str, at: dt.datetime) -> Correction:
    """Say that an ask should not have been entered at all. It stays in sight with the reason, and
    counts for nothing from now on."""
    check_own_words(ask.recommendation.organisation, [why])
    if is_mistaken(ask):
        raise CannotNote("Somebody said so already.")
    made = Correction.objects.create(
        recommendation=ask.recommendation, entry=ask.pk, why=why.strip(), noted_on=at.date(),
        noted_at=at, noted_by=by,
    )  # fmt: skip
    record(what="publish.correction.whole", on=str(ask.recommendation_id), by=by, at=at)
    return made


def recommendation_of(entry: Entry) -> Recommendation:
    match entry:
        case Recommendation():
            return entry
        case Ask():
            return entry.recommendation
        case Reply() | Commitment():
            return entry.ask.recommendation
        case NewDate():
            return entry.commitment.ask.recommendation


def _correction(
    whole: Recommendation, entry: UUID, field: str, before: Entry, after: Entry, why: str, by: str,
    at: dt.datetime,
) -> Correction:  # fmt: skip
    return Correction.objects.create(
        recommendation=whole, entry=entry, field=field, was=str(getattr(before, field)),
        now=str(getattr(after, field)), why=why.strip(), noted_on=at.date(), noted_at=at,
        noted_by=by,
    )  # fmt: skip


def _check_recommendation(row: Recommendation, today: dt.date) -> None:
    if not row.text.strip():
        raise CannotNote("Say what should change.", "text")
    if row.edition:
        return
    cells = {
        "recommendation": row.text,
        "source title": row.source_title,
        "publisher": row.source_publisher,
        "year": str(row.source_year or ""),
        "link": row.source_link,
    }
    if faults := faults_of(cells):
        raise CannotNote("; ".join(map(str, faults)))


def _check_ask(row: Ask, today: dt.date) -> None:
    check_wait(row.on, row.wait_days, today)
    if row.reply_set.filter(on__lt=row.on).exists():
        raise CannotNote("They replied before that day.", "on")


def _check_reply(row: Reply, today: dt.date) -> None:
    ask = as_it_reads(row.ask, row.ask.recommendation.correction_set.all(), today)
    if not ask.on <= row.on <= today:
        raise CannotNote("Choose a day from when they were asked until today.", "on")


def _check_promise(row: Commitment, today: dt.date) -> None:
    check_measure(measure_of(row))
    if row.due < row.noted_on:
        raise CannotNote("That was over when they agreed.", "due")
    if row.newdate_set.filter(due__lte=row.due).exists():
        raise CannotNote("They gave a later day that is not after this one.", "due")


def _check_later(row: NewDate, today: dt.date) -> None:
    made = row.commitment.ask.recommendation.correction_set.all()
    if row.due <= as_it_reads(row.commitment, made, today).due:
        raise CannotNote("That is not after the first day they gave.", "due")


CHECKS: Mapping[Noun, Callable[[Any, dt.date], None]] = {
    Noun.RECOMMENDATION: _check_recommendation,
    Noun.ASK: _check_ask,
    Noun.REPLY: _check_reply,
    Noun.PROMISE: _check_promise,
    Noun.LATER: _check_later,
}

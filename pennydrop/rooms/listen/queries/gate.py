"""What is entered about going live, what is missing, and what comes due."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields
from uuid import UUID

from pennydrop.rooms.listen.models import GateEntry, Participant, RetentionReceipt, Study
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.rules.gate import Item, Missing, Settings, missing
from pennydrop.rooms.listen.rules.retention import WARN_DAYS, Times, is_over

NAMES = tuple(field.name for field in fields(Settings))


def settings_of(study: Study) -> Settings:
    """The study's settings as plain values."""
    return Settings(**{name: getattr(study, name) for name in NAMES})


def missing_for(study: Study, *, on: dt.date) -> tuple[Missing, ...]:
    return missing(settings_of(study), on=on)


def entries_of(study: UUID, item: Item) -> list[GateEntry]:
    """Every version of one item, newest first."""
    return list(GateEntry.objects.filter(study=study, item=item.value).order_by("-version"))


def anyone_joined(study: UUID) -> bool:
    """Whether somebody has taken part, on whom the settings' promises rest."""
    return Participant.objects.filter(study=study, staff=False).exists()


def times_of(study: Study) -> Times:
    return Times(until=study.keep_until, longest=study.keep_longest)


def over_on(study: Study, day: dt.date) -> list[Participant]:
    """Whose words must be gone on this day, facilitators left out."""
    people = Participant.objects.filter(study=study, staff=False, state__in=("draft", "shared"))
    rows = list(people.order_by("number"))
    states = consent_states((row.pk for row in rows), on=day)
    times = times_of(study)
    return [
        row for row in rows if is_over(states[row.pk], times, shared=row.state == "shared", on=day)
    ]


@dataclass(frozen=True)
class ComingDue:
    """A day of deletion that is near: for the Today page."""

    study: Study
    day: dt.date
    people: int


def coming_due(studies: Collection[UUID], *, on: dt.date) -> list[ComingDue]:
    """Deletions of the next 30 days, the nearest first; a day that touches nobody is left out."""
    last = on + dt.timedelta(days=WARN_DAYS)
    found = []
    for study in Study.objects.filter(pk__in=studies, keep_until__lte=last):
        days = {day for day in (study.keep_until, study.keep_longest) if day and on <= day <= last}
        found += [ComingDue(study, day, len(over_on(study, day))) for day in days]
    return sorted((due for due in found if due.people), key=lambda due: (due.day, due.study.title))


def retention_receipts(study: UUID) -> list[RetentionReceipt]:
    """Newest first."""
    return list(RetentionReceipt.objects.filter(study=study).order_by("-on", "pk"))


def retention_receipt_by_id(study: UUID, receipt: UUID) -> RetentionReceipt | None:
    return RetentionReceipt.objects.filter(study=study, pk=receipt).first()


def unseen_retention(studies: Collection[UUID]) -> list[RetentionReceipt]:
    """Deletions that nobody of the team has marked as seen."""
    rows = RetentionReceipt.objects.filter(study__in=studies, seen_by="")
    return list(rows.select_related("study").order_by("on"))

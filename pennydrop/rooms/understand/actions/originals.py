"""Destroy the originals early: once names are out of all that a person said, nobody needs them."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault import keys
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import (
    Identifier,
    MarksSeen,
    NameStep,
    OneMention,
    RareLooked,
    SecondRead,
)
from pennydrop.rooms.understand.queries.originals import ready_to_destroy


def destroy_originals(*, study: UUID, by: str, at: dt.datetime) -> int:
    """Destroy original words, hide lists and the table that leads back from surrogates to names,
    for everybody whose every source is signed. Their raw keys die last. Returns how many people.

    May be pressed again: what an interruption left undone is done then.
    """
    people = ready_to_destroy(study)
    _remove(study=study, people=people, by=by, at=at)
    keys.destroy(people, ["raw"])
    return len(people)


@transaction.atomic
def _remove(*, study: UUID, people: list[UUID], by: str, at: dt.datetime) -> None:
    Identifier.objects.filter(participant__in=people).delete()
    OneMention.objects.filter(participant__in=people).delete()
    RareLooked.objects.filter(participant__in=people).delete()
    listen.drop_originals(participants=people, by=by, at=at)
    forget_steps(study)
    record(what="understand.originals.destroyed", on=str(study), by=by, at=at)


def forget_steps(study: UUID) -> None:
    """What was done press by press, second readings, and who saw the marks of a source go with its
    originals."""
    kept = {source.id for source in listen.sources_of(study) if source.originals_kept}
    for gone in (NameStep, SecondRead, MarksSeen):
        gone.objects.filter(study=study).exclude(source__in=kept).delete()

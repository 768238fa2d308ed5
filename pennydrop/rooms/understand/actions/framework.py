"""Writes about the framework's table. A summary retells somebody, so it is sealed like words."""

import datetime as dt
import uuid
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.actions.keeping import keep_undo, set_summary_aside
from pennydrop.rooms.understand.models import Segment, Summary, Theme
from pennydrop.rooms.understand.queries.framework import TABLE
from pennydrop.rooms.understand.queries.people import counted

LONGEST = 4_000


class BadSummary(Exception):
    """A summary sums up a person of this study who agrees to be analysed, in 4,000 characters."""


@transaction.atomic
def sum_up(
    *, theme: UUID, participant: UUID, words: str, id: UUID | None = None, by: str, at: dt.datetime
) -> None:
    """Keep the summary of one person under one theme, in place of the one before; without words
    the cell is empty again. `id`: the one that a summary had which comes back.

    Raises BadSummary."""
    said, about = words.strip(), Theme.objects.get(pk=theme)
    _check(about.study, participant, said)
    before = Summary.objects.filter(theme=about, participant=participant).first()
    if before is None and not said:
        return
    row = before or Summary(id=id or uuid.uuid4(), theme=about, participant=participant)
    undo = keep_undo(
        study=about.study, kind="summary.written", on=row.pk,
        said=f"Wrote a summary under the theme {about.title}" if said
        else f"Emptied a summary under the theme {about.title}",
        by=by, at=at,
    )  # fmt: skip
    set_summary_aside(undo, row, bytes(before.sealed) if before else None)
    if said:
        row.sealed, row.by, row.at = _sealed(row, said), by, at
        row.save()
    else:
        row.delete()
    record(what="understand.summary.written", on=str(theme), by=by, at=at)


def _check(study: UUID, participant: UUID, said: str) -> None:
    if len(said) > LONGEST:
        raise BadSummary(f"A summary can have {LONGEST:,} characters; this has {len(said):,}.")
    if not Segment.objects.filter(text__study=study, participant=participant).exists():
        raise BadSummary("This person has no words in this study any more.")
    if participant not in counted(study):
        raise BadSummary("This person does not agree that we analyse their words.")


def _sealed(row: Summary, said: str) -> bytes:
    return seal(
        said, participant=row.participant, key="words", table=TABLE, row=row.pk, field="sealed"
    )

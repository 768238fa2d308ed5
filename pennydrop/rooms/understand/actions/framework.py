"""Writes about the framework's table. A summary retells somebody, so it is sealed like words."""

import datetime as dt
import uuid
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.models import Segment, Summary, Theme
from pennydrop.rooms.understand.queries.framework import TABLE
from pennydrop.rooms.understand.queries.people import counted

LONGEST = 4_000


class BadSummary(Exception):
    """A summary sums up a person of this study who agrees to be analysed, in 4,000 characters."""


@transaction.atomic
def sum_up(*, theme: UUID, participant: UUID, words: str, by: str, at: dt.datetime) -> None:
    """Keep the summary of one person under one theme, in place of the one before; without words
    the cell is empty again. Raises BadSummary."""
    said = words.strip()
    study = Theme.objects.values_list("study", flat=True).get(pk=theme)
    if len(said) > LONGEST:
        raise BadSummary(f"A summary can have {LONGEST:,} characters; this has {len(said):,}.")
    if not Segment.objects.filter(text__study=study, participant=participant).exists():
        raise BadSummary("This person has no words in this study any more.")
    if participant not in counted(study):
        raise BadSummary("This person does not agree that we analyse their words.")
    Summary.objects.filter(theme=theme, participant=participant).delete()
    if said:
        row = uuid.uuid4()
        sealed = seal(
            said, participant=participant, key="words", table=TABLE, row=row, field="sealed"
        )
        Summary.objects.create(
            id=row, theme_id=theme, participant=participant, sealed=sealed, by=by, at=at
        )
    record(what="understand.summary.written", on=str(theme), by=by, at=at)

"""Note what leaves the system by hand with words in it."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.erasure.models import HandCopy


@transaction.atomic
def note_preview_copy(*, study: UUID, number: int, by: str, at: dt.datetime) -> HandCopy:
    """Somebody downloads a draft as a PDF: should a person withdraw, it must be destroyed."""
    copy = HandCopy.objects.create(
        study=study, what=f"Draft of the findings, revision {number} (PDF)", by=by, on=at.date()
    )
    record(what="publish.draft.download", on=str(study), by=by, at=at)
    return copy


@transaction.atomic
def note_edition_copy(*, study: UUID, number: int, by: str, at: dt.datetime) -> HandCopy:
    """Somebody writes an edition's files into a folder, to put them elsewhere: should a person
    withdraw, they must be written anew."""
    copy = HandCopy.objects.create(
        study=study, what=f"Files of edition {number} of the findings", by=by, on=at.date()
    )
    record(what="publish.edition.written", on=str(study), by=by, at=at)
    return copy

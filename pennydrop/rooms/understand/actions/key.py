"""Opening what leads back from stand-ins to names is noted each time, without a word of it."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.actions.second_reading import note_marks_seen
from pennydrop.rooms.understand.models import SecondRead
from pennydrop.rooms.understand.queries.key import COPY, StandsFor, key_of


class StillReadsBlind(Exception):
    """Whoever reads a source of this study blind would see here what others found."""


@transaction.atomic
def open_key(*, study: UUID, by: str, at: dt.datetime) -> list[StandsFor]:
    """The key to the stand-ins of a study. Raises StillReadsBlind."""
    _check_and_note(study, by)
    record(what="understand.key.opened", on=str(study), by=by, at=at)
    return key_of(study)


@transaction.atomic
def take_key(*, study: UUID, by: str, at: dt.datetime) -> list[StandsFor]:
    """The same for a file that leaves with `by`: receipts name it until somebody says that it is
    destroyed. Raises StillReadsBlind."""
    _check_and_note(study, by)
    note_export(study=study, what=COPY, by=by, at=at)
    record(what="understand.key.taken", on=str(study), by=by, at=at)
    return key_of(study)


def _check_and_note(study: UUID, by: str) -> None:
    if SecondRead.objects.filter(study=study, by=by, done_at=None).exists():
        raise StillReadsBlind("You are reading a source of this study blind. Finish that first.")
    # Whoever knows the names of a study reads none of its sources blind any more.
    kept = [source.id for source in listen.sources_of(study) if source.originals_kept]
    note_marks_seen(study=study, sources=kept, by=by)

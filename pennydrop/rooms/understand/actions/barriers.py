"""Start a study's codebook from the ten barriers."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.models import Code
from pennydrop.rooms.understand.rules.barriers import BARRIERS, HEADING, HEADING_KEY


@transaction.atomic
def start_barriers(*, study: UUID, by: str, at: dt.datetime) -> int:
    """Add the barriers that the codebook does not have yet, under one heading, each marked with
    its key. Codes that are there stay as they are. Returns how many were added."""
    there = dict(Code.objects.filter(study=study).exclude(barrier="").values_list("barrier", "pk"))
    if HEADING_KEY not in there:
        there[HEADING_KEY] = _add(study, HEADING, "", None, HEADING_KEY, by, at)
    missing = [barrier for barrier in BARRIERS if barrier.key not in there]
    for barrier in missing:
        heading = there[HEADING_KEY]
        _add(study, barrier.name, barrier.definition, heading, barrier.key, by, at)
    record(what="understand.barriers.started", on=str(study), by=by, at=at)
    return len(missing)


def _add(
    study: UUID, name: str, definition: str, parent: UUID | None, key: str, by: str, at: dt.datetime
) -> UUID:
    code = make_code(
        study=study, name=name, definition=definition, parent=parent, by=by, at=at
    )  # fmt: skip
    Code.objects.filter(pk=code.pk).update(barrier=key)
    return code.pk

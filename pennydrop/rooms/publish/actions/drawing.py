"""Choose the other studies that a document draws on."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.models import DrawnOn
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.drawing import studies_to_draw_on


class NotOurs(ValueError):
    """A study of another organisation, or about something else."""


@transaction.atomic
def draw_on(
    *, draft: Draft, study: StudyCard, others: Collection[UUID], by: str, at: dt.datetime
) -> None:
    """Let a document draw on these other studies and no more. A quote of one that is left out
    now stops the release until it is taken out. Raises NotOurs."""
    if set(others) - {one.id for one in studies_to_draw_on(study)}:
        raise NotOurs("People were told of studies about the same, by the same organisation.")
    DrawnOn.objects.filter(findings=draft.id).exclude(study__in=others).delete()
    for other in others:
        DrawnOn.objects.get_or_create(findings_id=draft.id, study=other)
    record(what="publish.draft.draw_on", on=str(draft.id), by=by, at=at)

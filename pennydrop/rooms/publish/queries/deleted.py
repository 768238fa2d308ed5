"""Drafts that were deleted and can still be brought back, and who may do either."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from pennydrop.core.documents.models import Document
from pennydrop.core.documents.queries import revision
from pennydrop.rooms.publish.models import Edition, Findings
from pennydrop.rooms.publish.rules.deleting import last_day, why_not
from pennydrop.rooms.publish.rules.templates import TEMPLATES


@dataclass(frozen=True)
class Deleted:
    """A draft that is gone from everywhere else. `until`: the last day to bring it back;
    `in_the_way`: why somebody may not."""

    document: UUID
    title: str
    kind: str
    by: str
    on: dt.date
    until: dt.date
    in_the_way: str = ""


def is_released(document: UUID) -> bool:
    """Whether any edition of it is out."""
    return Edition.objects.filter(document=document).exists()


def why_not_delete(document: UUID, *, who: str, leads: bool) -> str:
    """Why this person cannot delete a draft or bring it back, in a sentence; "" where they can."""
    first = revision(document, 1)
    started = first is not None and first.by == who
    return why_not(released=is_released(document), started=started, leads=leads)


def deleted_in(study: UUID, *, today: dt.date, who: str, leads: bool) -> list[Deleted]:
    """What was deleted of a study and can be brought back today, the newest first."""
    rows = Findings.objects.filter(study=study).exclude(deleted_at=None).order_by("-deleted_at")
    found = [_deleted(row, who, leads) for row in rows]
    return [one for one in found if today <= one.until]


def _deleted(row: Findings, who: str, leads: bool) -> Deleted:
    assert row.deleted_at is not None
    day = timezone.localdate(row.deleted_at)
    return Deleted(
        document=row.pk,
        title=Document.objects.values_list("title", flat=True).get(pk=row.pk),
        kind=TEMPLATES[row.template].title,
        by=row.deleted_by,
        on=day,
        until=last_day(day),
        in_the_way=why_not_delete(row.pk, who=who, leads=leads),
    )

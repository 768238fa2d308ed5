"""Delete a draft that was never released, bring it back, and let it go for good."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.actions import delete_document
from pennydrop.core.documents.models import Document
from pennydrop.rooms.publish.actions.commitments import BY_ITSELF
from pennydrop.rooms.publish.actions.release import end_proposal
from pennydrop.rooms.publish.models import (
    ClaimTie,
    Findings,
    FirstLook,
    IntruderTest,
    Proposal,
    ShownLine,
)
from pennydrop.rooms.publish.queries.deleted import is_released
from pennydrop.rooms.publish.queries.drafts import Draft, drafts_of
from pennydrop.rooms.publish.rules.deleting import OUT, last_day

GONE = "It is not here any more."
SAME_NAME = (
    "By now there is another {kind} called “{title}”. Give that one another title first, then "
    "bring this one back."
)


class CannotDelete(Exception):
    """The draft cannot be deleted, or not be brought back; the message says why."""


@transaction.atomic
def delete_findings(*, draft: Draft, by: str, at: dt.datetime) -> None:
    """Take a draft out of every list; it can be brought back for a month. What waited for a second
    signature waits no more. Raises CannotDelete for one of which an edition is out."""
    # Whoever signs at this moment takes the proposal too: one of us waits, and then sees the other.
    for proposal in Proposal.objects.filter(document=draft.id, ended_at=None):
        end_proposal(proposal=proposal, why="deleted", by=by, at=at)
    if is_released(draft.id):
        raise CannotDelete(OUT)
    rows = Findings.objects.filter(pk=draft.id, deleted_at=None)
    if not rows.update(deleted_at=at, deleted_by=by):
        raise CannotDelete(GONE)
    record(what="publish.draft.delete", on=str(draft.id), by=by, at=at)


@transaction.atomic
def restore_findings(*, document: UUID, by: str, at: dt.datetime) -> None:
    """Bring a deleted draft back as it was. Lines that were on show get the days again on which
    nobody could see them. Raises CannotDelete where its month is over, or where another of its
    kind took its title."""
    row = Findings.objects.filter(pk=document).exclude(deleted_at=None).first()
    today = timezone.localdate(at)
    if row is None or row.deleted_at is None:
        raise CannotDelete(GONE)
    day = timezone.localdate(row.deleted_at)
    still = Findings.objects.filter(pk=document, deleted_at=row.deleted_at)
    _check_name_is_free(row)
    if today > last_day(day) or not still.update(deleted_at=None, deleted_by=""):
        raise CannotDelete(GONE)
    _give_days_back(document, day, today - day)
    record(what="publish.draft.restore", on=str(document), by=by, at=at)


def _give_days_back(document: UUID, since: dt.date, lost: dt.timedelta) -> None:
    """More time for lines that their people could still have looked at."""
    lines = list(ShownLine.objects.filter(first_look=document, last_day__gte=since))
    for line in lines:
        line.last_day += lost
    ShownLine.objects.bulk_update(lines, ["last_day"])


def drop_deleted(*, by: str = BY_ITSELF, at: dt.datetime) -> int:
    """Let drafts go whose month is over, with all that hung on them; returns how many."""
    rows = Findings.objects.exclude(deleted_at=None)
    over = [
        row
        for row in rows
        if row.deleted_at and timezone.localdate(at) > last_day(timezone.localdate(row.deleted_at))
    ]
    return sum(_drop(row, by, at) for row in over)


@transaction.atomic
def _drop(row: Findings, by: str, at: dt.datetime) -> bool:
    # Whoever brings it back at this moment is the first, or finds nothing.
    gone, _ = Findings.objects.filter(pk=row.pk, deleted_at=row.deleted_at).delete()
    if not gone:
        return False
    for kept in (FirstLook, IntruderTest, ClaimTie, Proposal):
        kept.objects.filter(document=row.pk).delete()
    delete_document(document=Document.objects.get(pk=row.pk), by=by, at=at)
    record(what="publish.draft.gone", on=str(row.pk), by=by, at=at)
    return True


def _check_name_is_free(row: Findings) -> None:
    title = Document.objects.values_list("title", flat=True).get(pk=row.pk)
    for other in drafts_of(row.study):
        if (other.template, other.title.strip()) == (row.template, title.strip()):
            raise CannotDelete(SAME_NAME.format(kind=other.kind.lower(), title=title))

"""Who was asked from outside to sign a release, and what they said."""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from pennydrop.core.people.models import GuestLink
from pennydrop.core.people.queries import guest_by_token
from pennydrop.core.people.rules import Task
from pennydrop.rooms.publish.models import OutsideAnswer, Proposal


def open_links(proposals: Collection[UUID]) -> list[GuestLink]:
    """Links to these proposals that nobody has closed, also those whose last day has passed."""
    rows = GuestLink.objects.filter(
        task=Task.SIGN_RELEASE.value, target__in=list(proposals), closed_at=None
    )
    return list(rows.order_by("-made_at"))


def asked_to_sign(token: str, *, on: dt.date) -> tuple[GuestLink | None, Proposal | None]:
    """The link of this token, and what it lets its guest sign on this day; nothing where the link
    has done its work, its days are over, or the proposal has ended."""
    link = guest_by_token(token)
    if link is None or link.task != Task.SIGN_RELEASE.value:
        return None, None
    if link.closed_at is not None or on > link.ends_on:
        return link, None
    return link, Proposal.objects.filter(pk=link.target, ended_at=None).first()


def declined(document: UUID) -> OutsideAnswer | None:
    """The no of somebody outside, where nobody proposed the document anew since."""
    return next(iter(declined_in([document])), None)


def declined_in(documents: Collection[UUID]) -> Iterable[OutsideAnswer]:
    newest: dict[UUID, Proposal] = {}
    rows = Proposal.objects.filter(document__in=list(documents)).order_by("at", "pk")
    for row in rows.select_related("outside"):
        newest[row.document] = row
    for row in newest.values():
        if row.ended_why == "declined":
            yield row.outside

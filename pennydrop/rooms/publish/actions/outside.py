"""A second signature by somebody without an account, through a link that opens one proposal."""

import datetime as dt

from django.db import transaction

from pennydrop.core.people.actions import close_guest, invite_guest
from pennydrop.core.people.models import GuestLink
from pennydrop.core.people.queries import name_of
from pennydrop.core.people.rules import Task
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.actions.release import CannotSign, end_proposal, sign_release
from pennydrop.rooms.publish.models import Edition, OutsideAnswer, Proposal
from pennydrop.rooms.publish.queries.outside import open_links
from pennydrop.rooms.publish.rules.signing import (
    BadAnswer,
    Outside,
    check_declined,
    check_outside,
    check_somebody_else,
)
from pennydrop.rooms.understand.public.themes import copied_from_study

COPIED = (
    "Six or more words in a row stand in what people told the team. Please say it in your own "
    "words: theirs must be able to leave when they take them back."
)


@transaction.atomic
def invite_to_sign(
    *, study: StudyCard, proposal: Proposal, name: str, ends_on: dt.date, by: str, at: dt.datetime
) -> tuple[GuestLink, str]:
    """Ask one person without an account for the second signature. Returns the link's row and its
    token, shown once; a link made before for the same proposal opens nothing any more. Raises
    BadAnswer for the name of whoever proposed it, CannotSign where nothing waits."""
    check_somebody_else(name, name_of(proposal.by))
    if not Proposal.objects.filter(pk=proposal.pk, ended_at=None).exists():
        raise CannotSign("It was released or taken back meanwhile.")
    for link in open_links([proposal.pk]):
        close_guest(link=link, by=by, at=at)
    return invite_guest(
        organisation=study.organisation,
        task=Task.SIGN_RELEASE,
        target=proposal.pk,
        name=name.strip(),
        ends_on=ends_on,
        by=by,
        at=at,
    )


@transaction.atomic
def uninvite(*, proposal: Proposal, by: str, at: dt.datetime) -> None:
    """Ask nobody outside any more: the link opens nothing from now on."""
    for link in open_links([proposal.pk]):
        close_guest(link=link, by=by, at=at)


def sign_as_guest(
    *, study: StudyCard, proposal: Proposal, link: GuestLink, name: str, role: str, at: dt.datetime
) -> Edition:
    """Their signature: what was proposed is public from now on, and the link has done its work.
    Raises BadAnswer, and what `sign_release` raises."""
    who = Outside(link.pk, name.strip(), role.strip())
    check_outside(who, name_of(proposal.by))
    by = f"guest:{link.pk}"
    edition = sign_release(study=study, proposal=proposal, by=by, at=at, outside=who)
    close_guest(link=link, by=by, at=at)
    return edition


@transaction.atomic
def decline_as_guest(
    *, study: StudyCard, proposal: Proposal, link: GuestLink, name: str, role: str, why: str,
    at: dt.datetime,
) -> None:  # fmt: skip
    """Their no, with a reason that the team reads: nothing is proposed any more. Raises BadAnswer
    and CannotSign."""
    who = Outside(link.pk, name.strip(), role.strip())
    check_outside(who, name_of(proposal.by))
    check_declined(why)
    if copied_from_study(study.id, why):
        raise BadAnswer("why", COPIED)
    by = f"guest:{link.pk}"
    if not end_proposal(proposal=proposal, why="declined", by=by, at=at):
        raise CannotSign("It was released or taken back meanwhile.")
    OutsideAnswer.objects.create(
        proposal=proposal, link=who.link, name=who.name, role=who.role,
        declined_why=why.strip(), at=at,
    )  # fmt: skip
    close_guest(link=link, by=by, at=at)

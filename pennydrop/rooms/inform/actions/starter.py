"""Bring in the content that is shipped, and bring it up to date without losing anybody's work."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pennydrop.core.documents.queries import newest_revision
from pennydrop.rooms.inform.actions.claims import write_claim
from pennydrop.rooms.inform.actions.courses import bring_in_courses
from pennydrop.rooms.inform.actions.easy import bring_in_easy
from pennydrop.rooms.inform.actions.guides import put_out, save_guide, start_guide
from pennydrop.rooms.inform.actions.myths import bring_in_myths
from pennydrop.rooms.inform.models import Claim, Guide
from pennydrop.rooms.inform.rules.marks import mark_of
from pennydrop.rooms.inform.rules.selfcheck import table_claim
from pennydrop.rooms.inform.rules.starter.checking import shipped_table
from pennydrop.rooms.inform.rules.starter.reading import (
    StarterGuide,
    starter_claims,
    starter_guides,
)


@dataclass(frozen=True)
class Brought:
    """What came of it: counts, and what was left alone because somebody had changed it."""

    claims: int
    guides: int
    courses: int
    left: tuple[str, ...]


@transaction.atomic
def bring_in_table(*, organisation: UUID, by: str, at: dt.datetime) -> None:
    """Put the shipped table of the self-check before those who sign, in place of whatever stood for
    it here; the same table stays as it is, with its sign-offs."""
    text = table_claim(shipped_table(), starter_claims())
    write_claim(organisation=organisation, new=text, starter=mark_of(text), by=by, at=at)


@transaction.atomic
def bring_in_starter(*, organisation: UUID, by: str, at: dt.datetime) -> Brought:
    """Add the shipped claims, one for the table of the self-check, and the guides and courses that
    are missing, and a new version of those that a newer Pennydrop words otherwise. What somebody
    here has written anew or retired is left as it is.

    Guides, courses and myths are put out at once: what they show depends on the sign-offs alone.
    """
    claims, left = _claims(organisation, by, at)
    guides = 0
    for shipped in starter_guides():
        here = Guide.objects.filter(slug=shipped.head.slug).first()
        if here is None:
            _start(organisation, shipped, by, at)
            guides += 1
        elif here.organisation == organisation and here.starter == shipped.mark:
            continue
        elif here.organisation == organisation and here.starter:
            _renew(here, shipped, by, at)
            guides += 1
        else:
            left.append(shipped.head.title)
    bring_in_easy(organisation=organisation, by=by, at=at)
    bring_in_myths(organisation=organisation, by=by, at=at)
    courses, courses_left = bring_in_courses(organisation=organisation, by=by, at=at)
    return Brought(claims, guides, courses, tuple(left + courses_left))


def _claims(organisation: UUID, by: str, at: dt.datetime) -> tuple[int, list[str]]:
    rows = Claim.objects.filter(organisation=organisation)
    here = {claim.key: claim for claim in rows}
    written, left = 0, []
    shipped = starter_claims()
    stands_for = table_claim(shipped_table(), shipped)
    for key, text in {**shipped, stands_for.key: stands_for}.items():
        claim, mark = here.get(key), mark_of(text)
        if claim is not None and (claim.retired or not claim.starter):
            left.append(key)
        elif claim is None or claim.starter != mark:
            write_claim(organisation=organisation, new=text, starter=mark, by=by, at=at)
            written += 1
    return written, left


def _start(organisation: UUID, shipped: StarterGuide, by: str, at: dt.datetime) -> None:
    guide = start_guide(
        organisation=organisation, head=shipped.head, blocks=shipped.blocks, starter=shipped.mark,
        by=by, at=at,
    )  # fmt: skip
    put_out(guide=guide, by=by, at=at)


def _renew(guide: Guide, shipped: StarterGuide, by: str, at: dt.datetime) -> None:
    newest = newest_revision(guide.document)
    save_guide(
        guide=guide, head=shipped.head, blocks=shipped.blocks,
        based_on=newest.number if newest else 0, by=by, at=at,
    )  # fmt: skip
    Guide.objects.filter(pk=guide.pk).update(starter=shipped.mark)
    if guide.revision is not None:
        put_out(guide=guide, by=by, at=at)

"""Start a guide, write it, put it out and take it in."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.actions import save_revision, start_document
from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.models import Document
from pennydrop.core.documents.queries import newest_revision
from pennydrop.rooms.inform.models import Guide
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.bodies import keys_in, unknown_keys
from pennydrop.rooms.inform.rules.guides import BadGuide, GuideHead, check_head
from pennydrop.rooms.inform.rules.words import avoided

KIND = "guide"


@transaction.atomic
def start_guide(
    *, organisation: UUID, head: GuideHead, blocks: Sequence[Block], starter: str = "", by: str,
    at: dt.datetime,
) -> Guide:  # fmt: skip
    """A new guide as a draft. Raises BadGuide, also where the address is taken."""
    _check(organisation, head, blocks)
    document = start_document(
        kind=KIND, organisation=str(organisation), title=head.title, blocks=blocks, by=by, at=at
    )
    try:
        with transaction.atomic():
            guide = Guide.objects.create(
                organisation=organisation, document=document.pk, starter=starter, **_fields(head)
            )
    except IntegrityError:
        raise BadGuide(f"There is a guide at “{head.slug}” already.") from None
    record(what="inform.guide.start", on=str(guide.pk), by=by, at=at)
    return guide


@transaction.atomic
def save_guide(
    *, guide: Guide, head: GuideHead, blocks: Sequence[Block], based_on: int, by: str,
    at: dt.datetime,
) -> int:  # fmt: skip
    """Keep what somebody wrote as a new revision, and return its number. What is out stays out as
    it is. Raises BadGuide, and Stale where somebody saved meanwhile."""
    _check(guide.organisation, head, blocks)
    document = Document.objects.get(pk=guide.document)
    saved = save_revision(document=document, blocks=blocks, based_on=based_on, by=by, at=at)
    try:
        with transaction.atomic():
            Guide.objects.filter(pk=guide.pk).update(**_fields(head), starter="")
    except IntegrityError:
        raise BadGuide(f"There is a guide at “{head.slug}” already.") from None
    record(what="inform.guide.save", on=str(guide.pk), by=by, at=at)
    return saved.number


@transaction.atomic
def put_out(*, guide: Guide, by: str, at: dt.datetime) -> None:
    """Let everybody read the newest revision, as far as its claims may be shown on the day."""
    newest = newest_revision(guide.document)
    if newest is None or not newest.blocks:
        raise BadGuide("Write something before you put it out.")
    Guide.objects.filter(pk=guide.pk).update(revision=newest.number)
    guide.revision = newest.number
    record(what="inform.guide.put_out", on=str(guide.pk), by=by, at=at)


@transaction.atomic
def take_in(*, guide: Guide, by: str, at: dt.datetime) -> None:
    """Nobody but editors reads it any more. Its address then leads to the list."""
    Guide.objects.filter(pk=guide.pk).update(revision=None)
    guide.revision = None
    record(what="inform.guide.take_in", on=str(guide.pk), by=by, at=at)


def _check(organisation: UUID, head: GuideHead, blocks: Sequence[Block]) -> None:
    check_head(head)
    known = claims_of(organisation, keys_in(blocks))
    if missing := unknown_keys(blocks, known):
        raise BadGuide("There is no claim with the key " + ", ".join(f"“{key}”" for key in missing))
    for block in blocks:
        for word in avoided(getattr(block, "markdown", "") or getattr(block, "text", "")):
            raise BadGuide(f"“{word.found}” can hurt. Write “{word.instead}”.")


def _fields(head: GuideHead) -> dict[str, object]:
    return {
        "slug": head.slug,
        "title": head.title.strip(),
        "summary": head.summary.strip(),
        "door": head.door,
        "reader": head.reader,
        "place": head.place,
    }

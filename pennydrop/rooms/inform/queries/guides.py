"""Read guides: as the public does, and as editors do."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.models import Revision
from pennydrop.core.documents.queries import newest_revision, revision
from pennydrop.core.documents.stored import read_blocks
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import Guide
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.bodies import keys_in
from pennydrop.rooms.inform.rules.claims import ClaimText, standing
from pennydrop.rooms.inform.rules.guides import Door, GuideHead, Reader
from pennydrop.rooms.inform.rules.pages import GuidePage, page_of


@dataclass(frozen=True)
class GuideView:
    """A guide with its page. `invented`: it belongs to the demonstration, where drafts are shown
    under a banner that says that nobody has checked them."""

    id: UUID
    organisation: UUID
    head: GuideHead
    page: GuidePage
    invented: bool


@dataclass(frozen=True)
class Draft:
    """The newest words of a guide, with everything that the public may not see yet."""

    guide: Guide
    blocks: tuple[Block, ...]
    number: int
    page: GuidePage

    @property
    def changed(self) -> bool:
        """Whether what is out is older than this."""
        return self.guide.revision is not None and self.guide.revision != self.number


def public_guide(slug: str, *, today: dt.date) -> GuideView | None:
    """A guide as anybody may read it on a day, or None where none is out at this address."""
    guide = Guide.objects.filter(slug=slug).exclude(revision=None).first()
    if guide is None or guide.revision is None:
        return None
    out = revision(guide.document, guide.revision)
    blocks = out.blocks if out else ()
    claims = claims_of(guide.organisation, keys_in(blocks))
    invented = _invented([guide.organisation])
    page = page_of(
        blocks, claims, partial(standing, today=today), drafts=guide.organisation in invented,
        explain=Reader(guide.reader) is Reader.ANYBODY,
    )  # fmt: skip
    return GuideView(
        guide.pk, guide.organisation, head_of(guide), page, guide.organisation in invented
    )


def out_blocks(slug: str) -> tuple[UUID, tuple[Block, ...]]:
    """Whose guide it is, and its public words with everything in them, shown or not. Raises
    Guide.DoesNotExist."""
    guide = Guide.objects.get(slug=slug)
    return guide.organisation, _out(guide)


def public_guides(*, today: dt.date) -> dict[Door, list[GuideHead]]:
    """The guides that have something to show on a day, by the list they stand in."""
    found: dict[Door, list[GuideHead]] = {door: [] for door in Door}
    guides = list(Guide.objects.exclude(revision=None))
    invented = _invented({guide.organisation for guide in guides})
    bodies = _bodies(guides)
    claims = {place: claims_of(place) for place in {guide.organisation for guide in guides}}
    for guide in guides:
        page = _page(
            bodies[guide.pk],
            claims[guide.organisation],
            today,
            drafts=guide.organisation in invented,
        )
        if not page.empty:
            found[Door(guide.door)].append(head_of(guide))
    return {door: heads for door, heads in found.items() if heads}


def guides_of(organisation: UUID) -> list[Guide]:
    return list(Guide.objects.filter(organisation=organisation))


def guides_that_name(organisation: UUID, key: str) -> list[Guide]:
    """The guides whose newest or public words name a claim."""
    return [
        guide
        for guide in guides_of(organisation)
        if key in {*keys_in(_newest(guide)), *keys_in(_out(guide))}
    ]


def draft_of(guide: Guide, *, today: dt.date) -> Draft:
    """What editors see: everything, with what stands in the way of each claim."""
    newest = newest_revision(guide.document)
    blocks = newest.blocks if newest else ()
    page = _page(blocks, claims_of(guide.organisation, keys_in(blocks)), today, drafts=True)
    return Draft(guide, blocks, newest.number if newest else 0, page)


def head_of(guide: Guide) -> GuideHead:
    return GuideHead(
        guide.slug, guide.title, guide.summary, Door(guide.door), Reader(guide.reader), guide.place
    )


def _page(
    blocks: tuple[Block, ...], claims: Mapping[str, ClaimText], today: dt.date, *, drafts: bool
) -> GuidePage:
    return page_of(blocks, claims, partial(standing, today=today), drafts=drafts)


def _invented(organisations: Collection[UUID]) -> set[UUID]:
    rows = Organisation.objects.filter(pk__in=organisations, invented=True)
    return set(rows.values_list("pk", flat=True))


def _bodies(guides: list[Guide]) -> dict[UUID, tuple[Block, ...]]:
    """The public words of many guides in one question."""
    rows = Revision.objects.filter(document__in=[guide.document for guide in guides])
    kept: dict[tuple[UUID, int | None], Any] = {
        (row.document_id, row.number): row.blocks for row in rows
    }
    return {guide.pk: read_blocks(kept[guide.document, guide.revision]) for guide in guides}


def _newest(guide: Guide) -> tuple[Block, ...]:
    found = newest_revision(guide.document)
    return found.blocks if found else ()


def _out(guide: Guide) -> tuple[Block, ...]:
    found = revision(guide.document, guide.revision) if guide.revision else None
    return found.blocks if found else ()

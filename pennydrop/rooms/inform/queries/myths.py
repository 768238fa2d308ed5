"""Read myths: as the world may, with the answers that are signed today, and as editors do."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import StoredMyth
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.claims import ClaimText, standing
from pennydrop.rooms.inform.rules.myths import Myth, answers, blocks_of
from pennydrop.rooms.inform.rules.pages import GuidePage, page_of


@dataclass(frozen=True)
class Answered:
    """A question with the claims that may be shown of its answer on a day."""

    myth: Myth
    shown: tuple[ClaimText, ...]

    @property
    def until(self) -> dt.date | None:
        """The last day on which all of it is signed; None where something of it is not."""
        days = [claim.review_by for claim in self.shown]
        return min((day for day in days if day), default=None) if all(days) else None


@dataclass(frozen=True)
class MythsPage:
    """The questions that have an answer, the page made of them, and whose they are."""

    answered: tuple[Answered, ...]
    page: GuidePage
    organisation: str
    invented: bool


def myths_page(*, today: dt.date) -> MythsPage:
    """What everybody may read on a day. In the demonstration drafts are shown, under a banner."""
    first = StoredMyth.objects.order_by("organisation").first()
    if first is None:
        return MythsPage((), GuidePage((), ()), "", False)
    whose = Organisation.objects.get(pk=first.organisation)
    claims, judge = claims_of(whose.pk), partial(standing, today=today)
    every = [
        (one, answers(one, claims, judge, drafts=whose.invented)) for one in myths_of(whose.pk)
    ]
    page = page_of(blocks_of(every), claims, judge, drafts=whose.invented)
    answered = tuple(Answered(myth, shown) for myth, shown in every if shown)
    return MythsPage(answered, page, whose.name, whose.invented)


def myths_of(organisation: UUID) -> list[Myth]:
    """Every question in use, in its place."""
    rows = StoredMyth.objects.filter(organisation=organisation, retired=False)
    return [Myth(row.key, row.asked, tuple(row.claims)) for row in rows.order_by("place", "key")]

"""What waits for somebody before findings are released: a second signature, an answer to a no."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.publish.models import LineObjection, Proposal, ShownLine
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.rules.first_look import Objection, stands
from pennydrop.rooms.understand.public.quotes import quote_card


@dataclass(frozen=True)
class Waiting:
    """A document that waits, and its title. `people`: how many of those quoted object."""

    study: UUID
    document: UUID
    title: str
    people: int = 0


def to_be_signed(studies: Collection[UUID], *, by: str) -> list[Waiting]:
    """Documents that somebody else has proposed for release."""
    rows = Proposal.objects.filter(study__in=studies, ended_at=None).exclude(by=by).order_by("at")
    return [Waiting(row.study, row.document, _title(row.document)) for row in rows]


def objected_to(studies: Collection[UUID]) -> list[Waiting]:
    """Documents with a line that whoever said it does not want printed as it stands there."""
    said = {
        (row.quote, row.participant): row for row in LineObjection.objects.filter(study__in=studies)
    }
    lines = ShownLine.objects.filter(quote__in={quote for quote, _ in said})
    people: dict[tuple[UUID, UUID], set[UUID]] = {}
    for line in lines.select_related("first_look").order_by("first_look__at"):
        row = said.get((line.quote, line.participant))
        if row is not None and _stands(row):
            document = (line.first_look.study, line.first_look.document)
            people.setdefault(document, set()).add(line.participant)
    return [
        Waiting(study, document, _title(document), len(who))
        for (study, document), who in people.items()
    ]


def _stands(row: LineObjection) -> bool:
    card = quote_card(row.quote)
    return card is not None and stands(Objection(row.objection), row.digest, card.digest)


def _title(document: UUID) -> str:
    draft = draft_by_id(document)
    return draft.title if draft else ""

"""What waits for somebody before findings are released: a second signature, an answer to a no."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from pennydrop.rooms.publish.models import LineObjection, Proposal, ShownLine
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.outside import declined_in, open_links
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
    return _with_titles(Waiting(row.study, row.document, "") for row in rows)


@dataclass(frozen=True)
class Asked:
    """Somebody outside who was asked to sign a document. `until`: the last day of their link;
    None: they said no."""

    study: UUID
    document: UUID
    title: str
    name: str
    until: dt.date | None = None


Line = TypeVar("Line", Waiting, Asked)


def asked_outside(studies: Collection[UUID], *, on: dt.date) -> list[Asked]:
    """Documents that wait for somebody without an account, and those that one of them declined."""
    rows = {row.pk: row for row in Proposal.objects.filter(study__in=studies, ended_at=None)}
    found = []
    for link in open_links(rows):
        row = rows[link.target]
        if on <= link.ends_on:
            found.append(Asked(row.study, row.document, "", link.name, link.ends_on))
    ended = Proposal.objects.filter(study__in=studies, ended_why="declined")
    for answer in declined_in(ended.values_list("document", flat=True)):
        row = answer.proposal
        found.append(Asked(row.study, row.document, "", answer.name))
    return _with_titles(found)


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
    return _with_titles(
        Waiting(study, document, "", len(who)) for (study, document), who in people.items()
    )


def _stands(row: LineObjection) -> bool:
    card = quote_card(row.quote)
    return card is not None and stands(Objection(row.objection), row.digest, card.digest)


def _with_titles(lines: Iterable[Line]) -> list[Line]:
    """Each with its document's title. Nothing waits in a document that was deleted."""
    found = []
    for line in lines:
        draft = draft_by_id(line.document)
        if draft:
            found.append(replace(line, title=draft.title))
    return found

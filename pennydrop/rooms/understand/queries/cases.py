"""Participants as cases: what is known of each, and where they speak."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.listen.public import ParticipantCard, participants_of
from pennydrop.rooms.understand.models import CaseAttribute, CaseValue, Segment, Text
from pennydrop.rooms.understand.queries.attributes import Attribute, attributes_of
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.people import counted_among
from pennydrop.rooms.understand.queries.tables import codes_of_person

GONE = {"withdrawn", "ended"}


@dataclass(frozen=True)
class CaseRow:
    """One participant in a table. `values` stand in the order of the attributes, "" where nothing
    is known."""

    id: UUID
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One participant: what is known, which texts they speak in, and how often each code stands
    on their words."""

    id: UUID
    name: str
    known: tuple[tuple[Attribute, str], ...]
    texts: tuple[Text, ...]
    codes: tuple[tuple[CodeRow, int], ...]


def is_case(study: UUID, participant: UUID) -> bool:
    """Whether this is a participant of the study who has not left."""
    return any(card.id == participant for card in _here(study))


def case_table(
    study: UUID, *, first: int, count: int
) -> tuple[list[Attribute], list[CaseRow], int]:
    """A page of participants who agree to be analysed, with what is known; and how many there
    are."""
    here = _here(study)
    agreed = counted_among(card.id for card in here)
    cards = [card for card in here if card.id in agreed]
    page = cards[first : first + count]
    known, values = attributes_of(study, {card.id for card in page})
    rows = [
        CaseRow(card.id, card.name, tuple(values[card.id].get(a.key, "") for a in known))
        for card in page
    ]
    return known, rows, len(cards)


def case(study: UUID, participant: UUID) -> Case | None:
    """None for nobody of this study, or somebody who does not agree to be analysed."""
    card = next((one for one in _here(study) if one.id == participant), None)
    if card is None or not counted_among([participant]):
        return None
    known, values = attributes_of(study, {participant})
    turns = Segment.objects.filter(participant=participant).exclude(speaker__in=ASKING)
    texts = Text.objects.filter(study=study, segment__in=turns).distinct().order_by("order")
    counts = codes_of_person(study, participant)
    codes = [(row, counts[row.id]) for row in codebook(study, count=False) if counts.get(row.id)]
    return Case(
        card.id, card.name,
        tuple((a, values[participant].get(a.key, "")) for a in known),
        tuple(texts), tuple(codes),
    )  # fmt: skip


def noted_attributes(study: UUID) -> list[tuple[CaseAttribute, int]]:
    """What the team notes, and of how many people it is noted."""
    rows = CaseAttribute.objects.filter(study=study).order_by("order", "name")
    return [(row, row.n) for row in rows.annotate(n=Count("casevalue"))]


def noted_of(participant: UUID) -> int:
    return CaseValue.objects.filter(participant=participant).count()


def _here(study: UUID) -> list[ParticipantCard]:
    return [card for card in participants_of(study) if not card.staff and card.state not in GONE]

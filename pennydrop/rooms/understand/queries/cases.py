"""Participants as cases: what is known of each, and where they speak."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.listen.public import participants_of
from pennydrop.rooms.understand.models import CaseAttribute, CaseValue, Segment, Text
from pennydrop.rooms.understand.queries.attributes import Attribute, attributes_of
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.people import counted
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
    """Whether this is a participant of the study who has not left, or one of another study whose
    words were brought in."""
    return participant in _here(study)


def case_table(
    study: UUID, *, first: int, count: int
) -> tuple[list[Attribute], list[CaseRow], int]:
    """A page of participants who agree to be analysed, those of other studies last, with what is
    known; and how many there are."""
    agreed = counted(study)
    cases = [(person, name) for person, name in _here(study).items() if person in agreed]
    page = cases[first : first + count]
    known, values = attributes_of(study, {person for person, _ in page})
    rows = [
        CaseRow(person, name, tuple(values[person].get(a.key, "") for a in known))
        for person, name in page
    ]
    return known, rows, len(cases)


def case(study: UUID, participant: UUID) -> Case | None:
    """None for nobody of this study, or somebody who does not agree to be analysed."""
    name = _here(study).get(participant)
    if name is None or participant not in counted(study):
        return None
    known, values = attributes_of(study, {participant})
    turns = Segment.objects.filter(participant=participant).exclude(speaker__in=ASKING)
    texts = Text.objects.filter(study=study, segment__in=turns).distinct().order_by("order")
    counts = codes_of_person(study, participant)
    codes = [(row, counts[row.id]) for row in codebook(study, count=False) if counts.get(row.id)]
    return Case(
        participant, name,
        tuple((a, values[participant].get(a.key, "")) for a in known),
        tuple(texts), tuple(codes),
    )  # fmt: skip


def noted_attributes(study: UUID) -> list[tuple[CaseAttribute, int]]:
    """What the team notes, and of how many people it is noted."""
    rows = CaseAttribute.objects.filter(study=study).order_by("order", "name")
    return [(row, row.n) for row in rows.annotate(n=Count("casevalue"))]


def noted_of(participant: UUID) -> int:
    return CaseValue.objects.filter(participant=participant).count()


def _here(study: UUID) -> dict[UUID, str]:
    """Everybody who takes part and has not left, by pseudonym; then people of other studies whose
    words were brought in, by the one that stands beside them here."""
    cards = [card for card in participants_of(study) if not card.staff and card.state not in GONE]
    brought = Segment.objects.filter(text__study=study, text__came_from__isnull=False)
    guests = brought.exclude(speaker__in=ASKING).order_by("speaker").distinct()
    return {card.id: card.name for card in cards} | dict(
        guests.values_list("participant", "speaker")
    )

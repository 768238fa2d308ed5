"""How far a study's sources are on their way, as other parts of the house may know it."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.public import SourceCard, Use, consents_of, may, sources_of
from pennydrop.rooms.understand.models import Coding, Text


@dataclass(frozen=True)
class Progress:
    """`sources` brought in; `signed`: names are out; `waiting`: names still in; `coded`: with at
    least one coding."""

    sources: int
    signed: int
    waiting: int
    coded: int


def progress_of(study: UUID) -> Progress:
    brought = sources_of(study)
    own = Text.objects.filter(study=study, came_from=None)
    signed = set(own.values_list("pk", flat=True))
    coded = Coding.objects.filter(text__in=signed).values("text").distinct().count()
    waiting = sum(card.id not in signed for card in _readable(brought))
    return Progress(sources=len(brought), signed=len(signed), waiting=waiting, coded=coded)


def _readable(brought: list[SourceCard]) -> list[SourceCard]:
    """Sources whose originals are there and in which somebody has agreed to analysis."""
    consents = consents_of(person for card in brought for person in card.participants)
    return [
        card
        for card in brought
        if card.originals_kept
        and any(may(consents[person], Use.ANALYSE) for person in card.participants)
    ]

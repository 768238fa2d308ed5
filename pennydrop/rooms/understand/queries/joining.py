"""Read material of other studies: what may be brought into an analysis, and what was."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.public import (
    StudyCard,
    Use,
    staff_among,
    studies_in,
    study_card,
    who_agrees,
)
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.sources import brought_in


@dataclass(frozen=True)
class Lending:
    """Another study and how much of it this analysis may have. `fresh`: its sources with words of
    somebody who agrees and that are not here yet; `here`: those that were brought in. `mark`: the
    letter beside its pseudonyms, because two people may both be P001."""

    study: StudyCard
    fresh: tuple[UUID, ...]
    here: tuple[Text, ...]
    mark: str


def lendings(card: StudyCard, *, on: dt.date) -> list[Lending]:
    """The other studies of the same organisation that ask about the same, which is what people
    were told."""
    others = [
        one
        for one in studies_in([card.organisation])
        if one.id != card.id and one.substance == card.substance
    ]
    here = list(brought_in(card.id))
    origins = dict(
        Text.objects.filter(pk__in=[text.came_from for text in here]).values_list("pk", "study")
    )
    brought = {text.came_from for text in here}
    return [
        Lending(
            study=one,
            fresh=tuple(source for source in lendable(one.id, on=on) if source not in brought),
            here=tuple(t for t in here if t.came_from and origins.get(t.came_from) == one.id),
            mark=chr(ord("B") + min(place, 24)),
        )
        for place, one in enumerate(others)
    ]


def lendable(study: UUID, *, on: dt.date) -> list[UUID]:
    """Sources of a study that hold words of somebody who agrees to our later studies, in order."""
    rows = list(
        Segment.objects.filter(text__study=study, text__came_from=None)
        .order_by("text__order", "text_id")
        .values_list("text", "participant")
        .distinct()
    )
    agreed = may_be_lent({person for _, person in rows}, on=on)
    return list(dict.fromkeys(text for text, person in rows if person in agreed))


def may_be_lent(people: set[UUID], *, on: dt.date) -> set[UUID]:
    """Those who agree that our later work learns from their words, said with a clear head."""
    return who_agrees(people, Use.LATER_STUDIES, on=on) - staff_among(people)


def lenders_of(study: UUID) -> list[StudyCard]:
    """The studies whose material stands in this one's analysis."""
    sources = Text.objects.filter(study=study, came_from__isnull=False).values("came_from")
    studies = Text.objects.filter(pk__in=sources).values_list("study", flat=True).distinct()
    return [card for one in studies if (card := study_card(one))]

"""Count people and sources. True figures, for the team: rounding is the publisher's duty."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db.models import F, QuerySet

from pennydrop.rooms.understand.models import Coding, Segment
from pennydrop.rooms.understand.queries.people import counted
from pennydrop.rooms.understand.rules.counting import KINDS, people_by_kind
from pennydrop.rooms.understand.rules.positions import SPAN

ASKING = ("Interviewer", "Facilitator")


@dataclass(frozen=True)
class StudyCounts:
    """What a study rests on: kind of source -> how many people, and how many sources, whose text
    is signed and who agree to be analysed. `everyone` counts each person once."""

    people: dict[str, int]
    sources: dict[str, int]
    everyone: int


def study_counts(study: UUID) -> StudyCounts:
    rows = (
        Segment.objects.filter(text__study=study)
        .exclude(speaker__in=ASKING)
        .values_list("text", "text__kind", "participant")
        .distinct()
    )
    people = counted(study)
    heard = [(text, kind, person) for text, kind, person in rows if person in people]
    sources = {(text, kind) for text, kind, _ in heard}
    return StudyCounts(
        people=people_by_kind([(kind, person) for _, kind, person in heard], people),
        sources={one: sum(kind == one for _, kind in sources) for one in KINDS},
        everyone=len({person for _, _, person in heard}),
    )


class Elsewhere(Enum):
    """How much of a study was coded elsewhere, before it was brought in."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


def coded_elsewhere(study: UUID) -> Elsewhere:
    """By whom codings are: `import:` stands before somebody who is named in what was brought in."""
    rows = Coding.objects.filter(code__study=study)
    brought = rows.filter(by__startswith="import:")
    if not brought.exists():
        return Elsewhere.NONE
    own = rows.exclude(by__startswith="import:")
    return Elsewhere.SOME if own.exists() else Elsewhere.ALL


def turns_with(codes: Collection[UUID]) -> QuerySet[Segment]:
    """Turns on which a coding with one of these codes lies, once for each such coding, which stands
    beside it as `text__coding`. The question somebody was asked does not count as words."""
    return Segment.objects.filter(
        text__coding__code__in=list(codes),
        order__gte=F("text__coding__start") / SPAN,
        # The end is exclusive: one that lies at the beginning of a turn has no word of it.
        order__lte=(F("text__coding__end") - 1) / SPAN,
    ).exclude(speaker__in=ASKING)

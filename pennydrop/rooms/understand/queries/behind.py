"""How many people stand behind several codes and questions at once, each counted once. True
figures, for the team: rounding is the publisher's duty."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import SavedQuery, Segment
from pennydrop.rooms.understand.queries.asking import find_whoever_coded
from pennydrop.rooms.understand.queries.counts import ASKING, turns_with
from pennydrop.rooms.understand.queries.people import counted
from pennydrop.rooms.understand.rules.asking import from_json
from pennydrop.rooms.understand.rules.counting import people_by_kind
from pennydrop.rooms.understand.rules.positions import SPAN


@dataclass(frozen=True)
class Behind:
    """Codes and kept questions that are looked at together."""

    codes: frozenset[UUID] = frozenset()
    questions: frozenset[UUID] = frozenset()


def people_behind(study: UUID, groups: Mapping[str, Behind]) -> dict[str, dict[str, int]]:
    """For each group: kind of source -> how many different people."""
    people = counted(study) if groups else set()
    return {name: people_by_kind(_heard(study, one), people) for name, one in groups.items()}


def _heard(study: UUID, group: Behind) -> set[tuple[str, UUID]]:
    turns = turns_with(group.codes).filter(text__study=study)
    found = set(turns.values_list("text__kind", "participant").distinct())
    for row in SavedQuery.objects.filter(study=study, pk__in=group.questions):
        found |= heard_by(row)
    return found


def heard_by(row: SavedQuery) -> set[tuple[str, UUID]]:
    """Kind of source and person of each turn in which a passage was found; asking is not saying."""
    places: dict[UUID, set[int]] = {}
    for found in find_whoever_coded(row.study, from_json(row.asked)):
        first, last = found.span.start // SPAN, (found.span.end - 1) // SPAN
        places.setdefault(found.source, set()).update(range(first, last + 1))
    turns = Segment.objects.filter(text__in=list(places)).exclude(speaker__in=ASKING)
    return {
        (kind, person)
        for text, order, kind, person in turns.values_list(
            "text", "order", "text__kind", "participant"
        )
        if order in places[text]
    }

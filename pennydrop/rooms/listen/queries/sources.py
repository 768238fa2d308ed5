"""Sources as the staff side lists them: never their words."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from pennydrop.rooms.listen.models import Segment, Source

KIND_WORDS = {
    "interview": "Interview",
    "focus_group": "Focus group",
    "survey": "Survey answer",
}
FIDELITY_WORDS = {
    "word_for_word": "Word for word",
    "notes": "Notes",
    "remembered": "Remembered",
}
_ORDER = {"interview": 0, "focus_group": 1, "survey": 2}


@dataclass(frozen=True)
class SourceRow:
    """One source: what it is and whose words stand in it. `people` are pseudonyms; `file` is what
    its file was called, for those alone who may see originals."""

    id: UUID
    title: str
    kind: str
    fidelity: str
    on: dt.date
    segments: int
    people: tuple[str, ...]
    file: str = ""


def sources_in_order(study: UUID) -> QuerySet[Source]:
    """Every source of a study: interviews, focus groups, survey answers, each by number."""
    kinds = Case(*(When(kind=kind, then=Value(place)) for kind, place in _ORDER.items()))
    return Source.objects.filter(study=study).order_by(kinds, "number")


def source_rows(sources: Iterable[Source]) -> list[SourceRow]:
    """Some sources as they are listed, in their order: a page of them asks for no other's."""
    listed = list(sources)
    found = Segment.objects.filter(source__in=[row.pk for row in listed]).values_list(
        "source_id", "participant__staff", "participant__number"
    )
    people: dict[UUID, set[tuple[bool, int]]] = {}
    segments: Counter[UUID] = Counter()
    for source, staff, number in found:
        people.setdefault(source, set()).add((staff, number))
        segments[source] += 1
    return [_row(row, segments[row.pk], people.get(row.pk, set())) for row in listed]


def titles_of(sources: list[UUID]) -> dict[UUID, str]:
    return {row.pk: row.title for row in Source.objects.filter(pk__in=sources)}


def _row(source: Source, segments: int, people: set[tuple[bool, int]]) -> SourceRow:
    return SourceRow(
        id=source.pk,
        title=source.title,
        kind=KIND_WORDS[source.kind],
        fidelity=FIDELITY_WORDS[source.fidelity],
        on=source.on,
        segments=segments,
        people=tuple(_name(staff, number) for staff, number in sorted(people)),
    )


def _name(staff: bool, number: int) -> str:
    return f"F{number}" if staff else f"P{number:03d}"

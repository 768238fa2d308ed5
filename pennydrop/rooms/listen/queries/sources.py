"""Sources as the staff side lists them: never their words."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

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


def source_rows(study: UUID) -> list[SourceRow]:
    """Every source of a study: interviews, focus groups, survey answers, each by number."""
    people: dict[UUID, list[tuple[bool, int]]] = {}
    found = Segment.objects.filter(source__study=study).values_list(
        "source_id", "participant__staff", "participant__number"
    )
    for source, staff, number in found.distinct():
        people.setdefault(source, []).append((staff, number))
    rows = Source.objects.filter(study=study).annotate(n=Count("segment"))
    listed = sorted(rows, key=lambda row: (_ORDER[row.kind], row.number))
    return [_row(row, row.n, people.get(row.pk, [])) for row in listed]


def titles_of(sources: list[UUID]) -> dict[UUID, str]:
    return {row.pk: row.title for row in Source.objects.filter(pk__in=sources)}


def _row(source: Source, segments: int, people: list[tuple[bool, int]]) -> SourceRow:
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

"""Sources and their original words, as other rooms may see them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.listen.models import Segment, Source

KIND_ORDER = ("interview", "focus_group", "survey")


@dataclass(frozen=True)
class SourceCard:
    """A source without its words. `participants`: whose words it holds, facilitators left out;
    `on`: the day it was brought in."""

    id: UUID
    study: UUID
    kind: str
    number: int
    title: str
    fidelity: str
    segments: int
    participants: tuple[UUID, ...]
    originals_kept: bool
    on: dt.date | None = None


@dataclass(frozen=True)
class OriginalSegment:
    """An original turn. For de-identification only: see who may in core/people."""

    id: UUID
    order: int
    participant: UUID
    speaker: str
    question: str
    text: str


def sources_of(study: UUID) -> list[SourceCard]:
    """The study's sources, in the order interviews, focus groups, survey answers."""
    speakers = _speakers(Segment.objects.filter(source__study=study))
    cards = _cards(Source.objects.filter(study=study), speakers)
    return sorted(cards, key=lambda card: (KIND_ORDER.index(card.kind), card.number))


def cards_of(rows: Sequence[Source]) -> list[SourceCard]:
    """These sources as other rooms see them, in the order given."""
    return _cards(rows, _speakers(Segment.objects.filter(source__in=[row.pk for row in rows])))


def source_card(source: UUID) -> SourceCard | None:
    return next(iter(cards_of(list(Source.objects.filter(pk=source)))), None)


def count_sources(study: UUID) -> int:
    return Source.objects.filter(study=study).count()


def original_segments(source: UUID) -> list[OriginalSegment]:
    """The original words of a source, in order; nothing where originals were destroyed."""
    rows = list(Segment.objects.filter(source=source, sealed__isnull=False).order_by("order"))
    warm({row.participant_id for row in rows}, "raw")
    return [
        OriginalSegment(
            id=row.pk,
            order=row.order,
            participant=row.participant_id,
            speaker=row.speaker,
            question=row.question,
            text=unseal(
                row.sealed or b"",
                participant=row.participant_id,
                key="raw",
                table="listen_segment",
                row=row.pk,
                field="sealed",
            ),
        )
        for row in rows
    ]


def turns_with_originals(study: UUID) -> list[tuple[UUID, UUID]]:
    """Segment and participant of every turn of a study whose original words are still kept."""
    rows = Segment.objects.filter(source__study=study, sealed__isnull=False)
    return list(rows.values_list("pk", "participant_id"))


def places_of(participant: UUID) -> list[tuple[UUID, int]]:
    """Source and order of every turn under this person's key."""
    rows = Segment.objects.filter(participant=participant).order_by("source", "order")
    return list(rows.values_list("source_id", "order"))


def gathered_between(study: UUID) -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which something was brought in; None where nothing was."""
    days = Source.objects.filter(study=study).aggregate(first=Min("on"), last=Max("on"))
    return (days["first"], days["last"]) if days["first"] else None


def _speakers(segments: QuerySet[Segment]) -> Iterable[tuple[UUID, UUID, bool, bool]]:
    """For each segment: its source, whose it is, whether that is staff, whether words are gone."""
    marked = segments.annotate(gone=Q(sealed__isnull=True))
    return marked.values_list("source_id", "participant_id", "participant__staff", "gone")


def _cards(
    rows: Iterable[Source], speakers: Iterable[tuple[UUID, UUID, bool, bool]]
) -> list[SourceCard]:
    people: dict[UUID, list[tuple[UUID, bool, bool]]] = {}
    for source, person, staff, gone in speakers:
        people.setdefault(source, []).append((person, staff, gone))
    return [_source(row, people.get(row.pk, [])) for row in rows]


def _source(row: Source, people: list[tuple[UUID, bool, bool]]) -> SourceCard:
    return SourceCard(
        id=row.pk,
        study=row.study_id,
        kind=row.kind,
        number=row.number,
        title=row.title,
        fidelity=row.fidelity,
        segments=len(people),
        participants=tuple(dict.fromkeys(person for person, staff, _ in people if not staff)),
        originals_kept=any(not gone for _, _, gone in people),
        on=row.on,
    )

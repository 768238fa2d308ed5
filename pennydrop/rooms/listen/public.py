"""The only part of this room that other rooms may import: values in, frozen values out."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from pennydrop.core.prepared import Prepared
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.listen.actions.originals import drop_originals
from pennydrop.rooms.listen.models import Answer, Participant, Segment, Source, Study
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.rules.consent import (
    NEEDS,
    ConsentState,
    NotConsented,
    Reply,
    Scope,
    Use,
    check_may,
    may,
    version_line,
)
from pennydrop.rooms.listen.rules.hiding import HideLine, Whose, read_lines, terms_of

__all__ = [
    "NEEDS",
    "ConsentState",
    "HideLine",
    "NotConsented",
    "OriginalSegment",
    "ParticipantCard",
    "Reply",
    "Scope",
    "SourceCard",
    "StudyCard",
    "Use",
    "Whose",
    "check_may",
    "consents_of",
    "day_withdrawn",
    "drafting",
    "drop_originals",
    "gathered_between",
    "hide_lines",
    "hide_lists",
    "may",
    "open_studies",
    "original_segments",
    "participants_of",
    "source_card",
    "sources_of",
    "studies_in",
    "study_card",
    "terms_of",
    "turns_with_originals",
    "version_line",
]


@dataclass(frozen=True)
class StudyCard:
    """A study as other rooms may see it."""

    id: UUID
    organisation: UUID
    slug: str
    title: str
    public_title: str
    substance: str
    approach: str
    state: str
    invented: bool
    small_number: int
    contacts_made: int | None


_STUDY = Prepared(
    lambda study: Study.objects.filter(pk=study).values_list(
        "id",
        "organisation",
        "slug",
        "title",
        "public_title",
        "substance",
        "approach",
        "state",
        "invented",
        "small_number",
        "contacts_made",
    ),
    UUID,
)


@dataclass(frozen=True)
class SourceCard:
    """A source without its words. `participants`: whose words it holds, facilitators left out."""

    id: UUID
    study: UUID
    kind: str
    number: int
    title: str
    fidelity: str
    segments: int
    participants: tuple[UUID, ...]
    originals_kept: bool


@dataclass(frozen=True)
class OriginalSegment:
    """An original turn. For de-identification only: see who may in core/people."""

    id: UUID
    order: int
    participant: UUID
    speaker: str
    question: str
    text: str


@dataclass(frozen=True)
class ParticipantCard:
    id: UUID
    name: str
    staff: bool
    state: str


def studies_in(organisations: Collection[UUID]) -> list[StudyCard]:
    rows = Study.objects.filter(organisation__in=organisations).order_by("made_on", "title")
    return [_study(row) for row in rows]


def open_studies() -> list[StudyCard]:
    """Studies that anybody may answer today."""
    return [_study(row) for row in Study.objects.filter(state="open").order_by("made_on", "title")]


def study_card(study: UUID) -> StudyCard | None:
    found = _STUDY(study)
    return StudyCard(*found[0]) if found else None


def sources_of(study: UUID) -> list[SourceCard]:
    """The study's sources, in the order interviews, focus groups, survey answers."""
    rows = Source.objects.filter(study=study)
    people: dict[UUID, list[tuple[UUID, bool, bool]]] = {}
    for source, person, staff, gone in _speakers(Segment.objects.filter(source__study=study)):
        people.setdefault(source, []).append((person, staff, gone))
    cards = [_source(row, people.get(row.pk, [])) for row in rows]
    order = {"interview": 0, "focus_group": 1, "survey": 2}
    return sorted(cards, key=lambda card: (order[card.kind], card.number))


def source_card(source: UUID) -> SourceCard | None:
    row = Source.objects.filter(pk=source).first()
    if row is None:
        return None
    found = _speakers(Segment.objects.filter(source=row))
    return _source(row, [(person, staff, gone) for _, person, staff, gone in found])


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


def drafting(study: UUID) -> set[UUID]:
    """Who has answers begun and not yet shared: they still need their key to the originals."""
    rows = Answer.objects.filter(participant__study=study)
    return set(rows.values_list("participant_id", flat=True))


def participants_of(study: UUID) -> list[ParticipantCard]:
    rows = Participant.objects.filter(study=study).order_by("staff", "number")
    return [ParticipantCard(row.pk, row.name, row.staff, row.state) for row in rows]


def hide_lists(participants: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Who and what each person asked to have hidden, in their own words."""
    return {person: terms_of(lines) for person, lines in hide_lines(participants).items()}


def hide_lines(participants: Iterable[UUID]) -> dict[UUID, list[HideLine]]:
    """The same, with whose name it is where that came from a speaker's label."""
    rows = Participant.objects.filter(pk__in=set(participants), hide__isnull=False)
    return {
        row.pk: read_lines(
            unseal(
                row.hide or b"",
                participant=row.pk,
                key="raw",
                table="listen_participant",
                row=row.pk,
                field="hide",
            ).splitlines()
        )
        for row in rows
    }


def consents_of(participants: Iterable[UUID]) -> dict[UUID, ConsentState]:
    """What each person agreed to, newest versions; somebody never asked is all unknown."""
    return consent_states(participants)


def gathered_between(study: UUID) -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which something was brought in; None where nothing was."""
    days = Source.objects.filter(study=study).aggregate(first=Min("on"), last=Max("on"))
    return (days["first"], days["last"]) if days["first"] else None


def day_withdrawn(participant: UUID) -> dt.date:
    """The day on which the person took their words back (design: days, never times)."""
    day = Participant.objects.values_list("withdrawn_on", flat=True).get(pk=participant)
    if day is None:
        raise ValueError("This person has not withdrawn.")
    return day


def _speakers(segments: QuerySet[Segment]) -> Iterable[tuple[UUID, UUID, bool, bool]]:
    """For each segment: its source, whose it is, whether that is staff, whether words are gone."""
    marked = segments.annotate(gone=Q(sealed__isnull=True))
    return marked.values_list("source_id", "participant_id", "participant__staff", "gone")


def _study(row: Study) -> StudyCard:
    return StudyCard(
        id=row.pk,
        organisation=row.organisation_id,
        slug=row.slug,
        title=row.title,
        public_title=row.public_title,
        substance=row.substance,
        approach=row.approach,
        state=row.state,
        invented=row.invented,
        small_number=row.small_number,
        contacts_made=row.contacts_made,
    )


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
    )

"""People of a study as the staff side lists them: a pseudonym, and what they agreed to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.rooms.listen.models import Participant, Segment
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.sources import KIND_WORDS
from pennydrop.rooms.listen.rules.consent import ConsentState, Reply, Scope


@dataclass(frozen=True)
class ParticipantRow:
    """One participant: which sources they stand in (`kinds`, and `sources` one by one), and what
    they said to each scope."""

    id: UUID
    name: str
    staff: bool
    state: str
    joined_on: dt.date
    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    consent: ConsentState

    @property
    def replies(self) -> tuple[tuple[Scope, Reply], ...]:
        """Every scope with its newest answer, in the order in which they are asked."""
        return tuple((scope, self.consent.on(scope).reply) for scope in Scope)


def people_in_order(study: UUID, *, staff: bool = True) -> QuerySet[Participant]:
    """Participants by number, then facilitators (unless `staff` is False)."""
    people = Participant.objects.filter(study=study).order_by("staff", "number")
    return people if staff else people.filter(staff=False)


def participant_rows(people: Iterable[Participant]) -> list[ParticipantRow]:
    """Some people as they are listed, in their order: a page of them asks for nobody else."""
    rows = list(people)
    stand_in: dict[UUID, set[tuple[str, int]]] = {}
    found = Segment.objects.filter(participant__in=[row.pk for row in rows]).values_list(
        "participant_id", "source__kind", "source__number"
    )
    for person, kind, number in found.distinct():
        stand_in.setdefault(person, set()).add((KIND_WORDS[kind], number))
    states = consent_states(row.pk for row in rows)
    return [
        ParticipantRow(
            id=row.pk,
            name=row.name,
            staff=row.staff,
            state=row.state,
            joined_on=row.joined_on,
            kinds=tuple(sorted({kind for kind, _ in stand_in.get(row.pk, ())})),
            sources=tuple(f"{kind} {number}" for kind, number in sorted(stand_in.get(row.pk, ()))),
            consent=states[row.pk],
        )
        for row in rows
    ]


def participant_by_id(study: UUID, participant: UUID) -> Participant | None:
    return Participant.objects.filter(study=study, pk=participant).first()

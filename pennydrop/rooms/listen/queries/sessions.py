"""Read sessions: who was there, what they agreed to, and what is typed so far."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from pennydrop.core.people.models import Membership
from pennydrop.core.people.queries import actor
from pennydrop.core.vault.keys import holders
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.listen.models import (
    Participant,
    Present,
    Session,
    SessionConsent,
    TypedTurn,
)
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.rules.consent import ConsentState
from pennydrop.rooms.listen.rules.sessions import Mark, Said

TURN_TABLE = "listen_typedturn"
GONE = ("withdrawn", "ended")


@dataclass(frozen=True)
class SessionRow:
    """One session of the list. `typed`: turns typed so far; `source`: what it became."""

    id: UUID
    title: str
    on: dt.date
    place: str
    people: tuple[str, ...]
    asked: int
    typed: int
    source: str


@dataclass(frozen=True)
class Person:
    """Somebody at a session: what they said there (newest), and what holds now."""

    id: UUID
    name: str
    asked: SessionConsent | None
    consent: ConsentState


def session_by_id(study: UUID, session: UUID) -> Session | None:
    rows = Session.objects.select_related("study", "place", "source")
    return rows.filter(study=study, pk=session).first()


def session_rows(study: UUID) -> list[SessionRow]:
    """Sessions of a study, newest first."""
    rows = Session.objects.filter(study=study).select_related("place", "source")
    people: dict[UUID, list[str]] = {}
    here = Present.objects.filter(session__study=study).select_related("participant")
    for one in here.order_by("participant__number"):
        people.setdefault(one.session_id, []).append(one.participant.name)
    asked = SessionConsent.objects.filter(session__study=study).values("session")
    told = dict(asked.annotate(n=Count("participant", distinct=True)).values_list("session", "n"))
    turns = TypedTurn.objects.filter(session__study=study).values("session")
    typed = dict(turns.annotate(n=Count("pk")).values_list("session", "n"))
    return [
        SessionRow(
            id=row.pk,
            title=row.title,
            on=row.on,
            place=row.place.name if row.place else "",
            people=tuple(people.get(row.pk, ())),
            asked=told.get(row.pk, 0),
            typed=typed.get(row.pk, 0),
            source=row.source.title if row.source else "",
        )
        for row in rows.order_by("-on", "-number")
    ]


def people_at(session: UUID) -> list[Participant]:
    """Who takes part in a session, by number; who has left is not there."""
    rows = Participant.objects.filter(present__session=session).exclude(state__in=GONE)
    return list(rows.order_by("number"))


def persons_at(session: UUID) -> list[Person]:
    people = people_at(session)
    newest = {
        row.participant_id: row
        for row in SessionConsent.objects.filter(session=session).order_by("pk")
    }
    states = consent_states(person.pk for person in people)
    return [Person(p.pk, p.name, newest.get(p.pk), states[p.pk]) for p in people]


def may_join(study: UUID, session: UUID | None = None) -> list[Participant]:
    """People of the study who could have been there too: nobody who has left or is there, nor
    whose key to originals was destroyed, since nothing new of theirs can be sealed."""
    rows = Participant.objects.filter(study=study, staff=False, state="shared")
    rows = rows.filter(pk__in=holders(study, "raw"))
    if session is not None:
        rows = rows.exclude(present__session=session)
    return list(rows.order_by("number"))


def typed_turns(session: UUID) -> list[Said]:
    """What is typed so far, in order, in the words as typed."""
    rows = list(TypedTurn.objects.filter(session=session).order_by("order"))
    warm({_owner(row) for row in rows}, "raw")
    return [
        Said(
            who=None if row.by_staff else row.participant_id,
            text=unseal(
                row.sealed,
                participant=_owner(row),
                key="raw",
                table=TURN_TABLE,
                row=row.pk,
                field="sealed",
            ),
            mark=Mark(row.recording_id, row.begins) if row.recording_id else None,
            unsure=row.participant_id is None,
        )
        for row in rows
    ]


def _owner(row: TypedTurn) -> UUID:
    """Whose key seals a turn: somebody's, or the recording's while nobody has said whose it is."""
    owner = row.participant_id or row.recording_id
    assert owner is not None  # the table's own constraint
    return owner


def staff_of(organisation: UUID) -> list[tuple[str, str]]:
    """Who works here: how they stand in records, and their name."""
    rows = Membership.objects.filter(organisation=organisation, user__is_active=True)
    people = [row.user for row in rows.select_related("user").order_by("user__name")]
    return [(actor(user), str(user)) for user in people]

"""Writes about sessions: who met, what they agreed to there, files and typed turns."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.ledger import mark_intoxicated
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.models import (
    Participant,
    Present,
    Session,
    SessionConsent,
    Sheet,
    Source,
    Study,
    TypedTurn,
)
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.holdings import PRESENT, SAID_THERE, SESSIONS
from pennydrop.rooms.listen.queries.sessions import GONE
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.sessions import opened_again
from pennydrop.rooms.listen.rules.uploads import Batch

ATTEMPTS = 5


class NotMeant(Exception):
    """A yes would open words that this person had said no to. The message says what to ask."""


@dataclass(frozen=True)
class NewSession:
    """What is noted of a session. `interviewer` and `note_taker` are accounts ("user:3")."""

    kind: str
    on: dt.date
    place: int | None
    interviewer: str
    note_taker: str = ""


@transaction.atomic
def note_session(
    *, study: Study, new: NewSession, people: Collection[UUID], joining: int, by: str,
    at: dt.datetime,
) -> Session:  # fmt: skip
    """Note that people met: known ones, and so many who join the study by it."""
    session = _take_number(study, new)
    record(what="listen.session.noted", on=str(session.pk), by=by, at=at)
    add_people(session=session, people=people, joining=joining, by=by, at=at)
    return session


def _take_number(study: Study, new: NewSession) -> Session:
    for attempt in range(ATTEMPTS):
        taken = Session.objects.filter(study=study, kind=new.kind).aggregate(n=Max("number"))["n"]
        try:
            with transaction.atomic():
                return Session.objects.create(
                    study=study,
                    kind=new.kind,
                    number=(taken or 0) + 1,
                    on=new.on,
                    place_id=new.place,
                    interviewer=new.interviewer,
                    note_taker=new.note_taker,
                )
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def add_people(
    *, session: Session, people: Collection[UUID], joining: int, by: str, at: dt.datetime
) -> None:
    """Somebody else was there too; never somebody of another study, or who has withdrawn."""
    here = Participant.objects.filter(study=session.study_id, pk__in=people, staff=False)
    known = list(here.exclude(state__in=GONE))
    known += [
        add_participant(study=session.study, state="shared", lookup=None, by=by, at=at)
        for _ in range(joining)
    ]
    Present.objects.bulk_create(
        [Present(session=session, participant=person) for person in known], ignore_conflicts=True
    )
    record(what="listen.session.people_added", on=str(session.pk), by=by, at=at)


@transaction.atomic
def record_session_consent(
    *, session: Session, participant: Participant, answers: Mapping[Scope, Reply], how: str,
    sheet: Sheet | None, intoxicated: bool = False, meant: bool = False, by: str, at: dt.datetime,
) -> None:  # fmt: skip
    """Keep what somebody answered at a session, there and in the ledger, on the session's day.

    `how`: "read_aloud" (and recorded) or "signed". A yes given while intoxicated has to be said
    again. Raises TakenBack, and NotMeant where a yes would open what was closed by an earlier no
    and nobody has said (`meant`) that it holds for the earlier words too.
    """
    held = Participant.objects.filter(pk=participant.pk).exclude(state__in=GONE)
    if not held.update(staff=F("staff")):  # holds the row while we write
        raise TakenBack(f"{participant.name} has taken their words back.")
    if not meant:
        _check_meant(participant, answers)
    said = {scope.value: reply.value for scope, reply in answers.items()}
    ledger = "spoken" if how == "read_aloud" else "paper"
    record_consent(participant=participant, answers=said, sheet=sheet, how=ledger, by=by, at=at)
    if intoxicated:
        mark_intoxicated(participant=participant, how=ledger, by=by, at=at)
    SessionConsent.objects.bulk_create(
        SessionConsent(
            session=session, participant=participant, scope=scope, answer=answer, how=how,
            intoxicated=intoxicated, on=session.on, recorded_by=by,
        )
        for scope, answer in said.items()
    )  # fmt: skip
    record(what="listen.session.consent_recorded", on=str(session.pk), by=by, at=at)


def _check_meant(participant: Participant, answers: Mapping[Scope, Reply]) -> None:
    """Raise NotMeant where a yes would open what an earlier no closed."""
    again = opened_again(consent_states([participant.pk])[participant.pk], answers)
    if again:
        asked = ", ".join(scope.value.replace("_", " ") for scope in again)
        raise NotMeant(
            f"{participant.name} said no before to: {asked}. A yes now holds for the earlier words "
            "too. Ask whether that is meant, and tick the box, or leave it at no."
        )


@transaction.atomic
def await_files(*, session: Session, batch: UUID, by: str, at: dt.datetime) -> None:
    """Files of this session are on their way in."""
    Session.objects.filter(pk=session.pk, source=None).update(batch=batch)
    record(what="listen.session.files_added", on=str(session.pk), by=by, at=at)


@transaction.atomic
def tie_sources(*, batch: Batch, by: str, at: dt.datetime) -> None:
    """Files were brought in: if they were a session's, their source is that session's source."""
    session = Session.objects.filter(batch=batch.id, source=None).first()
    made = [UUID(source) for file in batch.files for source in file.sources]
    source = Source.objects.filter(pk__in=made).order_by("number").first()
    if session is None or source is None:
        return
    Session.objects.filter(pk=session.pk, source=None).update(source=source, batch=None)
    speakers = Participant.objects.filter(segment__source=source, staff=False).distinct()
    people = [person.pk for person in speakers]
    add_people(session=session, people=people, joining=0, by=by, at=at)
    record(what="listen.session.source_tied", on=str(session.pk), by=by, at=at)


def forget_typed(participant: UUID) -> int:
    """Remove the turns under somebody's key that are not handed in yet. Returns how many."""
    return TypedTurn.objects.filter(participant=participant).delete()[0]


def forget_sessions(participant: UUID) -> dict[str, int]:
    """listen's forgetter for sessions: being there, answers given there; and a session at which
    nobody else was."""
    there = list(Present.objects.filter(participant=participant).values_list("session", flat=True))
    gone = {
        SAID_THERE: SessionConsent.objects.filter(participant=participant).delete()[0],
        PRESENT: Present.objects.filter(participant=participant).delete()[0],
    }
    left = Session.objects.filter(pk__in=there, present=None)
    gone[SESSIONS] = left.delete()[1].get("listen.Session", 0)
    return gone

"""A transcript that is typed: kept sealed at every save, handed in as a source."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import KeyGone, seal
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.recordings import mark_corrected
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import Participant, Session, Source, TypedTurn
from pennydrop.rooms.listen.queries.recordings import is_being_heard, live_recordings
from pennydrop.rooms.listen.queries.sessions import TURN_TABLE, people_at, typed_turns
from pennydrop.rooms.listen.rules.sessions import BadTurns, Said, check_somebody_speaks
from pennydrop.rooms.listen.rules.speakers import sealed_together, staff_label
from pennydrop.rooms.listen.rules.transcripts.turns import MAX_TURN, Turn, split_long


class TypedMeanwhile(Exception):
    """Somebody else saved the same transcript; nothing was overwritten."""


class HandedIn(Exception):
    """The transcript is a source already; it is not typed any more."""


@transaction.atomic
def keep_turns(
    *, session: Session, turns: Sequence[Said], seen: int, by: str, at: dt.datetime
) -> int:
    """Keep the transcript as it is typed so far, in place of what was kept before.

    `seen` is the version that stood on the page. Returns the new version. Turns of somebody who
    has withdrawn are left out. Raises TypedMeanwhile, HandedIn, and BadTurns for somebody whose
    key to originals is gone.
    """
    _next_version(session, seen)
    people = _held(session)
    owners = _owners(session, people, turns, by, at)
    TypedTurn.objects.filter(session=session).delete()
    live = set(live_recordings(session.pk))
    kept = [turn for turn in turns if _has_key(turn, owners, live)]
    try:
        rows = [_sealed(session, order, turn, owners) for order, turn in enumerate(kept)]
    except KeyGone as reason:
        raise BadTurns(
            "The originals of somebody here were destroyed, and with them the key that would seal "
            "these words. Note them at this session as a new person, and choose that one."
        ) from reason
    TypedTurn.objects.bulk_create(rows)
    record(what="listen.session.typed", on=str(session.pk), by=by, at=at)
    return seen + 1


@transaction.atomic
def hand_in(
    *, session: Session, fidelity: str, seen: int, listened: bool = False, by: str, at: dt.datetime
) -> Source:
    """Make the typed turns a source; what was typed is removed from the session.

    A machine's draft is handed in only by somebody who says (`listened`) that they have listened
    to the recording and corrected it. Raises BadTurns where it is not ready, TypedMeanwhile and
    HandedIn.
    """
    _next_version(session, seen)
    people = _held(session)
    turns = typed_turns(session.pk)
    check_somebody_speaks(turns)
    _check_corrected(session, turns, listened)
    owners = _owners(session, people, turns, by, at)
    kind = "focus_group" if session.kind == "focus_group" else "interview"
    names = {person.pk: person.name for person in people}
    segments = [
        NewSegment(
            owner=owners[turn.who],
            speaker=names[turn.who] if turn.who else staff_label(kind, 1, 1),
            text=piece.text,
        )
        for turn in turns
        for piece in split_long([Turn("", turn.text, "")], MAX_TURN - 1)
    ]
    source = add_source(
        study=session.study, kind=kind, fidelity=fidelity, segments=segments, by=by, at=at
    )
    TypedTurn.objects.filter(session=session).delete()
    Session.objects.filter(pk=session.pk).update(source=source)
    mark_corrected(session=session, by=by, at=at)
    record(what="listen.session.handed_in", on=str(session.pk), by=by, at=at)
    return source


def _check_corrected(session: Session, turns: Sequence[Said], listened: bool) -> None:
    if is_being_heard(session.pk):
        raise BadTurns("A recording of this session is still being written down. Wait for it.")
    if any(turn.mark for turn in turns) and not listened:
        raise BadTurns(
            "This is a machine’s draft. Listen to the recording, correct the draft, and tick that "
            "you have done so."
        )


def _next_version(session: Session, seen: int) -> None:
    """Take the next version, if nobody has taken it; this also holds the row while we write."""
    rows = Session.objects.filter(pk=session.pk, source=None)
    if rows.filter(typed_version=seen).update(typed_version=seen + 1):
        return
    if rows.exists():
        raise TypedMeanwhile(
            "Somebody else saved this transcript while you had it open, perhaps you in another "
            "window. Nothing was overwritten. Copy what you typed, open the page again, and put "
            "it in there."
        )
    raise HandedIn("This transcript is handed in already, so that it is not typed any more.")


def _held(session: Session) -> list[Participant]:
    """People of the session, held so that nobody withdraws between the look and the write."""
    here = Participant.objects.filter(pk__in=[person.pk for person in people_at(session.pk)])
    here.update(staff=F("staff"))
    return people_at(session.pk)


def _owners(
    session: Session, people: list[Participant], turns: Sequence[Said], by: str, at: dt.datetime
) -> dict[UUID | None, Participant]:
    """Under whose key each speaker's turns stand; None is staff."""
    owners: dict[UUID | None, Participant] = {person.pk: person for person in people}
    kind = "focus_group" if session.kind == "focus_group" else "interview"
    if sealed_together(kind, len(people)):
        owners[None] = people[0]
    elif any(turn.who is None and not turn.unsure for turn in turns):
        owners[None] = _facilitator(session, by, at)
    return owners


def _facilitator(session: Session, by: str, at: dt.datetime) -> Participant:
    row = Session.objects.select_related("facilitator").get(pk=session.pk)
    if row.facilitator is not None and row.facilitator.state != "withdrawn":
        return row.facilitator
    made = add_participant(
        study=session.study, state="shared", lookup=None, staff=True, by=by, at=at
    )
    Session.objects.filter(pk=session.pk).update(facilitator=made)
    return made


def _has_key(turn: Said, owners: Mapping[UUID | None, Participant], live: set[UUID]) -> bool:
    """Whether there is a key for a turn: its speaker's, or its recording's while nobody is said
    to speak."""
    if turn.unsure:
        return turn.mark is not None and turn.mark.recording in live
    return turn.who in owners


def _sealed(
    session: Session, order: int, turn: Said, owners: Mapping[UUID | None, Participant]
) -> TypedTurn:
    row = uuid.uuid4()
    owner = None if turn.unsure else owners[turn.who]
    recording = turn.mark.recording if turn.mark else None
    key = owner.pk if owner else recording
    assert key is not None  # `_has_key`
    box = seal(turn.text, participant=key, key="raw", table=TURN_TABLE, row=row, field="sealed")
    return TypedTurn(
        id=row,
        session=session,
        order=order,
        participant=owner,
        by_staff=turn.who is None and not turn.unsure,
        recording_id=recording,
        begins=turn.mark.begins if turn.mark else 0,
        sealed=box,
    )

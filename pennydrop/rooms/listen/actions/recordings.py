"""Recordings of sessions: kept sealed under a key of their own, made into a draft, destroyed.

The key lies in the key store under the recording's id. So a recording dies on its day, in every
copy of the data too, although the people on it keep their keys; and when one of several people
takes their words back, all of it goes at once.
"""

import datetime as dt
import os
import uuid
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.core.vault import keys
from pennydrop.core.vault.sealing import seal, seal_bytes
from pennydrop.rooms.listen.models import Recording, Session, TypedTurn
from pennydrop.rooms.listen.queries.recordings import (
    LIVE,
    MORE,
    PIECE,
    TABLE,
    file_of,
    progress_file,
    recordings_with,
)
from pennydrop.rooms.listen.queries.sessions import TURN_TABLE
from pennydrop.rooms.listen.rules.recording_drafts import (
    Draft,
    Heard,
    Stopped,
    Unheard,
    goes_on,
)

BY = "the clock"
HANDED_IN = "The words of this session are handed in already."
LOST_AFTER = dt.timedelta(days=1)


@dataclass(frozen=True)
class NewRecording:
    """Sound without what a phone writes beside it, its type, and for how many days it is kept."""

    data: bytes
    media: str
    days: int


def keep_recording(*, session: Session, new: NewRecording, by: str, at: dt.datetime) -> Recording:
    """Seal a recording and let it wait for the machine. Raises Unheard where the session's words
    are a source already."""
    row = uuid.uuid4()
    keys.make_participant_keys(session.study_id, [row])
    keys.destroy([row], ["words"])
    _write(row, new.data)
    try:
        return _keep(session=session, row=row, new=new, by=by, at=at)
    except BaseException:
        file_of(row).unlink(missing_ok=True)
        keys.destroy([row])
        raise


@transaction.atomic
def _keep(*, session: Session, row: UUID, new: NewRecording, by: str, at: dt.datetime) -> Recording:
    open_still = Session.objects.filter(pk=session.pk, source=None)
    if not open_still.update(number=F("number")):  # holds the row while we write
        raise Unheard(HANDED_IN)
    made = Recording.objects.create(
        id=row,
        study_id=session.study_id,
        session=session,
        media=new.media,
        size=len(new.data),
        days=new.days,
        on=timezone.localdate(at),
        go_on=goes_on(timezone.localdate(at), new.days, None),
        added_by=by,
    )
    record(what="listen.recording.kept", on=str(row), by=by, at=at)
    return made


def _write(row: UUID, data: bytes) -> None:
    """Sealed in pieces, so that a player can be given a part without opening the whole."""
    path = file_of(row)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    view = memoryview(data)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for number in range(-(-len(data) // PIECE)):
            piece = bytes(view[number * PIECE : (number + 1) * PIECE])
            box = seal_bytes(
                piece, participant=row, key="raw", table=TABLE, row=row, field=f"piece{number}"
            )
            assert len(box) == len(piece) + MORE
            file.write(box)


@transaction.atomic
def put_draft(*, recording: Recording, draft: Draft, by: str, at: dt.datetime) -> None:
    """Put what the machine heard behind whatever is typed at the session, each turn sealed under
    the recording's key until a person says who speaks. Raises Stopped, and Unheard."""
    here = Recording.objects.filter(pk=recording.pk, state="hearing")
    session = Session.objects.filter(recording=recording.pk, source=None)
    if not draft.turns:
        raise Unheard("Nobody was heard on this recording. Is it the right one?")
    if not here.update(state="drafted", seconds=draft.seconds):
        raise Stopped
    if not session.update(typed_version=F("typed_version") + 1):
        raise Unheard(HANDED_IN)
    at_session = session.get()
    typed = TypedTurn.objects.filter(session=at_session)
    last = typed.aggregate(last=Max("order"))["last"]
    first = 0 if last is None else last + 1
    TypedTurn.objects.bulk_create(
        [
            _turn(at_session, recording, order, heard)
            for order, heard in enumerate(draft.turns, start=first)
        ]
    )
    record(what="listen.recording.drafted", on=str(recording.pk), by=by, at=at)


def _turn(session: Session, recording: Recording, order: int, heard: Heard) -> TypedTurn:
    row = uuid.uuid4()
    box = seal(
        heard.text, participant=recording.pk, key="raw", table=TURN_TABLE, row=row, field="sealed"
    )
    return TypedTurn(
        id=row,
        session=session,
        order=order,
        recording=recording,
        begins=heard.at,
        sealed=box,
    )


def mark_corrected(*, session: Session, by: str, at: dt.datetime) -> None:
    """Somebody has listened and corrected: from now on the recording's days are counted."""
    for row in Recording.objects.filter(session=session, state__in=("drafted", "failed")):
        Recording.objects.filter(pk=row.pk, state__in=("drafted", "failed")).update(
            state="corrected",
            corrected_on=timezone.localdate(at),
            corrected_by=by,
            go_on=goes_on(row.on, row.days, timezone.localdate(at)),
        )
        record(what="listen.recording.corrected", on=str(row.pk), by=by, at=at)


@transaction.atomic
def note_listening(*, recording: Recording, by: str, at: dt.datetime) -> None:
    """Somebody began to play a recording."""
    record(what="listen.recording.played", on=str(recording.pk), by=by, at=at)


@transaction.atomic
def try_again(*, recording: Recording, by: str, at: dt.datetime) -> None:
    """Let a recording that failed, or that nobody is at any more, wait once more."""
    rows = Recording.objects.filter(pk=recording.pk, state__in=("failed", "hearing"))
    if rows.update(state="waiting", problem=""):
        record(what="listen.recording.tried_again", on=str(recording.pk), by=by, at=at)


def destroy_recording(*, recording: Recording, by: str, at: dt.datetime) -> None:
    """Destroy a recording now, and with it the turns of which nobody has said who speaks."""
    with transaction.atomic():
        _end(recording.pk, "by_hand")
    finish_recordings(by=by, at=at)


def _end(recording: UUID, why: str) -> bool:
    """Let a recording be gone: its turns that nobody has a key for, and what an open page sends."""
    rows = Recording.objects.filter(pk=recording, state__in=LIVE)
    if not rows.update(state="gone", gone_why=why, problem=""):
        return False
    TypedTurn.objects.filter(recording=recording, participant=None).delete()
    # A page that is still open must not bring back what is gone.
    Session.objects.filter(recording=recording).update(typed_version=F("typed_version") + 1)
    return True


def forget_recordings(participant: UUID) -> int:
    """Remove the recordings of sessions at which somebody was. Returns how many.

    The caller's transaction holds this; `finish_recordings` then destroys keys and files.
    """
    rows = list(recordings_with(participant).values_list("pk", flat=True))
    return sum(_end(row, "taken_back") for row in rows)


def end_corrected(participant: UUID) -> int:
    """Originals of somebody go early: recordings that were corrected go, too."""
    rows = recordings_with(participant).filter(state="corrected").values_list("pk", flat=True)
    return sum(_end(row, "originals") for row in list(rows))


def finish_recordings(*, by: str = BY, at: dt.datetime) -> int:
    """Destroy what is due, and the key and file of everything that is gone. Returns how many.

    Runs every minute, at every start and after a copy was put back; may be run again at any time.
    """
    due = Recording.objects.filter(state__in=LIVE, go_on__lte=timezone.localdate(at))
    for row in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            _end(row, "day")
    for row in _lost():
        with transaction.atomic():
            _end(row, "lost")
    gone = list(Recording.objects.filter(state="gone", erased=False))
    for one in gone:
        _erase(one, by, at)
    _drop_strays(at)
    return len(gone)


def _lost() -> list[UUID]:
    """Recordings that came back with an older copy of the data: their key or file is not here."""
    live = Recording.objects.filter(state__in=LIVE).values_list("pk", flat=True)
    here = keys.holders(kind="raw") if live.exists() else set()
    return [row for row in live if row not in here or not file_of(row).exists()]


def _erase(row: Recording, by: str, at: dt.datetime) -> None:
    keys.destroy([row.pk])
    file_of(row.pk).unlink(missing_ok=True)
    progress_file(row.pk).unlink(missing_ok=True)
    with transaction.atomic():
        if not Recording.objects.filter(pk=row.pk, erased=False).update(
            erased=True, gone_on=timezone.localdate(at)
        ):
            return
        what, on = "listen.recording.destroyed", str(row.pk)
        if row.gone_why == "taken_back":
            # The moment at which somebody took their words back is theirs: the day only.
            record_quietly(what=what, on=on, day=timezone.localdate(at))
        else:
            record(what=what, on=on, by=by if row.gone_why == "by_hand" else BY, at=at)


def _drop_strays(at: dt.datetime) -> None:
    """Files that a power cut left without a row, and their keys."""
    files = list(file_of(UUID(int=0)).parent.glob("*.sealed"))
    old = [
        UUID(path.stem) for path in files
        if dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) < at - LOST_AFTER
    ]  # fmt: skip
    known = set(Recording.objects.filter(pk__in=old, erased=False).values_list("pk", flat=True))
    for row in set(old) - known:
        keys.destroy([row])
        file_of(row).unlink(missing_ok=True)

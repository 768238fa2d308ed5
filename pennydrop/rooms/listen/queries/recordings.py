"""Recordings: what a session has of them, how far a machine is, and a part of the sound itself."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from pennydrop.core.vault.scratch import folder
from pennydrop.core.vault.sealing import unseal_bytes
from pennydrop.rooms.listen.models import Recording, TypedTurn

TABLE = "listen_recording"
FOLDER = "recordings"
PIECE = 1024 * 1024
# What a sealed piece is longer than its words: algorithm (1), nonce (12) and tag (16).
MORE = 29
UNCORRECTED = ("waiting", "hearing", "drafted", "failed")
LIVE = (*UNCORRECTED, "corrected")
SILENT_FOR = dt.timedelta(seconds=90)

_GONE = {
    "day": "its day had come",
    "by_hand": "by hand",
    "taken_back": "because somebody took their words back, or their time was over",
    "originals": "with the originals",
    "lost": "its key or its file was no longer here",
}


@dataclass(frozen=True)
class RecordingCard:
    """A recording as pages show it. `stalled`: it was being written down, and nobody is at it."""

    id: UUID
    number: int
    state: str
    percent: int
    stalled: bool
    problem: str
    on: dt.date
    go_on: dt.date
    days: int
    gone_on: dt.date | None
    gone_why: str

    @property
    def is_working(self) -> bool:
        return self.state in {"waiting", "hearing"} and not self.stalled

    @property
    def can_try_again(self) -> bool:
        return self.state == "failed" or self.stalled


def file_of(recording: UUID) -> Path:
    """Where the sealed sound lies; the file may be missing."""
    return Path(settings.PLACES.home, FOLDER, f"{recording.hex}.sealed")


def progress_file(recording: UUID) -> Path:
    """Says in scratch how far the machine is; its age says whether anybody is still at it."""
    return folder(FOLDER) / recording.hex


def recording_by_id(session: UUID, recording: UUID) -> Recording | None:
    """A recording of the session that is still here."""
    rows = Recording.objects.filter(session=session, state__in=LIVE)
    return rows.filter(pk=recording).first()


def live_recordings(session: UUID) -> list[UUID]:
    rows = Recording.objects.filter(session=session, state__in=LIVE)
    return list(rows.values_list("pk", flat=True))


def recordings_here() -> int:
    """How many recordings lie on this disk, and so in no backup (docs/decisions/0013)."""
    return Recording.objects.filter(state__in=LIVE).count()


def recordings_with(participant: UUID) -> QuerySet[Recording]:
    """Recordings that are here of sessions at which this person was."""
    return Recording.objects.filter(
        session__present__participant=participant, state__in=LIVE
    ).distinct()


def recording_cards(session: UUID, at: dt.datetime) -> list[RecordingCard]:
    """Every recording of a session, also those that are gone, by the day they were brought in."""
    rows = Recording.objects.filter(session=session).order_by("on", "pk")
    return [_card(row, number, at) for number, row in enumerate(rows, start=1)]


def _card(row: Recording, number: int, at: dt.datetime) -> RecordingCard:
    percent, told = _progress(row.pk) if row.state == "hearing" else (0, None)
    silent = row.state == "hearing" and (told is None or at - told > SILENT_FOR)
    return RecordingCard(
        id=row.pk,
        number=number,
        state=row.state,
        percent=percent,
        stalled=silent,
        problem=row.problem,
        on=row.on,
        go_on=row.go_on,
        days=row.days,
        gone_on=row.gone_on,
        gone_why=_GONE.get(row.gone_why, ""),
    )


def _progress(recording: UUID) -> tuple[int, dt.datetime | None]:
    path = progress_file(recording)
    try:
        told = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        return int(path.read_text() or 0), told
    except FileNotFoundError:
        return 0, None


def is_machine_draft(session: UUID) -> bool:
    """Whether turns of this session come from a machine and nobody has handed them in yet."""
    return TypedTurn.objects.filter(session=session, recording__isnull=False).exists()


def sessions_with_drafts(study: UUID) -> set[UUID]:
    rows = TypedTurn.objects.filter(session__study=study, recording__isnull=False)
    return set(rows.values_list("session", flat=True))


def is_being_heard(session: UUID) -> bool:
    return Recording.objects.filter(session=session, state__in=("waiting", "hearing")).exists()


def sound(recording: Recording, start: int, stop: int) -> bytes:
    """Bytes of the recording from `start` up to `stop`.

    Raises KeyGone when its key was destroyed, FileNotFoundError when its file is.
    """
    first = start // PIECE
    parts = []
    with file_of(recording.pk).open("rb") as file:
        for number in range(first, -(-stop // PIECE)):
            file.seek(number * (PIECE + MORE))
            box = file.read(PIECE + MORE)
            parts.append(
                unseal_bytes(
                    box,
                    participant=recording.pk,
                    key="raw",
                    table=TABLE,
                    row=recording.pk,
                    field=f"piece{number}",
                )
            )
    return b"".join(parts)[start - first * PIECE : stop - first * PIECE]

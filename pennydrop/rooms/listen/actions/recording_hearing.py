"""The job that lets a machine listen: it takes a recording, says how far it is, puts the draft."""

import datetime as dt
import logging
from uuid import UUID

from django.db import transaction

from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.recordings import put_draft
from pennydrop.rooms.listen.models import Recording
from pennydrop.rooms.listen.queries.recordings import progress_file, sound
from pennydrop.rooms.listen.rules.recording_drafts import Engine, Stopped, Unheard

log = logging.getLogger(__name__)

_UNEXPECTED = "Something went wrong while this recording was written down. Try it again."


def hear(*, recording_id: UUID, engine: Engine, at: dt.datetime) -> None:
    """Make a draft of a recording that waits. Whatever happens, the page says so, and no word
    reaches a log: a job's own error would be kept in the database."""
    if not Recording.objects.filter(pk=recording_id, state="waiting").update(state="hearing"):
        return
    row = Recording.objects.get(pk=recording_id)
    try:
        _say(recording_id, 0)
        data = sound(row, 0, row.size)
        draft = engine(data, lambda percent: _on(recording_id, percent))
        put_draft(recording=row, draft=draft, by=row.added_by, at=at)
    except Stopped:
        pass
    except Unheard as reason:
        _fail(recording_id, str(reason))
    except (KeyGone, FileNotFoundError):
        _fail(recording_id, "The recording is not here any more.")
    except Exception:
        log.exception("A recording could not be written down")
        _fail(recording_id, _UNEXPECTED)
    finally:
        progress_file(recording_id).unlink(missing_ok=True)


def _on(recording: UUID, percent: int) -> None:
    if not Recording.objects.filter(pk=recording, state="hearing").exists():
        raise Stopped
    _say(recording, percent)


def _say(recording: UUID, percent: int) -> None:
    progress_file(recording).write_text(str(percent))


@transaction.atomic
def _fail(recording: UUID, problem: str) -> None:
    Recording.objects.filter(pk=recording, state="hearing").update(state="failed", problem=problem)

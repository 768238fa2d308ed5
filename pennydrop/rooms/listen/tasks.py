"""Background work. A job is given a number and returns nothing: both are kept in the database."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pennydrop.rooms.listen.actions import sessions, uploads
from pennydrop.rooms.listen.actions.recording_engine import hear_in_process
from pennydrop.rooms.listen.actions.recording_hearing import hear
from pennydrop.rooms.listen.queries.uploads import batch as batch_by_id


@task
def read_uploads(batch: str) -> None:
    """Read the files of a batch that wait."""
    uploads.read_uploads(batch_id=UUID(batch))


@task
def bring_in_uploads(batch: str) -> None:
    """Bring in the files of a batch that were answered about."""
    uploads.bring_in_uploads(batch_id=UUID(batch), at=timezone.now())
    done = batch_by_id(UUID(batch))
    if done is not None:
        sessions.tie_sources(batch=done, by=done.by, at=timezone.now())


@task
def hear_recording(recording: str) -> None:
    """Let the machine listen to a recording that waits."""
    hear(recording_id=UUID(recording), engine=hear_in_process, at=timezone.now())

"""Background work. A job is given a number and returns nothing: both are kept in the database."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pennydrop.rooms.understand.actions import project_files


@task
def bring_in_project(number: str) -> None:
    """Bring in a project that was answered about."""
    project_files.bring_in_held(number=UUID(number), at=timezone.now())

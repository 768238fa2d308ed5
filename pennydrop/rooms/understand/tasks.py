"""Background work. A job is given a number and returns nothing: both are kept in the database."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pennydrop.rooms.understand.actions import project_files
from pennydrop.rooms.understand.actions.suggesting import learn_anew


@task
def bring_in_project(number: str) -> None:
    """Bring in a project that was answered about."""
    project_files.bring_in_held(number=UUID(number), at=timezone.now())


@task
def learn_suggestions(study: str) -> None:
    """Place what is new in a study, and learn from its codings."""
    learn_anew(study=UUID(study), at=timezone.now())

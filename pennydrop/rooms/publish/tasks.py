"""Background work: e-mails. A job is given an opaque id and returns nothing, for both are kept."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from pennydrop.core.messages.following import send_question
from pennydrop.rooms.publish.actions.following import PROMISES, send_news


@task
def ask_for_yes(follower: str) -> None:
    """Write to somebody who may have asked to follow."""
    send_question(circle=PROMISES, follower=UUID(follower), site=settings.SITE, at=timezone.now())


@task
def tell_follower(follower: str) -> None:
    """Write to somebody about what is new."""
    send_news(follower=UUID(follower), site=settings.SITE, at=timezone.now())

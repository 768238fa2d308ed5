"""What is done by the clock: seals, lapses and deletions that are due each minute, the key store's
one copy each day."""

import datetime as dt
import logging
import os
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import connections

from pennydrop.core.audit.actions import seal_events
from pennydrop.core.messages.following import drop_unconfirmed
from pennydrop.core.messages.post import sends_post
from pennydrop.rooms.inform.actions.following import ALERTS
from pennydrop.rooms.inform.actions.following import queue_news as queue_alerts
from pennydrop.rooms.inform.public import delete_old_certificates, drop_old_answers
from pennydrop.rooms.inform.tasks import tell_of_alerts
from pennydrop.rooms.listen.actions.ledger import lapse_unconfirmed
from pennydrop.rooms.listen.actions.recordings import finish_recordings
from pennydrop.rooms.listen.actions.retention import delete_what_is_over
from pennydrop.rooms.listen.actions.uploads import drop_old_uploads
from pennydrop.rooms.publish.actions.deleting import drop_deleted
from pennydrop.rooms.publish.actions.following import PROMISES, queue_news
from pennydrop.rooms.publish.public import read_named_figures
from pennydrop.rooms.publish.tasks import tell_follower
from pennydrop.rooms.support.public import end_old_concerns
from pennydrop.rooms.understand.actions.noting import forget_old_changes

log = logging.getLogger(__name__)


def tick(*, at: dt.datetime) -> None:
    """One round. A failure is logged and does not stop the next round."""
    for work in (
        seal_the_record,
        lapse_what_was_not_said_again,
        end_what_is_over,
        end_concerns_that_are_over,
        end_certificates_that_are_over,
        destroy_recordings_that_are_due,
        renew_key_copy,
        clear_old_uploads,
        clear_old_notes,
        drop_deleted_drafts,
        drop_kept_answers,
        read_figures_of_promises,
        write_to_followers,
    ):
        try:
            work(at=at)
        except Exception:
            log.exception("%s failed", work.__name__)


def seal_the_record(*, at: dt.datetime) -> None:
    seal_events(at=at)


def clear_old_uploads(*, at: dt.datetime) -> None:
    """Files that somebody added and left: they are gone from scratch after a day."""
    drop_old_uploads(at=at)


def clear_old_notes(*, at: dt.datetime) -> None:
    """Notes of what changed in texts and codings, as far as everything has been carried in."""
    forget_old_changes()


def drop_deleted_drafts(*, at: dt.datetime) -> None:
    """Drafts that were deleted a month ago, and all that hung on them."""
    drop_deleted(at=at)


def drop_kept_answers(*, at: dt.datetime) -> None:
    """Answers to the self-check that somebody kept under a code, once their day is over."""
    drop_old_answers(at=at)


def lapse_what_was_not_said_again(*, at: dt.datetime) -> None:
    lapse_unconfirmed(at=at)


def end_what_is_over(*, at: dt.datetime) -> None:
    """Studies whose time of keeping is over: words go, and a receipt says what went."""
    delete_what_is_over(at=at)


def end_concerns_that_are_over(*, at: dt.datetime) -> None:
    """Closed concerns whose day has come; their keys go too."""
    end_old_concerns(at=at)


def end_certificates_that_are_over(*, at: dt.datetime) -> None:
    """Certificates of courses whose last day has passed."""
    delete_old_certificates(at=at)


def destroy_recordings_that_are_due(*, at: dt.datetime) -> None:
    """Recordings whose day has come, and what an interruption left of those that are gone."""
    finish_recordings(at=at)


def read_figures_of_promises(*, at: dt.datetime) -> None:
    """Figures that promises are held to, once a day."""
    read_named_figures(at=at)


def write_to_followers(*, at: dt.datetime) -> None:
    """Queue an e-mail for everybody to whom a page that they follow has something new."""
    for circle in (PROMISES, ALERTS):
        drop_unconfirmed(circle=circle, at=at)
    if sends_post():
        for follower in queue_news(at=at):
            tell_follower.enqueue(str(follower))
        for follower in queue_alerts(at=at):
            tell_of_alerts.enqueue(str(follower))


def renew_key_copy(*, at: dt.datetime) -> None:
    """Overwrite the one copy of the key store when it is a day old or missing."""
    if not settings.KEY_COPY or connections["keys"].vendor != "sqlite":
        return
    copy = Path(settings.KEY_COPY) / "keys.sqlite3"
    if copy.exists() and at.timestamp() - copy.stat().st_mtime < 86_400:
        return
    copy_keys(Path(settings.KEY_COPY))


def copy_keys(folder: Path) -> Path:
    """Write the key store and its root key into `folder`, over whatever copy stood there.

    The old bytes are overwritten in place before the new file takes the name, because a copy that
    is only unlinked could still be read from the disk.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target, aside = folder / "keys.sqlite3", folder / "keys.new"
    source = connections["keys"]
    source.ensure_connection()
    with sqlite3.connect(aside) as destination:
        source.connection.backup(destination)
    destination.close()
    os.chmod(aside, 0o600)
    _overwrite(target)
    os.replace(aside, target)
    shutil.copyfile(settings.PLACES.keys / "root.key", folder / "root.key")
    os.chmod(folder / "root.key", 0o600)
    return target


def _overwrite(path: Path) -> None:
    if path.exists():
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())

"""What must be true before anything is served."""

import datetime as dt
from collections.abc import Callable

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from pennydrop.rooms.listen.actions.withdrawal import finish_withdrawals

Say = Callable[[str], None]
DATABASES = ("keys", DEFAULT_DB_ALIAS)


def pending_migrations(alias: str) -> int:
    executor = MigrationExecutor(connections[alias])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(say: Say) -> None:
    """Bring both databases up to date; the key store first, since data without keys is nothing."""
    for alias in DATABASES:
        waiting = pending_migrations(alias)
        if waiting:
            name = "key store" if alias == "keys" else "data"
            say(f"Preparing the {name} ({waiting} steps)")
            call_command("migrate", database=alias, interactive=False, verbosity=0)


def finish_what_was_interrupted(say: Say, at: dt.datetime) -> None:
    mended = finish_withdrawals(at=at)
    if mended:
        say(f"Finished {mended} withdrawal(s) that were interrupted or came back with a backup")

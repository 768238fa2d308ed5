"""What must be true before anything is served."""

import datetime as dt
from collections.abc import Callable

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from pennydrop.core.audit.models import Seal
from pennydrop.core.vault.keys import studies_with_keys
from pennydrop.core.vault.models import Mark
from pennydrop.rooms.listen.actions.ledger import lapse_unconfirmed
from pennydrop.rooms.listen.actions.retention import delete_what_is_over
from pennydrop.rooms.listen.actions.withdrawal import finish_withdrawals
from pennydrop.rooms.listen.models import Study

Say = Callable[[str], None]
DATABASES = ("keys", DEFAULT_DB_ALIAS)
# The key store holds one app's tables: walking through the history of all others takes seconds.
APPS_OF = {"keys": ("vault",), DEFAULT_DB_ALIAS: ()}


class WrongKeys(Exception):
    """The key store does not belong to this data, or is an older copy of the right one."""


def pending_migrations(alias: str) -> int:
    executor = MigrationExecutor(connections[alias])
    apps, graph = APPS_OF[alias], executor.loader.graph
    leaves = [leaf for app in apps for leaf in graph.leaf_nodes(app)] or graph.leaf_nodes()
    return len(executor.migration_plan(leaves))


def migrate(say: Say) -> None:
    """Bring both databases up to date; the key store first, since data without keys is nothing."""
    for alias in DATABASES:
        if pending_migrations(alias):
            name = "key store" if alias == "keys" else "data"
            say(f"Preparing the {name}")
            call_command("migrate", *APPS_OF[alias], database=alias, interactive=False, verbosity=0)


def check_keys_belong() -> None:
    """Raise WrongKeys unless this key store is the newest one of this data.

    Whoever has no keys has withdrawn and is forgotten at the start. With an empty, foreign or
    older key store that rule would erase people who never asked for it, so nothing starts then.
    """
    if set(Study.objects.values_list("pk", flat=True)) - studies_with_keys():
        raise WrongKeys(
            "The key store does not belong to this data: it lacks the key of a study. Nothing was "
            "changed. Point PENNYDROP_KEYS at the right folder, or put the key store's copy back."
        )
    for stream in ("staff", "quiet"):
        newest = Seal.objects.filter(stream=stream).order_by("-number").first()
        mark = Mark.objects.filter(name=f"audit/{stream}").first()
        known = int(mark.value.partition(":")[0]) if mark else 0
        # One seal of grace: the power may fail between a seal and its mark.
        if newest and newest.number > known + 1:
            raise WrongKeys(
                "The key store is older than the data. Starting with it would forget people who "
                "joined since. Nothing was changed. Put the newest key store back."
            )


def finish_what_was_interrupted(say: Say, at: dt.datetime) -> None:
    check_keys_belong()
    lapse_unconfirmed(at=at)
    # Before the withdrawals: whoever has no keys because the study's time is over left nothing
    # undone, and must not be taken for somebody who withdrew.
    ended = sum(receipt.people for receipt in delete_what_is_over(at=at))
    if ended:
        say(f"Deleted the words of {ended} people, as they were told when they joined")
    mended = finish_withdrawals(at=at)
    if mended:
        say(f"Finished {mended} withdrawal(s) that were interrupted or came back with a backup")

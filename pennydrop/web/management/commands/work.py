"""The background half of `pennydrop serve`: the queue, what is done by the clock, and what is made
ahead for searches and counts."""

import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from pennydrop.web.clockwork import tick
from pennydrop.web.keeper import Keeper

EVERY_SECONDS = 60


class Command(BaseCommand):
    help = "Run queued jobs, seal the audit record each minute and renew the key store's copy."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for beside in (_keep_ticking, Keeper().keep):
            threading.Thread(target=beside, args=(stop,), daemon=True).start()
        try:
            call_command("db_worker", interval=1, startup_delay=False, reload=False, verbosity=0)
        finally:
            stop.set()


def _keep_ticking(stop: threading.Event) -> None:
    while not stop.is_set():
        tick(at=timezone.now())
        close_old_connections()
        stop.wait(EVERY_SECONDS)

"""Makes ahead what searches and counts are answered from, so that nobody waits for it: at the
start, when words went and it has to be made anew, and when much changed."""

import logging
import threading
import time
from uuid import UUID

from django.db import close_old_connections

from pennydrop.rooms.understand.public.ready import is_missing, make_ready, studies_to_keep

log = logging.getLogger(__name__)
LOOK_SECONDS = 2.0  # between two looks whether a file is there
CARRY_SECONDS = 60.0  # after which what changed is carried in, too


class Keeper:
    def __init__(self) -> None:
        self.studies: set[UUID] = set()
        self.carried = float("-inf")

    def round(self, now: float) -> None:
        """`now`: seconds of a clock that only goes on. A failure is logged and does not stop the
        next round."""
        try:
            due = now - self.carried >= CARRY_SECONDS
            if due:
                self.studies, self.carried = studies_to_keep(), now
            for study in sorted(self.studies):
                if due or is_missing(study):
                    make_ready(study)
        except Exception:
            log.exception("making ahead failed")

    def keep(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.round(time.monotonic())
            close_old_connections()
            stop.wait(LOOK_SECONDS)

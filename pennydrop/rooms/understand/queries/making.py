"""A file in scratch that is being made, which takes minutes in a very large study.

Whoever makes one keeps a sign beside it and touches it as the work goes on. Nobody else makes the
same file meanwhile; a page may say that it is being made instead of keeping a person waiting.
"""

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from uuid import UUID

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.understand.models import Segment

LARGE = 20_000  # turns; what is made of fewer is there after a second or two
DEAD = 60.0  # seconds after the last sign of life
STEPS = 20_000  # of SQLite, between two looks at the clock
KEEPER = "keeper"

_told: ContextVar[bool] = ContextVar("told", default=False)
_keeping: ContextVar[bool] = ContextVar("keeping", default=False)


class BeingMade(Exception):
    """What is asked for is being made ahead, or soon will be. `since`: how many seconds; 0 where
    it is about to begin."""

    def __init__(self, since: float = 0) -> None:
        super().__init__("This is being made ready.")
        self.since = since


@contextmanager
def told_rather_than_waiting() -> Iterator[None]:
    """Inside, BeingMade is raised where otherwise somebody would wait for minutes."""
    before = _told.set(True)
    try:
        yield
    finally:
        _told.reset(before)


@contextmanager
def keeping() -> Iterator[None]:
    """Inside, this process is the one that makes ahead whatever is missing, and shows it."""
    before = _keeping.set(True)
    _show(folder() / KEEPER)
    try:
        yield
    finally:
        _keeping.reset(before)


class Making:
    """The sign that one file is being made."""

    def __init__(self, path: Path) -> None:
        self.sign = path.with_name(f"{path.name}.making")
        self.name = uuid.uuid4().hex
        self.looked = 0.0

    def tell(self, study: UUID) -> None:
        """Raises BeingMade where the study is large, somebody makes the file or is there to make
        it, and this page would rather be told."""
        since = self.since()
        if not _told.get() or (since is None and not _alive(folder() / KEEPER)):
            return
        if Segment.objects.filter(text__study=study).count() >= LARGE:
            raise BeingMade(since or 0)

    def begin(self) -> bool:
        """False where somebody else is at it."""
        if self.since() is None:
            self.sign.unlink(missing_ok=True)
        try:
            self.sign.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self.sign.open("x") as file:
                file.write(f"{time.time()} {self.name}")
        except (FileExistsError, FileNotFoundError):
            return False
        return True

    def since(self) -> float | None:
        """For how many seconds somebody has been at it; None where nobody is (any more)."""
        if not _alive(self.sign):
            return None
        with suppress(OSError, ValueError, IndexError):
            return max(0.0, time.time() - float(self.sign.read_text().split()[0]))
        return 0.0

    def wait(self) -> None:
        """Until it is made, or whoever was at it shows no sign of life."""
        while self.since() is not None:
            time.sleep(0.1)

    def beat(self) -> bool:
        """Touch the sign, once a second at most. True where the sign was taken away: the words
        that this is made of may be gone, and it has to stop."""
        now = time.monotonic()
        if now - self.looked < 1:
            return False
        self.looked = now
        if _keeping.get():
            _show(folder() / KEEPER)
        if not self._ours():
            return True
        with suppress(OSError):
            os.utime(self.sign)
        return False

    def end(self) -> None:
        if self._ours():
            self.sign.unlink(missing_ok=True)

    def _ours(self) -> bool:
        try:
            return self.sign.read_text().endswith(self.name)
        except OSError:
            return False


def _show(sign: Path) -> None:
    with suppress(OSError):  # the folder of scratch was taken away
        sign.touch()


def _alive(sign: Path) -> bool:
    try:
        return time.time() - sign.stat().st_mtime < DEAD
    except OSError:
        return False

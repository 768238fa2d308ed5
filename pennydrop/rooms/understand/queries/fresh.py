"""Files in scratch that are kept ready, and are never trusted to be new.

At each use the file's bookmark is compared with what the database has noted since. Small changes
are carried into it; where that cannot be done, or must not be (words that went have to leave the
file's every page), it is made again: written aside and put in place by one rename, so that a
reader sees the old one or the new one whole.
"""

import contextlib
import sqlite3
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.understand.queries.changes import (
    Bookmark,
    Changes,
    bookmark_now,
    changes_since,
)
from pennydrop.rooms.understand.queries.making import STEPS, Making

TRIES = 3
PATIENCE = 10.0
FORMAT = "11"
PART = "part-"
# Nobody reads the file before it is whole, and ids come in no order: what is made stays in memory.
AT_ONCE = """PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-100000;"""


@dataclass(frozen=True)
class KeptReady:
    """One kind of file. `what`: the kinds of change that matter to it; `write` makes it;
    `follow` carries changes into it and says False where it has to be made again."""

    name: str
    what: frozenset[str]
    write: Callable[[sqlite3.Connection, UUID], None]
    follow: Callable[[sqlite3.Connection, UUID, Changes], bool]


@contextlib.contextmanager
def opened(study: UUID, kind: KeptReady) -> Iterator[sqlite3.Connection]:
    """The file as the study is now. Made when it is missing, old or broken. Raises BeingMade where
    that takes long and somebody asked to be told (queries/making.py)."""
    path = study_folder(study) / kind.name
    for _ in range(TRIES):
        file = _open(path)
        if file is not None:
            with contextlib.closing(file):
                if _is_current(file, study, kind):
                    yield file
                    return
            path.unlink(missing_ok=True)
        _make(study, path, kind)
    file = _open(path)
    if file is None:
        raise RuntimeError("The texts of this study change too fast to be searched just now.")
    with contextlib.closing(file):
        if not _is_current(file, study, kind):
            path.unlink(missing_ok=True)
            raise RuntimeError("The texts of this study change too fast to be searched just now.")
        yield file


def _open(path: Path) -> sqlite3.Connection | None:
    if not path.exists():
        return None
    file = None
    try:
        # Without it a statement after a change would begin a transaction of its own.
        file = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        made = file.execute("SELECT made FROM made").fetchone()
    except sqlite3.Error:
        made = None
    if made and made[0] == _maker():
        return file
    if file is not None:
        file.close()
    path.unlink(missing_ok=True)
    return None


def _maker() -> str:
    return f"{FORMAT}|{sys.version}|{sqlite3.sqlite_version}"


def _is_current(file: sqlite3.Connection, study: UUID, kind: KeptReady) -> bool:
    """Bring the file up to date. False where it has to be made again."""
    changes = changes_since(_bookmark(file), kind.what)
    if changes is None:
        return False
    if changes.nothing:
        return True
    try:
        file.execute("BEGIN IMMEDIATE")
        # Somebody else may have carried them in meanwhile.
        changes = changes_since(_bookmark(file), kind.what)
        followed = changes is not None and (changes.nothing or kind.follow(file, study, changes))
        if followed and changes is not None:
            file.execute("UPDATE made SET bookmark = ?", (changes.bookmark.to_json(),))
        file.execute("COMMIT" if followed else "ROLLBACK")
    except sqlite3.Error:
        return False
    return followed


def _bookmark(file: sqlite3.Connection) -> Bookmark:
    return Bookmark.from_json(file.execute("SELECT bookmark FROM made").fetchone()[0])


def _make(study: UUID, path: Path, kind: KeptReady) -> None:
    making = Making(path)
    making.tell(study)
    if not making.begin():
        making.wait()
        return
    try:
        _build(study, path, kind, making)
    finally:
        making.end()


def _build(study: UUID, path: Path, kind: KeptReady, making: Making) -> None:
    for left in path.parent.glob(f"{path.name}.{PART}*"):
        left.unlink(missing_ok=True)  # of somebody who was ended in the middle of it
    aside = path.with_name(f"{path.name}.{PART}{uuid.uuid4().hex}")
    try:
        with contextlib.closing(sqlite3.connect(aside)) as file:
            aside.chmod(0o600)
            file.executescript(AT_ONCE)
            file.set_progress_handler(making.beat, STEPS)
            file.execute("CREATE TABLE made (made TEXT, bookmark TEXT)")
            marked = bookmark_now(kind.what)
            kind.write(file, study)
            file.execute("INSERT INTO made VALUES (?, ?)", (_maker(), marked.to_json()))
            file.commit()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside.replace(path)
    except (FileNotFoundError, sqlite3.OperationalError):
        return  # the folder was dropped meanwhile: the next try finds out
    finally:
        aside.unlink(missing_ok=True)

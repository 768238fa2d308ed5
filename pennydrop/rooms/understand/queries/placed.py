"""The file in scratch that says where each stretch of a study's words lies in the space of the
model, and what was learnt there.

It holds no words, but what it holds is made of them: it is treated like them. Placing is slow, so
unlike an index the file is kept up turn by turn. A turn counts only while its words have the
version that was placed; whoever takes words back takes the whole file along (`forget`).
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.understand.models import Segment
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import open_segments, sealed_head, version_of
from pennydrop.rooms.understand.rules.meaning import Place, stretches
from pennydrop.rooms.understand.rules.positions import position

FILE = "placed.sqlite3"
BUSY = "learning"  # is there while somebody's wish to learn is being met
LONGEST_SECONDS = 3600  # after which whoever was at it must have died
AT_ONCE = 64  # turns; what was placed is kept after each such part
Vectors = Callable[[Sequence[str]], list[str]]
_TABLES = """
PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON; PRAGMA synchronous=OFF;
CREATE TABLE IF NOT EXISTS turns (segment TEXT PRIMARY KEY, version TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stretches (
    number INTEGER PRIMARY KEY AUTOINCREMENT, segment TEXT NOT NULL, source TEXT NOT NULL,
    low INTEGER NOT NULL, high INTEGER NOT NULL, vector TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS of_segment ON stretches (segment);
CREATE TABLE IF NOT EXISTS learnt (said TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Stretch:
    """Some sentences of one turn. `vector`: base64 of 384 float32, length one."""

    number: int
    segment: UUID
    place: Place
    vector: str


@dataclass(frozen=True)
class Behind:
    """Turns that may be read, and how many of them are not placed (any more)."""

    turns: int
    left: int


def behind(study: UUID) -> Behind:
    wanted = _wanted(study)
    held = _held(study)
    return Behind(len(wanted), sum(held.get(row) != version for row, version in wanted.items()))


def bring_up_to_date(study: UUID, vectors: Vectors, told: Callable[[int], object]) -> None:
    """Place every turn that has changed or is new; forget those that are gone. `told` hears how
    many are left."""
    wanted = {row.hex: version for row, version in _wanted(study).items()}
    with _writing(study) as file:
        held = dict(file.execute("SELECT segment, version FROM turns").fetchall())
        _forget(file, [row for row, version in held.items() if wanted.get(row) != version])
        left = [UUID(row) for row, version in wanted.items() if held.get(row) != version]
        for first in range(0, len(left), AT_ONCE):
            told(len(left) - first)
            some = left[first : first + AT_ONCE]
            _place(file, some, vectors)
            # Somebody may have taken their words back while they were being placed.
            now = _wanted(study, some)
            gone = [row.hex for row in some if now.get(row) != _version(file, row)]
            _forget(file, gone)


def placed(study: UUID) -> list[Stretch]:
    """Every stretch whose words are as they were when it was placed, and may be read."""
    wanted = {row.hex: version for row, version in _wanted(study).items()}
    with _reading(study) as file:
        if file is None:
            return []
        rows = file.execute(
            "SELECT s.number, s.segment, s.source, s.low, s.high, s.vector, t.version "
            "FROM stretches s JOIN turns t ON t.segment = s.segment ORDER BY s.number"
        ).fetchall()
    return [
        Stretch(number, UUID(segment), Place(source, low, high), vector)
        for number, segment, source, low, high, vector, version in rows
        if wanted.get(segment) == version
    ]


def keep_learnt(study: UUID, said: dict[str, Any]) -> None:
    """Keep what was learnt, in place of what was learnt before."""
    with _writing(study) as file:
        file.execute("DELETE FROM learnt")
        file.execute("INSERT INTO learnt VALUES (?)", (json.dumps(said),))
        file.commit()


def learnt(study: UUID) -> dict[str, Any] | None:
    """What was learnt last; None where nothing was, or it went with somebody's words."""
    with _reading(study) as file:
        row = file.execute("SELECT said FROM learnt").fetchone() if file is not None else None
    if row is None:
        return None
    said: dict[str, Any] = json.loads(row[0])
    return said


def begin_learning(study: UUID) -> None:
    (study_folder(study) / BUSY).touch()


def end_learning(study: UUID) -> None:
    (study_folder(study) / BUSY).unlink(missing_ok=True)


def is_learning(study: UUID, *, now: float) -> bool:
    """Whether it is being learnt. `now`: seconds since 1970."""
    path = study_folder(study) / BUSY
    return path.exists() and now - path.stat().st_mtime < LONGEST_SECONDS


def _wanted(study: UUID, only: Sequence[UUID] | None = None) -> dict[UUID, str]:
    """Turns of people who agree to be read, with the version of their words; nobody's who asks."""
    rows = Segment.objects.filter(text__study=study).exclude(speaker__in=ASKING)
    if only is not None:
        rows = rows.filter(pk__in=only)
    found = list(
        rows.order_by("text__order", "order").values_list("pk", "participant", sealed_head())
    )
    allowed = readable(study, {person for _, person, _ in found})
    return {row: version_of(head) for row, person, head in found if person in allowed}


def _held(study: UUID) -> dict[UUID, str]:
    with _reading(study) as file:
        rows = file.execute("SELECT segment, version FROM turns").fetchall() if file else []
    return {UUID(row): version for row, version in rows}


def _place(file: sqlite3.Connection, some: Sequence[UUID], vectors: Vectors) -> None:
    rows = list(Segment.objects.filter(pk__in=some))
    versions = {row.pk: version_of(row.sealed) for row in rows}
    parts = [(one, low, high) for one in open_segments(rows) for low, high in stretches(one.text)]
    found = vectors([one.text[low:high] for one, low, high in parts]) if parts else []
    file.executemany(
        "INSERT OR REPLACE INTO turns VALUES (?, ?)",
        [(row.hex, version) for row, version in versions.items()],
    )
    file.executemany(
        "INSERT INTO stretches (segment, source, low, high, vector) VALUES (?, ?, ?, ?, ?)",
        [
            (
                one.id.hex,
                one.source.hex,
                position(one.order, low),
                position(one.order, high),
                vector,
            )
            for (one, low, high), vector in zip(parts, found, strict=True)
        ],
    )
    file.commit()


def _version(file: sqlite3.Connection, row: UUID) -> str | None:
    found = file.execute("SELECT version FROM turns WHERE segment = ?", (row.hex,)).fetchone()
    return found[0] if found else None


def _forget(file: sqlite3.Connection, segments: Sequence[str]) -> None:
    for table in ("turns", "stretches"):
        file.executemany(f"DELETE FROM {table} WHERE segment = ?", [(one,) for one in segments])
    file.commit()


@contextlib.contextmanager
def _writing(study: UUID) -> Iterator[sqlite3.Connection]:
    path = study_folder(study) / FILE
    with contextlib.closing(sqlite3.connect(path, timeout=20)) as file:
        path.chmod(0o600)
        file.executescript(_TABLES)
        yield file


@contextlib.contextmanager
def _reading(study: UUID) -> Iterator[sqlite3.Connection | None]:
    path = study_folder(study) / FILE
    if not path.exists():
        yield None
        return
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        try:
            file.execute("SELECT count(*) FROM learnt")
        except sqlite3.Error:
            yield None  # it is just being made, or is broken: the next learning makes it again
            return
        yield file

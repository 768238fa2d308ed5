"""Files in scratch made of opened words: for searching, and for finding copied words.

A file is never trusted to be new: each use compares it with the seals of the segments as they are
now (a changed segment has a new seal) and makes it again when anything differs. It is written
aside and then put in place by one rename, so that a reader sees the old one or the new one whole.
"""

import contextlib
import hashlib
import sqlite3
import sys
import uuid
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db.models import BinaryField
from django.db.models.functions import Substr

from pennydrop.core.vault.scratch import study_folder
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Segment
from pennydrop.rooms.understand.queries.people import Ids, as_text
from pennydrop.rooms.understand.queries.texts import TABLE
from pennydrop.rooms.understand.rules.copying import Numbers, numbered, shingles
from pennydrop.rooms.understand.rules.searching import for_index

BATCH = 2000
TRIES = 3
SEAL = 29  # the algorithm byte, the random nonce and the beginning: new with every sealing
Write = Callable[[sqlite3.Connection, UUID], None]


@dataclass(frozen=True, slots=True)
class _Turn:
    id: UUID
    source: UUID
    participant: UUID
    text: str


@contextlib.contextmanager
def words_index(study: UUID) -> Iterator[sqlite3.Connection]:
    """Tables `words` (FTS5) and `turns` (id, segment, participant), in reading order."""
    with _fresh(study, "index.sqlite3", _write_words) as opened:
        yield opened


@contextlib.contextmanager
def runs_index(study: UUID) -> Iterator[sqlite3.Connection]:
    """Table `runs` (data): the sorted numbers of all runs of six words, as 64-bit integers."""
    with _fresh(study, "runs.sqlite3", _write_runs) as opened:
        yield opened


@contextlib.contextmanager
def _fresh(study: UUID, name: str, write: Write) -> Iterator[sqlite3.Connection]:
    """The file as the words are now. Made again when it is missing, old or broken."""
    path = study_folder(study) / name
    for _ in range(TRIES):
        seal = _fingerprint(study)
        opened = _open(path, seal)
        if opened is None:
            _build(study, path, seal, write)
            # Somebody may have taken their words back while it was being written.
            opened = _open(path, _fingerprint(study))
        if opened is not None:
            with contextlib.closing(opened):
                yield opened
            return
        path.unlink(missing_ok=True)
    raise RuntimeError("The texts of this study change too fast to be searched just now.")


def _fingerprint(study: UUID) -> str:
    """A digest of every segment's seal; one pass over the table, nothing is opened."""
    rows = (
        Segment.objects.filter(text__study=study)
        .order_by("pk")
        .values_list(Substr("sealed", 1, SEAL, output_field=BinaryField()), flat=True)
    )
    seals = b"".join(map(bytes, rows.iterator(chunk_size=BATCH)))
    return hashlib.sha256(f"3|{sys.version}|".encode() + seals).hexdigest()


def _open(path: Path, seal: str) -> sqlite3.Connection | None:
    if not path.exists():
        return None
    opened = None
    try:
        opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        row = opened.execute("SELECT seal FROM made").fetchone()
    except sqlite3.Error:
        row = None
    if row and row[0] == seal:
        return opened
    if opened is not None:
        opened.close()
    return None


def _build(study: UUID, path: Path, seal: str, write: Write) -> None:
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    try:
        with contextlib.closing(sqlite3.connect(aside)) as index:
            aside.chmod(0o600)
            index.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
            index.execute("CREATE TABLE made (seal TEXT)")
            write(index, study)
            index.execute("INSERT INTO made VALUES (?)", (seal,))
            index.commit()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside.replace(path)
    except (FileNotFoundError, sqlite3.OperationalError):
        return  # the folder was dropped meanwhile: the next try finds out
    finally:
        aside.unlink(missing_ok=True)


def _write_words(index: sqlite3.Connection, study: UUID) -> None:
    index.execute("CREATE TABLE turns (id INTEGER PRIMARY KEY, segment TEXT, participant TEXT)")
    index.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
    )
    number = 0
    for turns in _turns(study):
        rows = list(enumerate(turns, start=number + 1))
        number += len(rows)
        index.executemany(
            "INSERT INTO turns VALUES (?, ?, ?)",
            [(n, turn.id.hex, turn.participant.hex) for n, turn in rows],
        )
        index.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(n, for_index(turn.text)) for n, turn in rows],
        )


def _write_runs(index: sqlite3.Connection, study: UUID) -> None:
    """Runs go on from turn to turn, and end with the source."""
    runs: set[int] = set()
    numbers, source = Numbers(), None
    words: list[int] = []
    for turns in _turns(study):
        for turn in turns:
            if turn.source != source:
                runs.update(shingles(words))
                source, words = turn.source, []
            words += numbered(turn.text, numbers)
    runs.update(shingles(words))
    index.execute("CREATE TABLE runs (data BLOB)")
    index.execute("INSERT INTO runs VALUES (?)", (array("q", sorted(runs)).tobytes(),))


def _turns(study: UUID) -> Iterator[list[_Turn]]:
    """Every turn of the study's texts with its words, some thousands at a time."""
    rows = (
        Segment.objects.filter(text__study=study)
        .order_by("text__order", "text", "order")
        .values_list("id", as_text("text_id"), as_text("participant"), "sealed")
    )
    ids, part = Ids(), []
    for row in rows.iterator(chunk_size=BATCH):
        part.append(row)
        if len(part) == BATCH:
            yield _opened(part, ids)
            part = []
    yield _opened(part, ids)


def _opened(rows: list[tuple[UUID, str, str, bytes]], ids: Ids) -> list[_Turn]:
    warm({ids[person] for _, _, person, _ in rows}, "words")
    return [
        _Turn(
            row,
            ids[source],
            ids[person],
            unseal(
                sealed, participant=ids[person], key="words", table=TABLE, row=row, field="sealed"
            ),
        )
        for row, source, person, sealed in rows
    ]

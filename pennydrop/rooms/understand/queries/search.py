"""Search a study's words: one full-text file in scratch, made of opened segments.

The file is never trusted to be new: each search compares it with the seals of the segments as they
are now (a changed segment has a new seal) and makes it again when anything differs. It is written
aside and then put in place by one rename, so that a reader sees the old one or the new one whole.
"""

import contextlib
import hashlib
import sqlite3
import sys
import uuid
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db.models import BinaryField
from django.db.models.functions import Substr

from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import Opened, open_segments, segments_of
from pennydrop.rooms.understand.rules.copying import (
    Numbers,
    copied_runs,
    numbered,
    shared,
    shingles,
    words_of,
)
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.searching import CLOSES, OPENS, for_index, hits, question

FILE = "index.sqlite3"
BATCH = 2000
AROUND = 90
TRIES = 3
MANY = 5000
SEAL = 29  # the algorithm byte, the random nonce and the beginning: new with every sealing


@dataclass(frozen=True)
class Bit:
    """A piece of a result; `hit` when it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Result:
    """A turn in which something was found, with the words around it."""

    source: UUID
    title: str
    kind: str
    turn: int
    speaker: str
    start: int
    end: int
    bits: tuple[Bit, ...]


@dataclass(frozen=True)
class Results:
    """A page of results. `total` counts turns; `asked` is False where nothing could be asked."""

    results: tuple[Result, ...]
    total: int
    asked: bool


def search(study: UUID, typed: str, *, first: int = 0, count: int = 50) -> Results:
    """Turns of the study's texts that fit, source by source in reading order. Never fails on what
    was typed. Words of people who no longer agree to be read are left out."""
    asked = question(typed)
    if asked is None:
        return Results((), 0, False)
    with _index(study) as index:
        rows = index.execute(
            "SELECT t.segment, t.participant, highlight(words, 0, ?, ?) FROM words "
            "JOIN turns t ON t.id = words.rowid WHERE words MATCH ? ORDER BY t.id",
            (OPENS, CLOSES, asked),
        ).fetchall()
    allowed = readable(study, {UUID(person) for _, person, _ in rows})
    kept = [(UUID(row), marked) for row, person, marked in rows if UUID(person) in allowed]
    page = kept[first : first + count]
    held = {
        row.pk: row
        for row in Segment.objects.filter(pk__in=[row for row, _ in page]).select_related("text")
    }
    opened = {one.id: one for one in open_segments(held.values())}
    found = [_result(held[row].text, opened[row], marked) for row, marked in page if row in held]
    return Results(tuple(found), len(kept), True)


def _result(text: Text, segment: Opened, marked: str) -> Result:
    places = hits(marked)
    start, end = places[0][0], places[0][1]
    return Result(
        source=text.pk,
        title=text.title,
        kind=text.kind,
        turn=segment.order,
        speaker=segment.speaker,
        start=position(segment.order, start),
        end=position(segment.order, end),
        bits=tuple(_bits(segment.text.rstrip("\n"), places)),
    )


def _bits(text: str, places: list[tuple[int, int]]) -> Iterator[Bit]:
    """The words around the first hit, with every hit among them."""
    low, high = max(0, places[0][0] - AROUND), min(len(text), places[0][1] + AROUND)
    low = text.rfind(" ", 0, low) + 1 if low else 0
    high = text.find(" ", high) if " " in text[high:] else len(text)
    at = low
    if low:
        yield Bit("… ", False)
    for start, end in places:
        if at <= start and end <= high:
            yield Bit(text[at:start], False)
            yield Bit(text[start:end], True)
            at = end
    yield Bit(text[at:high] + (" …" if high < len(text) else ""), False)


def copied(study: UUID, text: str) -> list[tuple[str, str]]:
    """Six or more words in a row of `text` that stand in a source: (the words, its title)."""
    ours = numbered(text, Numbers())
    if len(ours) < 6:
        return []
    with _index(study) as index:
        known = array("q", index.execute("SELECT data FROM shingles").fetchone()[0])
        places = shared(ours, _among(ours, known))
        likely = _likely(index, text, places)
    if not places:
        return []
    rows = list(Text.objects.filter(study=study).order_by("order"))
    found = _runs(text, [row for row in rows if row.pk in likely])
    return found or _runs(text, rows)


def _runs(text: str, rows: Iterable[Text]) -> list[tuple[str, str]]:
    return [
        (run.words, row.title)
        for row in rows
        for run in copied_runs(text, "".join(one.text for one in segments_of(row.pk)))
    ]


def _likely(index: sqlite3.Connection, text: str, places: list[int]) -> set[UUID]:
    """Sources with one half of a copied run in one turn, so that few need to be read through."""
    words = [word.folded for word in words_of(text)]
    segments: set[UUID] = set()
    for at in places:
        halves = " OR ".join(f'"{" ".join(words[n : n + 3])}"' for n in (at, at + 3))
        rows = index.execute(
            "SELECT t.segment FROM words JOIN turns t ON t.id = words.rowid WHERE words MATCH ?",
            (for_index(halves),),
        )
        segments.update(UUID(row) for (row,) in rows)
    found = Segment.objects.filter(pk__in=list(segments)[:MANY]).values_list("text", flat=True)
    return set(found)


def _among(ours: list[int], known: "array[int]") -> set[int]:
    """Which runs of `ours` are in the sorted list `known`."""
    found = set()
    for one in shingles(ours):
        low, high = 0, len(known)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if known[middle] < one else (low, middle)
        if low < len(known) and known[low] == one:
            found.add(one)
    return found


@contextlib.contextmanager
def _index(study: UUID) -> Iterator[sqlite3.Connection]:
    """The study's index as its words are now. Made again when it is missing, old or broken."""
    path = study_folder(study) / FILE
    for _ in range(TRIES):
        seal = _fingerprint(study)
        opened = _open(path, seal)
        if opened is None:
            _build(study, path, seal)
            # Somebody may have taken their words back while it was being written.
            opened = _open(path, _fingerprint(study))
        if opened is not None:
            try:
                yield opened
            finally:
                opened.close()
            return
        path.unlink(missing_ok=True)
    raise RuntimeError("The texts of this study change too fast to be searched just now.")


def _fingerprint(study: UUID) -> str:
    """A digest of every segment's seal; one pass over the table, nothing is opened."""
    rows = (
        Segment.objects.filter(text__study=study)
        .order_by("pk")
        .values_list("pk", Substr("sealed", 1, SEAL, output_field=BinaryField()))
    )
    digest = hashlib.sha256(f"3|{sys.version}".encode())
    for row, seal in rows.iterator(chunk_size=BATCH):
        digest.update(row.bytes)
        digest.update(bytes(seal))
    return digest.hexdigest()


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


def _build(study: UUID, path: Path, seal: str) -> None:
    aside = study_folder(study) / f"{FILE}.{uuid.uuid4().hex}"
    try:
        _write(aside, study, seal)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside.replace(path)
    except FileNotFoundError:
        return  # the folder was dropped meanwhile: the next try finds out
    finally:
        aside.unlink(missing_ok=True)


def _write(path: Path, study: UUID, seal: str) -> None:
    index = sqlite3.connect(path)
    path.chmod(0o600)
    try:
        index.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE made (seal TEXT);"
            "CREATE TABLE turns (id INTEGER PRIMARY KEY, segment TEXT, participant TEXT);"
            "CREATE TABLE shingles (data BLOB);"
            "CREATE VIRTUAL TABLE words USING fts5"
            "(text, tokenize='unicode61 remove_diacritics 2');"
        )
        index.execute("INSERT INTO shingles VALUES (?)", (_fill(index, study),))
        index.execute("INSERT INTO made VALUES (?)", (seal,))
        index.commit()
    finally:
        index.close()


def _fill(index: sqlite3.Connection, study: UUID) -> bytes:
    """Write every turn; returns the sorted numbers of all runs of six words."""
    runs: set[int] = set()
    numbers, words, source, number = Numbers(), list[int](), None, 0
    rows = Segment.objects.filter(text__study=study).order_by("text__order", "text", "order")
    for segments in _batches(rows.iterator(chunk_size=BATCH)):
        opened = open_segments(segments)
        turns = []
        for one in opened:
            number += 1
            if one.source != source:
                runs.update(shingles(words))
                source, words = one.source, []
            words += numbered(one.text, numbers)
            turns.append((number, one.id.hex, one.participant.hex, for_index(one.text)))
        index.executemany("INSERT INTO turns VALUES (?, ?, ?)", [turn[:3] for turn in turns])
        index.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)", [(t[0], t[3]) for t in turns]
        )
    runs.update(shingles(words))
    return array("q", sorted(runs)).tobytes()


def _batches(rows: Iterable[Segment]) -> Iterator[list[Segment]]:
    part: list[Segment] = []
    for row in rows:
        part.append(row)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part

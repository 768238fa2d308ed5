"""Files in scratch made of opened words: for searching, and for finding copied words.

New texts are added to the index. When words change or go it is made again, because a full-text
table keeps what is deleted from it (queries/fresh.py).
"""

import contextlib
import re
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.models.changes import SEGMENT
from pennydrop.rooms.understand.queries.changes import Changes
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.fresh import KeptReady, opened
from pennydrop.rooms.understand.queries.people import Ids, as_text, readable
from pennydrop.rooms.understand.queries.texts import TABLE
from pennydrop.rooms.understand.rules.copying import Numbers, numbered, shingles
from pennydrop.rooms.understand.rules.searching import for_index, spoken

BATCH = 2000
PART = 500
# Marks that unicode61 reads as part of the letter before them, and private letters, which it reads
# as letters.
_ODD = re.compile("[\u0300-\u0331\ue000-\uf8ff\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Turn:
    id: UUID
    source: UUID
    order: int
    participant: UUID
    asks: bool
    text: str


@contextlib.contextmanager
def words_index(study: UUID) -> Iterator[sqlite3.Connection]:
    """Tables `words` (FTS5), `terms` (its vocabulary: term, col, times, turns), `turns` (id,
    segment, participant, text, place, reads), in reading order, and `odd` (id): turns in which a
    word may go on, for the index, where it ends for a regular expression.

    A turn stands in the column of `words` that says who may find it: `said` (a participant),
    `asked` (an interviewer or facilitator) or `held` (somebody who does not agree to be read).
    """
    with opened(study, WORDS) as file:
        yield file


@contextlib.contextmanager
def runs_index(study: UUID) -> Iterator[sqlite3.Connection]:
    """Table `runs` (data): the sorted numbers of all runs of six words, as 64-bit integers."""
    with opened(study, RUNS) as file:
        yield file


def _write_words(index: sqlite3.Connection, study: UUID) -> None:
    index.execute(
        "CREATE TABLE turns (id INTEGER PRIMARY KEY, segment TEXT, participant TEXT, text TEXT, "
        "place INTEGER, reads INTEGER)"
    )
    index.execute("CREATE TABLE odd (id INTEGER PRIMARY KEY)")
    index.execute("CREATE INDEX turns_text ON turns (text, place)")
    index.execute("CREATE INDEX turns_participant ON turns (participant)")
    index.execute(
        "CREATE VIRTUAL TABLE words USING fts5("
        "said, asked, held, tokenize='unicode61 remove_diacritics 2')"
    )
    index.execute(
        "CREATE TABLE terms (term TEXT, col TEXT, times INTEGER, turns INTEGER, "
        "PRIMARY KEY (term, col)) WITHOUT ROWID"
    )
    _add_turns(index, study, Segment.objects.filter(text__study=study))
    index.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'col')")
    index.execute("INSERT INTO terms SELECT term, col, cnt, doc FROM vocabulary")
    index.execute("DROP TABLE vocabulary")
    _take_stand_ins_out(index, 0)
    index.execute("CREATE INDEX terms_times ON terms (col, times DESC, term)")


def _add_turns(index: sqlite3.Connection, study: UUID, rows: QuerySet[Segment]) -> None:
    number = index.execute("SELECT coalesce(max(id), 0) FROM turns").fetchone()[0]
    allowed: dict[UUID, bool] = {}
    for turns in _turns(rows):
        unknown = {turn.participant for turn in turns} - allowed.keys()
        agreed = readable(study, unknown)
        allowed.update((person, person in agreed) for person in unknown)
        numbered_turns = list(enumerate(turns, start=number + 1))
        number += len(turns)
        index.executemany(
            "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?)",
            [
                (n, t.id.hex, t.participant.hex, t.source.hex, t.order, allowed[t.participant])
                for n, t in numbered_turns
            ],
        )
        index.executemany(
            "INSERT INTO odd VALUES (?)",
            [(n,) for n, turn in numbered_turns if _ODD.search(turn.text)],
        )
        index.executemany(
            "INSERT INTO words (rowid, said, asked, held) VALUES (?, ?, ?, ?)",
            [(n, *_columns(turn, allowed[turn.participant])) for n, turn in numbered_turns],
        )


def _columns(turn: _Turn, reads: bool) -> tuple[str, str, str]:
    text = for_index(turn.text)
    if not reads:
        return "", "", text
    return ("", text, "") if turn.asks else (text, "", "")


def _follow_words(index: sqlite3.Connection, study: UUID, changes: Changes) -> bool:
    """Add texts that are new. Anything else that matters means: made again."""
    if _any_here(index, "text", changes.gone.get(SEGMENT, ())):
        return False
    if _consents_differ(index, study, changes.consents):
        return False
    new = Text.objects.filter(study=study, pk__in=changes.about(SEGMENT))
    added = {text.pk: text.order for text in new}
    if _any_here(index, "text", added):
        return False
    if added and min(added.values()) <= _last_order(index, study):
        return False
    last = index.execute("SELECT coalesce(max(id), 0) FROM turns").fetchone()[0]
    _add_turns(index, study, Segment.objects.filter(text__in=added))
    _add_terms(index, last)
    return True


def _add_terms(index: sqlite3.Connection, last: int) -> None:
    """Count the words of the turns after this one. Reading the whole vocabulary out of the index
    takes as long as the index is large; so only theirs is."""
    _count_terms(index, "SELECT rowid, said, asked, held FROM main.words WHERE rowid > ?", last)
    _take_stand_ins_out(index, last)


def _take_stand_ins_out(index: sqlite3.Connection, last: int) -> None:
    """Count no stand-in of the turns after this one as a word that was said. They can still be
    searched for: the few turns that have one are counted out, and in again without it."""
    index.create_function("spoken", 1, spoken, deterministic=True)
    turns = "FROM main.words WHERE rowid > ? AND said LIKE '%[%'"
    _count_terms(index, f"SELECT rowid, said, '', '' {turns}", last, sign=-1)
    _count_terms(index, f"SELECT rowid, spoken(said), '', '' {turns}", last)
    index.execute("DELETE FROM terms WHERE NOT times")


def _count_terms(index: sqlite3.Connection, turns: str, last: int, *, sign: int = 1) -> None:
    """Add what these turns say to the counts, or (-1) take it out: by a small index of theirs."""
    index.execute(
        "CREATE VIRTUAL TABLE temp.added USING fts5("
        "said, asked, held, tokenize='unicode61 remove_diacritics 2')"
    )
    index.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('temp', 'added', 'col')")
    index.execute(f"INSERT INTO temp.added (rowid, said, asked, held) {turns}", (last,))
    index.execute(
        "INSERT INTO main.terms SELECT term, col, cnt * ?1, doc * ?1 FROM temp.vocabulary "
        "WHERE true ON CONFLICT (term, col) DO UPDATE "
        "SET times = times + excluded.times, turns = turns + excluded.turns",
        (sign,),
    )
    index.execute("DROP TABLE temp.vocabulary")
    index.execute("DROP TABLE temp.added")


def _any_here(index: sqlite3.Connection, column: str, wanted: Iterable[UUID]) -> bool:
    found = (
        index.execute(f"SELECT 1 FROM turns WHERE {column} = ? LIMIT 1", (one.hex,)).fetchone()
        for one in wanted
    )
    return any(found)


def _consents_differ(index: sqlite3.Connection, study: UUID, people: Collection[UUID]) -> bool:
    """Whether somebody whose words are here may be read who might not, or the other way round."""
    before: dict[UUID, bool] = {}
    for person in people:
        row = index.execute(
            "SELECT reads FROM turns WHERE participant = ? LIMIT 1", (person.hex,)
        ).fetchone()
        if row:
            before[person] = bool(row[0])
    now = readable(study, before) if before else set()
    return any((person in now) != reads for person, reads in before.items())


def _last_order(index: sqlite3.Connection, study: UUID) -> int:
    row = index.execute("SELECT text FROM turns ORDER BY id DESC LIMIT 1").fetchone()
    last = Text.objects.filter(pk=UUID(row[0]), study=study).first() if row else None
    return last.order if last else -1


def _write_runs(index: sqlite3.Connection, study: UUID) -> None:
    """Runs go on from turn to turn, and end with the source."""
    runs: set[int] = set()
    numbers, source = Numbers(), None
    words: list[int] = []
    for turns in _turns(Segment.objects.filter(text__study=study)):
        for turn in turns:
            if turn.source != source:
                runs.update(shingles(words))
                source, words = turn.source, []
            words += numbered(turn.text, numbers)
    runs.update(shingles(words))
    index.execute("CREATE TABLE runs (data BLOB)")
    index.execute("INSERT INTO runs VALUES (?)", (array("q", sorted(runs)).tobytes(),))
    index.execute("CREATE TABLE texts (id TEXT PRIMARY KEY)")
    texts = Text.objects.filter(study=study).values_list("pk", flat=True)
    index.executemany("INSERT INTO texts VALUES (?)", [(text.hex,) for text in texts])


def _follow_runs(index: sqlite3.Connection, study: UUID, changes: Changes) -> bool:
    """Nothing of another study's texts matters here, nor who agrees to what."""
    touched = changes.about(SEGMENT)
    if Text.objects.filter(study=study, pk__in=touched).exists():
        return False
    found = (
        index.execute("SELECT 1 FROM texts WHERE id = ?", (one.hex,)).fetchone() for one in touched
    )
    return not any(found)


def _turns(rows: QuerySet[Segment]) -> Iterator[list[_Turn]]:
    """These turns with their words in reading order, some thousands at a time."""
    ordered = rows.order_by("text__order", "text", "order").values_list(
        "id", as_text("text_id"), "order", as_text("participant"), "speaker", "sealed"
    )
    ids, part = Ids(), []
    for row in ordered.iterator(chunk_size=BATCH):
        part.append(row)
        if len(part) == BATCH:
            yield _opened(part, ids)
            part = []
    yield _opened(part, ids)


def _opened(rows: list[tuple[UUID, str, int, str, str, bytes]], ids: Ids) -> list[_Turn]:
    warm({ids[row[3]] for row in rows}, "words")
    return [
        _Turn(
            row,
            ids[source],
            order,
            ids[person],
            speaker in ASKING,
            unseal(
                sealed, participant=ids[person], key="words", table=TABLE, row=row, field="sealed"
            ),
        )
        for row, source, order, person, speaker, sealed in rows
    ]


WORDS = KeptReady("index.sqlite3", frozenset({SEGMENT}), _write_words, _follow_words)
RUNS = KeptReady("runs.sqlite3", frozenset({SEGMENT}), _write_runs, _follow_runs)

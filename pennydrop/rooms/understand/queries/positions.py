"""Where everything is, kept ready in scratch: texts, turns, people and codings by number, without
one word. Counts and combined questions are answered from here; only quotes that are shown are
opened.

Tables (numbers are this file's own; `bits` are rules/bits.py):
  texts (n, id, kind, ord)            in the order they were brought in
  people (n, id, counted)             counted: takes part, agrees to be analysed
  turns (text, ord, person, asks, length)
  codes (n, id) · codings (id, text, code, start, end)
  heard (text, code, person)          a counted person's own words with a code
  pairs (a, b, over, near)            passages with code a that overlap, or lie near, one with b
  sizes (code, spans)                 passages, those that two people coded alike once
  sets (what, code, kind, bits)       "people" and "texts" with a code, by kind of source
  attributes (n, key, label, numeric) · told (attribute, value, place, bits)
                                      place: of the value among the choices of the form
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from pennydrop.rooms.listen.public import bands_mark
from pennydrop.rooms.understand.models import Coding, Segment, Text
from pennydrop.rooms.understand.models.changes import CASE, CODING, SEGMENT, TEXT
from pennydrop.rooms.understand.queries.changes import Changes
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.fresh import KeptReady, opened
from pennydrop.rooms.understand.queries.people import as_text, counted_among
from pennydrop.rooms.understand.queries.positions_sums import (
    SUMS,
    count_anew,
    counts_in,
    counts_out,
    keep_attributes,
    sets_again,
)

BATCH = 5000
FEW = 1000  # texts that are carried in one by one; for more the file is made anew
SCHEMA = """
CREATE TABLE texts (n INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, ord INTEGER);
CREATE TABLE people (n INTEGER PRIMARY KEY, id TEXT UNIQUE, counted INTEGER);
CREATE TABLE turns (text INTEGER, ord INTEGER, person INTEGER, asks INTEGER, length INTEGER,
    PRIMARY KEY (text, ord)) WITHOUT ROWID;
CREATE TABLE codes (n INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE codings (id INTEGER PRIMARY KEY, text INTEGER, code INTEGER, start INTEGER,
    "end" INTEGER);
CREATE TABLE bands (mark TEXT);
"""
INDEXES = """
CREATE INDEX turns_person ON turns (person);
CREATE INDEX codings_code ON codings (code, text, start, "end", id);
CREATE INDEX codings_text ON codings (text, code, start, "end");
"""


@contextlib.contextmanager
def positions(study: UUID) -> Iterator[sqlite3.Connection]:
    with opened(study, POSITIONS) as file:
        yield file


@contextlib.contextmanager
def positions_with_attributes(study: UUID) -> Iterator[sqlite3.Connection]:
    """The same, where what was noted at sessions is up to date too (no change of it is noted)."""
    with opened(study, POSITIONS) as file:
        mark = bands_mark(study)
        if file.execute("SELECT mark FROM bands").fetchone()[0] != mark:
            file.execute("BEGIN IMMEDIATE")
            file.execute("DELETE FROM told")
            file.execute("DELETE FROM attributes")
            _know(file, study, mark)
            file.execute("COMMIT")
        yield file


def _know(file: sqlite3.Connection, study: UUID, mark: str) -> None:
    keep_attributes(file, study, _numbers(file, "people"))
    file.execute("DELETE FROM bands")
    file.execute("INSERT INTO bands VALUES (?)", (mark,))


def _write(file: sqlite3.Connection, study: UUID) -> None:
    file.executescript(SCHEMA + SUMS)
    texts = Text.objects.filter(study=study).order_by("order", "pk")
    rows = texts.values_list(as_text("pk"), "kind", "order")
    file.executemany(
        "INSERT INTO texts VALUES (?, ?, ?, ?)",
        ((n, _hex(pk), kind, order) for n, (pk, kind, order) in enumerate(rows)),
    )
    _add_turns(file, Q(text__study=study))
    _add_codings(file, Q(text__study=study))
    file.executescript(INDEXES)
    count_anew(file)
    _know(file, study, bands_mark(study))


def _add_turns(file: sqlite3.Connection, which: Q) -> None:
    """Turns of these texts, and their people as they may be counted."""
    texts, people = _numbers(file, "texts"), _numbers(file, "people")
    before = len(people)
    rows = Segment.objects.filter(which).values_list(
        as_text("text_id"), "order", as_text("participant"), "speaker", "length"
    )
    file.executemany(
        "INSERT INTO turns VALUES (?, ?, ?, ?, ?)",
        (
            (
                texts[_hex(text)], order, people.setdefault(_hex(person), len(people)),
                speaker in ASKING, length,
            )
            for text, order, person, speaker, length in rows.iterator(chunk_size=BATCH)
        ),
    )  # fmt: skip
    new = [person for person, number in people.items() if number >= before]
    agreed = {one.hex for one in counted_among(map(UUID, new))}
    file.executemany(
        "INSERT INTO people VALUES (?, ?, ?)",
        ((people[person], person, person in agreed) for person in new),
    )


def _add_codings(file: sqlite3.Connection, which: Q) -> None:
    texts, codes = _numbers(file, "texts"), _numbers(file, "codes")
    before = len(codes)
    rows = Coding.objects.filter(which).values_list(
        "id", as_text("text_id"), as_text("code_id"), "start", "end"
    )
    file.executemany(
        "INSERT INTO codings VALUES (?, ?, ?, ?, ?)",
        (
            (pk, texts[_hex(text)], codes.setdefault(_hex(code), len(codes)), start, end)
            for pk, text, code, start, end in rows.iterator(chunk_size=BATCH)
        ),
    )
    new = [(number, code) for code, number in codes.items() if number >= before]
    file.executemany("INSERT INTO codes VALUES (?, ?)", new)


def _numbers(file: sqlite3.Connection, table: str) -> dict[str, int]:
    return dict(file.execute(f"SELECT id, n FROM {table}"))


def _hex(typed: str) -> str:
    return typed.replace("-", "")


def _follow(file: sqlite3.Connection, study: UUID, changes: Changes) -> bool:
    """Carry in, one by one, texts that are new or were coded. Anything else means: made anew."""
    if changes.about(CASE) & {UUID(one) for one in _numbers(file, "people")}:
        return False
    touched = changes.about(CODING, SEGMENT, TEXT)
    held = _numbers(file, "texts")
    now = {row.pk: row for row in Text.objects.filter(study=study, pk__in=touched)}
    ours = {one for one in touched if one.hex in held or one in now}
    altered = changes.gone.get(SEGMENT, set()) | changes.gone.get(TEXT, set())
    if len(ours) > FEW or ours & altered or not _consents_hold(file, changes.consents):
        return False
    new = sorted((now[one].order, one.hex) for one in ours if one.hex not in held)
    if new and new[0][0] <= _last_order(file):
        return False
    for _, text in new:
        held[text] = _let_in(file, study, now[UUID(text)])
    for one in ours:
        _carry_in(file, held[one.hex], one)
    return True


def _last_order(file: sqlite3.Connection) -> int:
    return int(file.execute("SELECT coalesce(max(ord), -1) FROM texts").fetchone()[0])


def _let_in(file: sqlite3.Connection, study: UUID, text: Text) -> int:
    """A new text with its turns and people. Returns its number."""
    known = _numbers(file, "people")
    row = file.execute(
        "INSERT INTO texts VALUES ((SELECT coalesce(max(n), -1) + 1 FROM texts), ?, ?, ?) "
        "RETURNING n",
        (text.pk.hex, text.kind, text.order),
    ).fetchone()
    _add_turns(file, Q(text=text))
    keep_attributes(file, study, _numbers(file, "people").keys() - known.keys())
    return int(row[0])


def _carry_in(file: sqlite3.Connection, number: int, text: UUID) -> None:
    """One text whose codings changed: what it added to the sums goes out, and what it adds now
    comes in."""
    people = counts_out(file, number)
    file.execute("DELETE FROM codings WHERE text = ?", (number,))
    _add_codings(file, Q(text=text))
    people |= counts_in(file, number)
    sets_again(file, number, people)


def _consents_hold(file: sqlite3.Connection, people: set[UUID]) -> bool:
    """Whether those who said something about their consent are counted as they were."""
    before: dict[UUID, bool] = {}
    for person in people:
        row = file.execute("SELECT counted FROM people WHERE id = ?", (person.hex,)).fetchone()
        if row:
            before[person] = bool(row[0])
    now = counted_among(before)
    return all((person in now) == counted for person, counted in before.items())


POSITIONS = KeptReady(
    "positions.sqlite3", frozenset({CODING, SEGMENT, TEXT, CASE}), _write, _follow
)

"""Rows of the file of positions: texts, turns, people, codings. Written whole, or for one text."""

import sqlite3
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from pennydrop.rooms.understand.models import Coding, Segment, Text
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.people import as_text, counted_among

BATCH = 5000
SCHEMA = """
CREATE TABLE texts (n INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, ord INTEGER);
CREATE TABLE people (n INTEGER PRIMARY KEY, id TEXT UNIQUE, counted INTEGER);
CREATE TABLE turns (text INTEGER, ord INTEGER, person INTEGER, asks INTEGER, length INTEGER,
    PRIMARY KEY (text, ord)) WITHOUT ROWID;
CREATE TABLE codes (n INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE codings (id INTEGER PRIMARY KEY, text INTEGER, code INTEGER, start INTEGER,
    "end" INTEGER);
CREATE TABLE coded (text INTEGER PRIMARY KEY, codings INTEGER, two INTEGER);
CREATE TABLE bands (mark TEXT);
"""
INDEXES = """
CREATE INDEX turns_person ON turns (person);
CREATE INDEX codings_code ON codings (code, text, start, "end", id);
CREATE INDEX codings_text ON codings (text, code, start, "end");
"""


class Numbers(dict[str, int]):
    """The file's numbers of texts, people or codes by id, looked up as they are met. Whoever is not
    there yet is given the next number and stands in `new`."""

    def __init__(self, file: sqlite3.Connection, table: str) -> None:
        super().__init__()
        self.file, self.table = file, table
        (self.next,) = file.execute(f"SELECT coalesce(max(n), -1) + 1 FROM {table}").fetchone()
        self.new: list[str] = []

    def __missing__(self, one: str) -> int:
        number = number_of(self.file, self.table, one)
        if number is None:
            number, self.next = self.next, self.next + 1
            self.new.append(one)
        self[one] = number
        return number


def number_of(file: sqlite3.Connection, table: str, one: str) -> int | None:
    row = file.execute(f"SELECT n FROM {table} WHERE id = ?", (one,)).fetchone()
    return row[0] if row else None


def held_among(file: sqlite3.Connection, table: str, some: Iterable[UUID]) -> dict[UUID, int]:
    """Those of some ids that are in the file, with their numbers."""
    numbers = ((one, number_of(file, table, one.hex)) for one in some)
    return {one: number for one, number in numbers if number is not None}


def write_rows(file: sqlite3.Connection, study: UUID) -> None:
    """Everything of the study, into an empty file."""
    texts = Text.objects.filter(study=study).order_by("order", "pk")
    rows = texts.values_list(as_text("pk"), "kind", "order")
    file.executemany(
        "INSERT INTO texts VALUES (?, ?, ?, ?)",
        ((n, _hex(pk), kind, order) for n, (pk, kind, order) in enumerate(rows)),
    )
    add_turns(file, study, Q(text__study=study))
    add_codings(file, Q(text__study=study))
    file.executescript(INDEXES)


def add_text(file: sqlite3.Connection, text: Text) -> int:
    """A new text, as the last one. Returns its number."""
    row = file.execute(
        "INSERT INTO texts VALUES ((SELECT coalesce(max(n), -1) + 1 FROM texts), ?, ?, ?) "
        "RETURNING n",
        (text.pk.hex, text.kind, text.order),
    ).fetchone()
    return int(row[0])


def add_turns(file: sqlite3.Connection, study: UUID, which: Q) -> list[str]:
    """Turns of these texts, and their people as they may be counted. Returns the people who are
    new (ids)."""
    texts, people = Numbers(file, "texts"), Numbers(file, "people")
    rows = Segment.objects.filter(which).values_list(
        as_text("text_id"), "order", as_text("participant"), "speaker", "length"
    )
    file.executemany(
        "INSERT INTO turns VALUES (?, ?, ?, ?, ?)",
        (
            (texts[_hex(text)], order, people[_hex(person)], speaker in ASKING, length)
            for text, order, person, speaker, length in rows.iterator(chunk_size=BATCH)
        ),
    )
    agreed = {one.hex for one in counted_among(study, map(UUID, people.new))}
    file.executemany(
        "INSERT INTO people VALUES (?, ?, ?)",
        ((people[person], person, person in agreed) for person in people.new),
    )
    return people.new


def add_codings(file: sqlite3.Connection, which: Q) -> None:
    texts, codes = Numbers(file, "texts"), Numbers(file, "codes")
    rows = Coding.objects.filter(which).values_list(
        "id", as_text("text_id"), as_text("code_id"), "start", "end", "by"
    )
    coders = _Coders()
    file.executemany(
        "INSERT INTO codings VALUES (?, ?, ?, ?, ?)",
        (
            (pk, coders.met(by, texts[_hex(text)]), codes[_hex(code)], start, end)
            for pk, text, code, start, end, by in rows.iterator(chunk_size=BATCH)
        ),
    )
    file.executemany("INSERT INTO codes VALUES (?, ?)", ((codes[code], code) for code in codes.new))
    file.executemany(
        "INSERT INTO coded VALUES (?, ?, ?)",
        ((text, count, text in coders.two) for text, count in coders.codings.items()),
    )


class _Coders:
    """How many codings each text has, and which texts two people coded. Nobody is kept."""

    def __init__(self) -> None:
        self.codings: dict[int, int] = {}
        self.two: set[int] = set()
        self._first: dict[int, str] = {}

    def met(self, by: str, text: int) -> int:
        if self._first.setdefault(text, by) != by:
            self.two.add(text)
        self.codings[text] = self.codings.get(text, 0) + 1
        return text


def _hex(typed: str) -> str:
    return typed.replace("-", "")

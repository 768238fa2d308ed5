"""The sums that are kept with the positions: made whole, or mended for one text."""

import sqlite3
from collections.abc import Iterable
from uuid import UUID

from pennydrop.rooms.understand.queries.attributes import Attribute, attributes_of
from pennydrop.rooms.understand.rules.bits import bits_of, from_blob, to_blob
from pennydrop.rooms.understand.rules.positions import SPAN

SUMS = """
CREATE TABLE heard (text INTEGER, code INTEGER, person INTEGER, PRIMARY KEY (text, code, person))
    WITHOUT ROWID;
CREATE TABLE pairs (a INTEGER, b INTEGER, over INTEGER, near INTEGER, PRIMARY KEY (a, b))
    WITHOUT ROWID;
CREATE TABLE sizes (code INTEGER PRIMARY KEY, spans INTEGER);
CREATE TABLE sets (what TEXT, code INTEGER, kind TEXT, bits BLOB, PRIMARY KEY (what, code, kind))
    WITHOUT ROWID;
CREATE TABLE attributes (n INTEGER PRIMARY KEY, key TEXT UNIQUE, label TEXT, numeric INTEGER);
CREATE TABLE told (attribute INTEGER, value TEXT, place INTEGER, bits BLOB,
    PRIMARY KEY (attribute, value)) WITHOUT ROWID;
"""
PEOPLE, TEXTS = "people", "texts"
# A counted person has words of their own in the passage. A passage that begins and ends in one
# turn, as nearly all do, is one look-up.
_HEARD = f"""
INSERT OR IGNORE INTO heard
SELECT c.text, c.code, t.person FROM codings c
JOIN turns t ON t.text = c.text
    AND t.ord BETWEEN c.start / {SPAN} AND (c."end" - 1) / {SPAN}
JOIN people p ON p.n = t.person
WHERE NOT t.asks AND p.counted """
# Two passages meet where they overlap; they are near in the same turn or neighbouring ones.
_PAIRS = f"""
SELECT a.code, b.code, sum(a.start < b."end" AND b.start < a."end"), count(*)
FROM (SELECT DISTINCT text, code, start, "end" FROM codings {{which}}) a
JOIN (SELECT DISTINCT text, code, start, "end" FROM codings {{which}}) b
    ON a.text = b.text AND a.code < b.code
WHERE b.start / {SPAN} - (a."end" - 1) / {SPAN} <= 1
    AND a.start / {SPAN} - (b."end" - 1) / {SPAN} <= 1
GROUP BY a.code, b.code"""
_SIZES = """
SELECT code, count(*) FROM (SELECT DISTINCT text, code, start, "end" FROM codings {which})
GROUP BY code"""


def count_anew(file: sqlite3.Connection) -> None:
    """Every sum of a new file."""
    file.execute("CREATE INDEX heard_person ON heard (person, code)")
    file.execute(_HEARD)
    file.execute('CREATE TEMP TABLE spans AS SELECT DISTINCT text, code, start, "end" FROM codings')
    file.execute('CREATE INDEX temp.spans_text ON spans (text, code, start, "end")')
    over = _PAIRS.replace(
        '(SELECT DISTINCT text, code, start, "end" FROM codings {which})', "spans"
    )
    file.execute(f"INSERT INTO pairs {over}")
    file.execute("INSERT INTO sizes SELECT code, count(*) FROM spans GROUP BY code")
    file.execute("DROP TABLE spans")
    rows = "SELECT h.code, t.kind, h.{} FROM heard h JOIN texts t ON t.n = h.text"
    for what, column in ((PEOPLE, "person"), (TEXTS, "text")):
        found: dict[tuple[int, str], list[int]] = {}
        for code, kind, number in file.execute(rows.format(column)):
            found.setdefault((code, kind), []).append(number)
        file.executemany(
            "INSERT INTO sets VALUES (?, ?, ?, ?)",
            ((what, *key, to_blob(bits_of(numbers))) for key, numbers in found.items()),
        )


def counts_out(file: sqlite3.Connection, text: int) -> set[int]:
    """Take out of the sums what this text added to them. Returns whose words those were."""
    _mend(file, text, -1)
    rows = file.execute("SELECT DISTINCT person FROM heard WHERE text = ?", (text,))
    people = {person for (person,) in rows}
    file.execute("DELETE FROM heard WHERE text = ?", (text,))
    return people


def counts_in(file: sqlite3.Connection, text: int) -> set[int]:
    """Add to the sums what this text holds now. Returns whose words those are."""
    file.execute(_HEARD + "AND c.text = ?", (text,))
    _mend(file, text, 1)
    rows = file.execute("SELECT DISTINCT person FROM heard WHERE text = ?", (text,))
    return {person for (person,) in rows}


def _mend(file: sqlite3.Connection, text: int, sign: int) -> None:
    which = "WHERE text = :text"
    pairs = file.execute(_PAIRS.format(which=which), {"text": text}).fetchall()
    file.executemany(
        "INSERT INTO pairs VALUES (?1, ?2, ?3 * ?5, ?4 * ?5) ON CONFLICT (a, b) DO UPDATE "
        "SET over = over + excluded.over, near = near + excluded.near",
        [(*pair, sign) for pair in pairs],
    )
    sizes = file.execute(_SIZES.format(which=which), {"text": text}).fetchall()
    file.executemany(
        "INSERT INTO sizes VALUES (?1, ?2 * ?3) ON CONFLICT (code) DO UPDATE "
        "SET spans = spans + excluded.spans",
        [(*size, sign) for size in sizes],
    )


def sets_again(file: sqlite3.Connection, text: int, people: Iterable[int]) -> None:
    """Put this text and these people into the sets in which they now belong, and out of others."""
    kind = file.execute("SELECT kind FROM texts WHERE n = ?", (text,)).fetchone()[0]
    rows = file.execute("SELECT DISTINCT code FROM heard WHERE text = ?", (text,))
    belongs = {(code, kind) for (code,) in rows}
    _belong(file, TEXTS, text, belongs)
    for person in people:
        told = file.execute(
            "SELECT DISTINCT h.code, t.kind FROM heard h JOIN texts t ON t.n = h.text "
            "WHERE h.person = ?",
            (person,),
        )
        _belong(file, PEOPLE, person, set(told))


def _belong(
    file: sqlite3.Connection, what: str, number: int, belongs: set[tuple[int, str]]
) -> None:
    bit = 1 << number
    sets = {
        (code, kind): from_blob(bits)
        for code, kind, bits in file.execute(
            "SELECT code, kind, bits FROM sets WHERE what = ?", (what,)
        )
    }
    for key in belongs | sets.keys():
        before = sets.get(key, 0)
        now = before | bit if key in belongs else before & ~bit
        if now != before or key not in sets:
            file.execute(
                "INSERT OR REPLACE INTO sets VALUES (?, ?, ?, ?)", (what, *key, to_blob(now))
            )


def keep_attributes(file: sqlite3.Connection, study: UUID, people: Iterable[UUID]) -> None:
    """What is known of these people, as far as they are counted."""
    which = "SELECT n FROM people WHERE id = ? AND counted"
    rows = ((one, file.execute(which, (one.hex,)).fetchone()) for one in people)
    counted = {one: row[0] for one, row in rows if row}
    known, values = attributes_of(study, counted.keys())
    for attribute in known:
        file.execute(
            "INSERT OR IGNORE INTO attributes (key, label, numeric) VALUES (?, ?, ?)",
            (attribute.key, attribute.label, attribute.numeric),
        )
        told: dict[str, list[int]] = {}
        for person, said in values.items():
            if attribute.key in said:
                told.setdefault(said[attribute.key], []).append(counted[person])
        for value, numbers in told.items():
            _tell(file, attribute, value, bits_of(numbers))


def forget_attributes(file: sqlite3.Connection, people: Iterable[int]) -> None:
    """Nothing is known of these people (numbers) any more."""
    gone = bits_of(people)
    rows = file.execute("SELECT attribute, value, bits FROM told").fetchall()
    for attribute, value, data in rows:
        before = from_blob(data)
        if before & gone:
            file.execute(
                "UPDATE told SET bits = ? WHERE attribute = ? AND value = ?",
                (to_blob(before & ~gone), attribute, value),
            )
    file.execute("DELETE FROM told WHERE length(bits) = 0")


def _tell(file: sqlite3.Connection, attribute: Attribute, value: str, bits: int) -> None:
    (number,) = file.execute("SELECT n FROM attributes WHERE key = ?", (attribute.key,)).fetchone()
    row = file.execute(
        "SELECT bits FROM told WHERE attribute = ? AND value = ?", (number, value)
    ).fetchone()
    before = from_blob(row[0]) if row else 0
    choices = attribute.choices
    place = choices.index(value) if value in choices else len(choices)
    file.execute(
        "INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)",
        (number, value, place, to_blob(before | bits)),
    )

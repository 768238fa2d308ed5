"""The same study in tables as QualCoder keeps them, and its way of reading them: whole texts and
code points, the words of each coding stored beside it, no index but the keys; search is Python's
`re` over every text. Written anew from a description of tables and statements, nothing copied."""

import csv
import io
import re
import sqlite3
from itertools import accumulate

from benchmarks.invented import InventedStudy

SCHEMA = """
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT UNIQUE, fulltext TEXT, memo TEXT);
CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT UNIQUE, memo TEXT, color TEXT);
CREATE TABLE code_text (ctid INTEGER PRIMARY KEY, cid INTEGER, fid INTEGER, seltext TEXT,
    pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT, important INTEGER,
    UNIQUE (cid, fid, pos0, pos1, owner));
"""


def filled(study: InventedStudy) -> sqlite3.Connection:
    """Interviews as texts, turns joined with nothing between."""
    held = sqlite3.connect(":memory:")
    held.executescript(SCHEMA)
    texts = ["".join(f"{turn}\n" for turn in turns) for turns in study.interviews]
    held.executemany(
        "INSERT INTO source VALUES (?, ?, ?, '')",
        [(n, f"Interview {n + 1}", text) for n, text in enumerate(texts)],
    )
    held.executemany(
        "INSERT INTO code_name VALUES (?, ?, '', '')",
        [(n, code.name) for n, code in enumerate(study.codes)],
    )
    starts = [[0, *accumulate(len(turn) + 1 for turn in turns)] for turns in study.interviews]
    rows = []
    for c in study.codings:
        low, high = starts[c.interview][c.first] + c.start, starts[c.interview][c.last] + c.end
        rows.append((c.code, c.interview, texts[c.interview][low:high], low, high))
    held.executemany(
        "INSERT OR IGNORE INTO code_text VALUES (NULL, ?, ?, ?, ?, ?, 'me', '2026', '', 0)", rows
    )
    held.commit()
    return held


def matches(held: sqlite3.Connection, pattern: str) -> int:
    """How many places of all texts the pattern matches."""
    found = re.compile(pattern, re.IGNORECASE)
    rows = held.execute("SELECT id, name, fulltext FROM source")
    return sum(len([m.span() for m in found.finditer(text)]) for _, _, text in rows)


def quotes(held: sqlite3.Connection, code: str) -> list[tuple[str, str, int]]:
    rows = held.execute(
        "SELECT code_text.seltext, source.name, pos0 FROM code_text "
        "JOIN code_name ON code_name.cid = code_text.cid "
        "JOIN source ON source.id = code_text.fid WHERE code_name.name = ? "
        "ORDER BY source.name, pos0",
        (code,),
    )
    return rows.fetchall()


def everything(held: sqlite3.Connection) -> str:
    """All quotes as CSV."""
    rows = held.execute(
        "SELECT code_name.name, source.name, pos0, pos1, seltext, owner, code_text.memo "
        "FROM code_text JOIN code_name ON code_name.cid = code_text.cid "
        "JOIN source ON source.id = code_text.fid ORDER BY code_name.name, source.name, pos0"
    )
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()

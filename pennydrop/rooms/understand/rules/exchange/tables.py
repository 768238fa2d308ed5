"""A database file from a stranger, opened in memory, read only, within limits."""

import sqlite3
import time
from collections.abc import Iterator

from pennydrop.rooms.understand.rules.exchange.project import Refused

MAGIC = b"SQLite format 3\x00"
_SECONDS = 60
_WAL = slice(18, 20)  # the header's file format versions: 2 means a write-ahead log

Row = dict[str, object]


class Tables:
    """The tables of a SQLite file; use it with `with`. Raises Refused where it cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._db = sqlite3.connect(":memory:")
        until = time.monotonic() + _SECONDS
        self._db.set_progress_handler(lambda: int(time.monotonic() > until), 100_000)
        try:
            whole = bytearray(data)
            whole[_WAL] = b"\x01\x01"  # in memory there is no log to look into
            self._db.deserialize(bytes(whole))
            self._db.execute("PRAGMA trusted_schema = OFF")
            self._db.execute("PRAGMA query_only = ON")
            kinds = self._db.execute("SELECT name, type FROM sqlite_master").fetchall()
        except (sqlite3.Error, UnicodeError) as fault:  # a name may be no text
            self._db.close()
            raise Refused("This database is damaged.") from fault
        # A view could compute without end, so that only real tables are read.
        self.names = {str(name).lower(): str(name) for name, kind in kinds if kind == "table"}

    def __enter__(self) -> "Tables":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def has(self, *tables: str) -> bool:
        return all(table in self.names for table in tables)

    def rows(self, table: str) -> Iterator[Row]:
        """Every row as a mapping by column name in lower case; none where there is no table."""
        if table not in self.names:
            return
        name = self.names[table].replace('"', '""')
        try:
            found = self._db.execute(f'SELECT * FROM "{name}"')
            columns = [column[0].lower() for column in found.description]
            for row in found:
                yield dict(zip(columns, row, strict=True))
        except (sqlite3.Error, OverflowError, UnicodeError) as fault:
            raise Refused(f"The table {table} of this database cannot be read.") from fault


def text(row: Row, *columns: str) -> str:
    """The first of these columns that holds something, as text."""
    for column in columns:
        value = row.get(column)
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        if value is not None and str(value):
            return str(value)
    return ""


def whole(row: Row, column: str) -> int | None:
    value = row.get(column)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal() and len(value) < 16:
        return int(value)
    return value if isinstance(value, int) else None


def grouped(rows: Iterator[Row], column: str) -> dict[object, list[Row]]:
    """Rows by what stands in a column."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get(column), []).append(row)
    return found

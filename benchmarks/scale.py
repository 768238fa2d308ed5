"""How the interactive questions grow with the study: 1,000 and 10,000 sources, ten codings each.

    python -m benchmarks.scale [SOURCES ...] [--postgres]

Give 100000 to fill the largest too (many minutes, and a gigabyte). With --postgres the data is in
a PostgreSQL of its own, on DATABASE_URL's server where that is set. Writes its part of
benchmarks/results.md, one for each database. The promise: 100 ms in the median for each question
that a person waits for, one second for the whole matrix of codes, kept ready.
"""

import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.growth import measure, page
from benchmarks.report import load_now
from benchmarks.results import write_part
from benchmarks.sides.pennydrop import places
from tests.run import postgres

SIZES = (1_000, 10_000)


def main(arguments: list[str]) -> int:
    sizes = [int(one) for one in arguments if one.isdecimal()] or list(SIZES)
    on_postgres = "--postgres" in arguments
    before = load_now()
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="pennydrop-scale-") as place:
            with databases(on_postgres) as extra:
                found[size] = measure({**places(Path(place)), **extra}, size)
    name = "PostgreSQL" if on_postgres else "SQLite"
    text = page(name, found, (before, load_now()))
    print(f"\n{text}")
    write_part(f"scale_{name.lower()}", text)
    return 0


@contextmanager
def databases(on_postgres: bool) -> Iterator[dict[str, str]]:
    """Two empty databases on PostgreSQL, gone afterwards; nothing for SQLite."""
    if not on_postgres:
        yield {}
        return
    made = f"scale_{secrets.token_hex(4)}"
    names = {"DATABASE_URL": made, "PENNYDROP_KEYS_URL": f"{made}_keys"}
    given = os.environ.get("DATABASE_URL", "")
    with postgres(given) as server, psycopg.connect(server, autocommit=True) as connection:
        for name in names.values():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {
                key: urlsplit(server)._replace(path=f"/{name}").geturl()
                for key, name in names.items()
            }
        finally:
            for name in names.values():
                gone = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                connection.execute(gone)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

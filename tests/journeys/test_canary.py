"""Taken back means gone: a planted story is looked for in the database file, journal, index,
exports, rendered pages, the log, and a backup taken before and restored after."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.databases import keys_url

ROOT = Path(__file__).parents[2]
WORDS = ("vermilion", "Xanthippe", "cinnabar")


@pytest.fixture
def databases():
    """Fresh databases on the PostgreSQL under test, or none for SQLite."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield {}
        return
    name, (before, _, options) = f"canary_{os.getpid()}", url.partition("?")
    fresh = f"{before.rsplit('/', 1)[0]}/{name}" + (f"?{options}" if options else "")
    with psycopg.connect(url, autocommit=True) as server:
        for database in (name, f"{name}_keys"):
            server.execute(f"CREATE DATABASE {database}")
        folder = server.execute("SHOW data_directory").fetchone()[0]
    here = {"CANARY_PGDATA": folder} if Path(folder).is_dir() else {}
    yield {"DATABASE_URL": fresh, "PENNYDROP_KEYS_URL": keys_url(fresh), **here}
    with psycopg.connect(url, autocommit=True) as server:
        for database in (name, f"{name}_keys"):
            server.execute(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture
def tell(tmp_path, databases):
    def run(what="canary_story", **more):
        env = {
            **{k: v for k, v in os.environ.items() if not k.endswith("_URL")},
            **{f"PENNYDROP_{p.upper()}": str(tmp_path / p) for p in ("home", "keys", "scratch")},
            **databases,
            **more,
        }
        return subprocess.run(
            [sys.executable, "-m", f"tests.journeys.{what}", str(tmp_path)],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


@pytest.mark.postgres
def test_a_story_that_was_taken_back_is_nowhere(tell):
    done = tell()
    assert done.returncode == 0, done.stdout + done.stderr
    # What the program says while it works is the log: no word of the story stands in it.
    assert not any(word in done.stdout + done.stderr for word in WORDS)


def test_a_story_left_behind_would_be_found(tell):
    done = tell(CANARY_LEAK="1")
    assert done.returncode == 1 and "left-behind.txt" in done.stdout, done.stderr


@pytest.mark.postgres
def test_an_answer_leaves_no_address_no_browser_and_no_time_of_day(tell):
    done = tell("canary_answer")
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not any(trace in said for trace in ("203.0.113.77", "CanaryPhone", "saffron"))


def test_an_address_that_was_kept_would_be_found(tell):
    done = tell("canary_answer", CANARY_LEAK="1")
    assert done.returncode == 1 and "203.0.113.77" in done.stdout, done.stderr
    assert "a time in listen.Participant" in done.stdout

"""What was acknowledged is on the disk, and what was erased is overwritten
(docs/decisions/0014-acknowledged-is-on-the-disk.md)."""

import sqlite3

import pytest
from django.db import connections

from pennydrop.web.places import sqlite_database

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SAFE = {"synchronous": 3, "secure_delete": 1, "foreign_keys": 1, "cell_size_check": 1}


@pytest.mark.parametrize("alias", ["default", "keys"])
@pytest.mark.postgres
def test_both_databases_wait_for_the_disk(alias):
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
            return
        for name, wanted in SAFE.items():
            cursor.execute(f"PRAGMA {name}")
            assert cursor.fetchone() == (wanted,), name


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_file_has_the_journal_it_was_made_for(tmp_path, journal):
    made = sqlite_database(tmp_path / "one.sqlite3", journal=journal.upper())
    with sqlite3.connect(str(made["NAME"])) as opened:
        opened.executescript(str(made["OPTIONS"]["init_command"]))
        assert opened.execute("PRAGMA journal_mode").fetchone() == (journal,)
        assert opened.execute("PRAGMA synchronous").fetchone() == (3,)

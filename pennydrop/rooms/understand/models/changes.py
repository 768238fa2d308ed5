"""What changed among texts and codings, noted by the database itself.

Files in scratch are kept ready (search, counts). They are brought up to date by what changed since,
so nothing may change unnoticed: not by a correction, not by a merge of codes, not by a restore.
Hence triggers, and not a line in each action (docs/decisions/0014-the-database-notes-changes.md).
"""

from typing import Any

from django.db import models

CODING, SEGMENT, TEXT, CASE = "coding", "segment", "text", "case"


class Change(models.Model):
    """One row of a watched table came, changed or went. `about`: its text (or, for what the team
    noted of a participant, the participant). `gone`: something that was there before is not there
    any more. `mark` is random, so that a copy of the data is told from the data. `within`: the
    number of the transaction on PostgreSQL, where numbers given first may be seen last; else 0."""

    id = models.BigAutoField(primary_key=True)
    what = models.CharField(max_length=8)
    about = models.UUIDField()
    gone = models.BooleanField()
    mark = models.CharField(max_length=40)
    within = models.BigIntegerField()

    class Privacy:
        personal = {"about"}
        plain = {"id", "what", "gone", "mark", "within"}
        derived = True  # never in a backup: a restore makes it anew

    class Meta:
        indexes = [
            models.Index(fields=["what", "id"]),
            models.Index(fields=["within", "what"]),
        ]


# table -> what its changes are called, and the column that says what they are about
WATCHED = {
    "understand_coding": (CODING, "text_id"),
    "understand_segment": (SEGMENT, "text_id"),
    "understand_text": (TEXT, "source"),
    "understand_casevalue": (CASE, "participant"),
}
_EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def watch(_apps: Any, schema_editor: Any) -> None:
    """Put the triggers on every watched table; those that are there are put anew.

    For migrations. SQLite makes a table anew for most changes of its columns and loses its
    triggers: such a migration ends with this too (a test says where it is missing).
    """
    word = _for_postgres if schema_editor.connection.vendor == "postgresql" else _for_sqlite
    with schema_editor.connection.cursor() as cursor:
        for table, (what, column) in WATCHED.items():
            for statement in word(table, what, column):
                cursor.execute(statement)


def unwatch(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        for table in WATCHED:
            for event in _EVENTS:
                on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger_name(table, event)}{on}")


def trigger_name(table: str, event: str) -> str:
    return f"{table}_{event.lower()}_noted"


def _for_sqlite(table: str, what: str, column: str) -> list[str]:
    statements = []
    for event, sides in _EVENTS.items():
        name = trigger_name(table, event)
        notes = "".join(
            f"INSERT INTO understand_change (what, about, gone, mark, within) VALUES "
            f"('{what}', {side}.{column}, {int(side == 'OLD')}, lower(hex(randomblob(8))), 0);"
            for side in sides
        )
        statements.append(f"DROP TRIGGER IF EXISTS {name}")
        statements.append(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {notes} END")
    return statements


def _for_postgres(table: str, what: str, column: str) -> list[str]:
    statements = []
    for event, sides in _EVENTS.items():
        name = trigger_name(table, event)
        notes = "".join(
            f"INSERT INTO understand_change (what, about, gone, mark, within) VALUES "
            f"('{what}', {side}.{column}, {'true' if side == 'OLD' else 'false'}, "
            f"gen_random_uuid()::text, pg_current_xact_id()::text::bigint);"
            for side in sides
        )
        body = f"BEGIN {notes} RETURN NULL; END"
        statements += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} AFTER {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return statements

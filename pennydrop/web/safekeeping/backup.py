"""A copy of the data as one file: a zip with a manifest and one JSON line for each row.

The same file for SQLite and PostgreSQL, so that a project can move from one to the other. Words in
it are sealed; keys are never in it; sessions, queued jobs and the scratch place are left out. So
are the files of recordings, which live for weeks only, and every copy says so.
"""

import datetime as dt
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from pennydrop.core.audit.actions import record, seal_events
from pennydrop.rooms.listen.queries.recordings import recordings_here

FORMAT = 1
LEFT_OUT = {"sessions", "contenttypes", "django_tasks_database", "vault", "auth"}


class BackupFailed(Exception):
    """The copy could not be written."""


class Exact(DjangoJSONEncoder):
    """Django's own drops microseconds, and a sealed audit row would come back altered."""

    def default(self, o: object) -> object:
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


@dataclass(frozen=True)
class Made:
    """What was written: rows, bytes, and how many recordings lie here and are not in it."""

    rows: int
    size: int
    recordings: int

    @property
    def left_out(self) -> str:
        """What the copy lacks, in words for whoever relies on it."""
        return left_out(self.recordings)


def left_out(recordings: int) -> str:
    """Said at each copy, with none too, so that nobody finds it out after a disk has died."""
    if not recordings:
        return "Recordings of interviews are never in a copy; there is none here now."
    here = "1 recording lies" if recordings == 1 else f"{recordings} recordings lie"
    return (
        f"Recordings are never in a copy: {here} on this disk alone, and go with it. Their drafts "
        "and transcripts are in the copy."
    )


def kept_models() -> list[type[Model]]:
    """Every table of the data, those referred to before those that refer."""
    models = [m for m in apps.get_models(include_auto_created=True) if not m._meta.proxy]
    kept = [
        m
        for m in models
        if m._meta.app_label not in LEFT_OUT and m._meta.managed and not _is_derived(m)
    ]
    return serializers.sort_dependencies(
        [(None, [m for m in kept if not m._meta.auto_created])]
    ) + [m for m in kept if m._meta.auto_created]


def _is_derived(model: type[Model]) -> bool:
    """Whether a restore makes these rows anew by itself."""
    return bool(getattr(getattr(model, "Privacy", None), "derived", False))


def migrations_applied() -> list[str]:
    """The state of the tables: a copy fits only tables of the same state."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app != "vault")


def write_backup(*, path: Path, by: str, at: dt.datetime) -> Made:
    """Write the copy, whole or not at all. Seals the audit record first.

    Raises BackupFailed when the file is there already or cannot be written.
    """
    if path.exists():
        raise BackupFailed(f"{path} is there already. Choose another name; nothing was changed.")
    record(what="safety.backup.made", on=path.name[:80], by=by, at=at)
    seal_events(at=at)
    aside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        rows, recordings = _write(aside, at)
        aside.chmod(0o600)
        aside.rename(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise BackupFailed(f"{path} could not be written ({error.strerror}).") from error
    return Made(rows=rows, size=path.stat().st_size, recordings=recordings)


def _write(path: Path, at: dt.datetime) -> tuple[int, int]:
    digest, rows = hashlib.sha256(), 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as box:
        # One transaction, so that the copy is of one moment.
        with transaction.atomic(), box.open("data.jsonl", "w", force_zip64=True) as out:
            for line in _lines():
                rows += 1
                digest.update(line)
                out.write(line)
            recordings = recordings_here()
        manifest = {
            "format": FORMAT,
            "made": at.isoformat(),
            "rows": rows,
            "sha256": digest.hexdigest(),
            "recordings_left_out": recordings,
            "migrations": migrations_applied(),
        }
        box.writestr("manifest.json", json.dumps(manifest, indent=1))
    return rows, recordings


def _lines() -> Iterator[bytes]:
    for model in kept_models():
        # Many-to-many tables are rows of their own here, so they are left out of their owners.
        columns = [field.name for field in model._meta.concrete_fields]
        for chunk in _chunks(model._base_manager.order_by("pk").iterator(chunk_size=500)):
            for line in serializers.serialize(
                "jsonl", chunk, fields=columns, cls=Exact
            ).splitlines():
                yield line.encode() + b"\n"


def _chunks(rows: Iterable[Model]) -> Iterator[list[Model]]:
    held: list[Model] = []
    for row in rows:
        held.append(row)
        if len(held) == 500:
            yield held
            held = []
    if held:
        yield held


def read_manifest(box: zipfile.ZipFile) -> dict[str, object]:
    with box.open("manifest.json") as file:
        value = json.load(file)
    return value if isinstance(value, dict) else {}


def checked(stream: IO[bytes], expected: str) -> bool:
    digest = hashlib.sha256()
    while part := stream.read(1 << 20):
        digest.update(part)
    return digest.hexdigest() == expected

"""Put a copy of the data back. The newest key store stays: whoever has withdrawn since the copy was
made has no keys, and every room forgets them before anything is served."""

import datetime as dt
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from pennydrop.core.audit.actions import record, seal_events
from pennydrop.core.audit.models import Seal
from pennydrop.core.vault.models import Mark
from pennydrop.rooms.listen.actions.withdrawal import finish_withdrawals
from pennydrop.web.safekeeping.backup import (
    FORMAT,
    checked,
    kept_models,
    migrations_applied,
    read_manifest,
    write_backup,
)


class NotABackup(Exception):
    """The file is not a copy that can be put back here. Nothing was changed."""


@dataclass(frozen=True)
class Restored:
    rows: int
    forgotten: int
    before: Path


def restore_backup(*, path: Path, by: str, at: dt.datetime) -> Restored:
    """Put the copy back, all of it or nothing.

    What stood here is first written to `before-restore-….zip` in the data folder. Raises NotABackup
    with the reason, in plain words, before anything is touched.
    """
    _check(path)
    before = _free_name(settings.PLACES.home, f"before-restore-{at:%Y%m%d-%H%M%S}")
    write_backup(path=before, by=by, at=at)
    try:
        with transaction.atomic():
            rows = _replace_everything(path)
    except (DeserializationError, IntegrityError, ValueError) as error:
        raise NotABackup(f"{path.name} does not fit together; nothing was changed.") from error
    _forget_what_was_derived()
    forgotten = finish_withdrawals(at=at)
    _start_the_record_anew(by=by, at=at)
    return Restored(rows=rows, forgotten=forgotten, before=before)


def _free_name(folder: Path, stem: str) -> Path:
    names = (folder / f"{stem}{suffix}.zip" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path for path in names if not path.exists())


def _check(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as box:
            manifest = read_manifest(box)
            with box.open("data.jsonl") as stream:
                whole = checked(stream, str(manifest.get("sha256")))
    except FileNotFoundError as error:
        raise NotABackup(f"There is no file {path}.") from error
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise NotABackup(f"{path.name} is not a Pennydrop backup, or it is damaged.") from error
    if manifest.get("format") != FORMAT or not whole:
        raise NotABackup(
            f"{path.name} is damaged or was altered: its content does not match its seal."
        )
    if manifest.get("migrations") != migrations_applied():
        raise NotABackup(
            f"{path.name} was made by another version of Pennydrop. Put it back with that version, "
            "then upgrade."
        )


def _replace_everything(path: Path) -> int:
    models = kept_models()
    with (
        connection.constraint_checks_disabled()
        if connection.vendor == "sqlite"
        else transaction.atomic()
    ):
        for model in reversed(models):
            model._base_manager.all()._raw_delete(connection.alias)
        rows = sum(1 for _ in _load(path))
    connection.check_constraints()
    statements = connection.ops.sequence_reset_sql(no_style(), models)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return rows


def _load(path: Path) -> Iterator[Model]:
    with zipfile.ZipFile(path) as box, box.open("data.jsonl") as stream:
        held: list[Model] = []
        for line in stream:
            (row,) = serializers.deserialize("jsonl", line.decode())
            if held and (type(row.object) is not type(held[0]) or len(held) == 500):
                yield from _insert(held)
                held = []
            held.append(row.object)
        yield from _insert(held)


def _insert(rows: list[Model]) -> list[Model]:
    return type(rows[0])._base_manager.bulk_create(rows) if rows else []


def _forget_what_was_derived() -> None:
    shutil.rmtree(settings.PLACES.scratch / "studies", ignore_errors=True)
    for name in ("sessions.Session", "django_tasks_database.DBTaskResult"):
        apps.get_model(name)._base_manager.all().delete()


def _start_the_record_anew(*, by: str, at: dt.datetime) -> None:
    """The key store remembers a newer seal than the copy holds: note why, and go on from here."""
    for stream in ("staff", "quiet"):
        last = Seal.objects.filter(stream=stream).order_by("-number").first()
        value = f"{last.number}:{last.mac}" if last else "0:"
        Mark.objects.update_or_create(name=f"audit/{stream}", defaults={"value": value})
    record(what="safety.backup.restored", on=f"{at:%Y-%m-%d}", by=by, at=at)
    seal_events(at=at)

"""Everywhere that a word could have been kept, and what of it is found there. Import it first:
it sets up the product's own settings, in a process by itself."""

import os
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connections

os.environ["DJANGO_SETTINGS_MODULE"] = "pennydrop.web.settings"
django.setup()


def on_disk() -> Iterator[tuple[str, bytes]]:
    """Every file of the three places: database, journal, log, index, rendered files, keys."""
    for place in (settings.PLACES.home, settings.PLACES.keys, settings.PLACES.scratch):
        for path in Path(place).rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes()


def in_tables() -> Iterator[tuple[str, bytes]]:
    """Every value of every table, whatever the database."""
    for model in apps.get_models(include_auto_created=True):
        alias = "keys" if model._meta.app_label == "vault" else "default"
        for row in model._base_manager.using(alias).values_list():
            parts = [
                bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row
            ]
            yield model._meta.label, b"|".join(parts)


def in_server_files() -> Iterator[tuple[str, bytes]]:
    """PostgreSQL's own files, its write-ahead log included, where they lie on this machine."""
    folder = os.environ.get("CANARY_PGDATA")
    if folder:
        with connections["default"].cursor() as cursor:
            cursor.execute("CHECKPOINT")
        for path in Path(folder).rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes()


def sightings(things: Iterator[tuple[str, bytes]], needles: tuple[bytes, ...]) -> list[str]:
    return [
        f"{needle[:20]!r} in {name}"
        for name, held in things
        for needle in needles
        if needle in held
    ]

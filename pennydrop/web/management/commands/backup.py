"""`pennydrop backup FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.web.management.ready import ReadyCommand
from pennydrop.web.safekeeping.backup import BackupFailed, write_backup


class Command(ReadyCommand):
    help = "Copy the data into one file. Words stay sealed; keys stay in the key store."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = write_backup(path=options["file"], by="command", at=timezone.now())
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Wrote {options['file']}: {made.rows} rows, {made.size // 1024} KiB. It holds no "
            f"keys: without the key store nobody can read words from it. {made.left_out}"
        )

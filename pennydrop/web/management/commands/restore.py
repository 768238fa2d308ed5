"""`pennydrop restore FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.web.management.ready import ReadyCommand
from pennydrop.web.safekeeping.backup import BackupFailed
from pennydrop.web.safekeeping.restore import NotABackup, restore_backup


class Command(ReadyCommand):
    help = "Put a copy back, then forget whoever has withdrawn since it was made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restore_backup(path=options["file"], by="command", at=timezone.now())
        except (NotABackup, BackupFailed) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Put back {done.rows} rows from {options['file']}. "
            f"Forgot {done.forgotten} participant(s) who withdrew after it was made. "
            f"What stood here before is in {done.before}."
        )

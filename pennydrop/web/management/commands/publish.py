"""`pennydrop publish STUDY`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.rooms.publish.public import publish_study
from pennydrop.web.management.finding import find_study
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Release a study's findings as a new edition, or say what blocks it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="its short name or its title")
        parser.add_argument(
            "--names-read",
            action="store_true",
            help="say that you have read the names that may be left in its quotes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        study = find_study(options["study"])
        result = publish_study(
            study=study.pk, names_read=options["names_read"], by="command", at=timezone.now()
        )
        for note in result.notes:
            self.stdout.write(f"Note: {note}")
        if result.edition is None:
            reasons = "\n".join(f"  - {reason}" for reason in result.blocks)
            raise CommandError(f"Nothing was released. First:\n{reasons}")
        card = result.edition
        self.stdout.write(f"Released “{card.title}”, edition {card.number}: {card.address}")

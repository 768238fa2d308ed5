"""`pennydrop withdraw CODE`: for somebody who telephones with their code."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.core.vault.codes import BadCode, read_code
from pennydrop.core.vault.lookups import TooBusy, lookup_of
from pennydrop.rooms.listen.actions.withdrawal import AlreadyWithdrawn, withdraw
from pennydrop.rooms.listen.models import Participant
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Take back everything that was said under a private code, and print the receipt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="+", help="16 digits; spaces do not matter")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lookup = lookup_of(read_code(" ".join(options["code"])))
        except (BadCode, TooBusy) as problem:
            raise CommandError(str(problem)) from problem
        person = Participant.objects.filter(lookup=lookup).first()
        if person is None:
            raise CommandError("No words are kept under this code. They may be gone already.")
        try:
            receipt = withdraw(
                participant=person, asked="with the code", by="quiet", at=timezone.now()
            )
        except AlreadyWithdrawn as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Receipt {receipt.pk}\n{receipt.name}, {receipt.on:%d %B %Y}\nRemoved:")
        for room, counts in receipt.removed.items():
            for what, count in counts.items():
                if count:
                    self.stdout.write(f"  {count} {what} ({room})")
        self.stdout.write(
            "The keys are destroyed. The older copy of the key store is overwritten by "
            f"{receipt.key_copy_gone_by:%d %B %Y}."
        )
        for copy in receipt.copies:
            self.stdout.write(f"To be destroyed by hand: {copy['what']} ({copy['on']})")

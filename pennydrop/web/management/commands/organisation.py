"""`pennydrop organisation create NAME --coordinator USERNAME`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from pennydrop.core.people.actions import NameTaken, add_person, found_organisation
from pennydrop.core.people.rules import Role
from pennydrop.core.people.welcome import welcome_path
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Start a real organisation and its first coordinator; prints their first sign-in link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="create")
        create = commands.add_parser("create", help="start an organisation")
        create.add_argument("name")
        create.add_argument("--coordinator", required=True, metavar="USERNAME")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            with transaction.atomic():
                place = found_organisation(
                    name=options["name"],
                    invented=False,
                    require_second_factor=True,
                    by="command",
                    at=now,
                )
                user = add_person(
                    username=options["coordinator"],
                    name=options["coordinator"],
                    role=Role.COORDINATOR,
                    organisation=place.pk,
                    password=None,
                    by="command",
                    at=now,
                )
        except NameTaken as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Started {place.name}. {user.username} chooses a password here, within three days:\n"
            f"  {welcome_path(user)}\n(put your own address in front of it)"
        )

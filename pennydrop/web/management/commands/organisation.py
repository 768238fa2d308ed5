"""`pennydrop organisation create NAME --coordinator USERNAME`, and `… add USERNAME --role ROLE`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from pennydrop.core.people.actions import NameTaken, add_person, found_organisation
from pennydrop.core.people.models import Organisation
from pennydrop.core.people.rules import Role
from pennydrop.core.people.welcome import welcome_path
from pennydrop.web.management.finding import find_organisation
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Start a real organisation, and add people to it; prints their first sign-in links."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="create|add")
        create = commands.add_parser("create", help="start an organisation")
        create.add_argument("name")
        create.add_argument("--coordinator", required=True, metavar="USERNAME")
        add = commands.add_parser("add", help="add a colleague; prints their first sign-in link")
        add.add_argument("username")
        add.add_argument(
            "--role", required=True, choices=[role.value for role in Role], metavar="ROLE",
            help=", ".join(role.value for role in Role),
        )  # fmt: skip
        add.add_argument("--organisation", help="its name, when there is more than one")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            (self._create if options["what"] == "create" else self._add)(options)
        except NameTaken as problem:
            raise CommandError(str(problem)) from problem

    @transaction.atomic
    def _create(self, options: dict[str, Any]) -> None:
        place = found_organisation(
            name=options["name"], invented=False, require_second_factor=True, by="command",
            at=timezone.now(),
        )  # fmt: skip
        self.stdout.write(f"Started {place.name}.")
        self._welcome(options["coordinator"], Role.COORDINATOR, place)

    def _add(self, options: dict[str, Any]) -> None:
        self._welcome(
            options["username"], Role(options["role"]), find_organisation(options["organisation"])
        )

    def _welcome(self, username: str, role: Role, place: Organisation) -> None:
        user = add_person(
            username=username, name=username, role=role, organisation=place.pk, password=None,
            by="command", at=timezone.now(),
        )  # fmt: skip
        self.stdout.write(
            f"{user.username} chooses a password here, within three days:\n"
            f"  {welcome_path(user)}\n(put your own address in front of it)"
        )

"""`pennydrop study create TITLE`."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from pennydrop.rooms.listen.actions.studies import create_from_builtin, open_study
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.rules.gate import NotReady
from pennydrop.web.management.finding import find_organisation
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Make a study with the shipped information sheet and the seven questions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="create")
        create = commands.add_parser("create", help="make a closed draft, and say why it is closed")
        create.add_argument("title")
        create.add_argument("--organisation", help="its name, when there is more than one")
        create.add_argument("--substance", default="ketamine")

    def handle(self, *args: Any, **options: Any) -> None:
        study = create_from_builtin(
            organisation=find_organisation(options["organisation"]).pk,
            title=options["title"],
            substance=options["substance"],
            by="command",
            at=timezone.now(),
        )
        self.stdout.write(f"Made “{study.title}” as a closed draft: {study.slug}")
        try:
            open_study(study=Study.objects.get(pk=study.pk), by="command", at=timezone.now())
        except NotReady as why:
            self.stdout.write(str(why))

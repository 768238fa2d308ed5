"""`pennydrop publish STUDY --by NAME --second NAME`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.core.people.rules import May
from pennydrop.rooms.publish.public import BadTry, CannotSign, PublishResult, Try, publish_study
from pennydrop.web.management.finding import find_person, find_study
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Release a study's findings as a new edition, or say what blocks it. Two people do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="its short name or its title")
        parser.add_argument("--by", required=True, help="who proposes it: their sign-in name")
        parser.add_argument(
            "--second", required=True, help="who signs it: a coordinator or deputy, somebody else"
        )
        parser.add_argument(
            "--weighed", default="", metavar="WHY", help="why all that is to be weighed may stay"
        )
        parser.add_argument(
            "--not-tried",
            default="",
            metavar="WHY",
            help="why nobody tried to find out who is quoted, where nobody did",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        study = find_study(options["study"])
        first = find_person(options["by"], study.organisation_id, May.WRITE_FINDINGS)
        second = find_person(options["second"], study.organisation_id, May.PUBLISH)
        why = options["not_tried"]
        try:
            result = publish_study(
                study=study.pk,
                weighed=options["weighed"],
                tried=Try("not done", not_done_why=why) if why else None,
                by=first,
                second=second,
                at=timezone.now(),
            )
        except (BadTry, CannotSign) as problem:
            raise CommandError(str(problem)) from problem
        self._tell(result)

    def _tell(self, result: PublishResult) -> None:
        for note in result.notes:
            self.stdout.write(f"Note: {note}")
        if result.edition is None:
            reasons = "\n".join(f"  - {reason}" for reason in result.blocks)
            raise CommandError(f"Nothing was released. First:\n{reasons}")
        card = result.edition
        self.stdout.write(f"Released “{card.title}”, edition {card.number}: {card.address}")

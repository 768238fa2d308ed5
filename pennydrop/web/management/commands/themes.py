"""`pennydrop themes import STUDY FILE --by NAME`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.themes import PARTS, BadTheme, NotOurs, make_theme
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.web.management.finding import find_person, find_study, read_rows
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Bring in themes that were written elsewhere: all of a table's, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="import")
        bring = commands.add_parser(
            "import",
            help="a .csv with the columns title and codes (names, parted by ;), and as wanted "
            f"{', '.join(PARTS)}",
        )
        bring.add_argument("study", help="its short name or its title")
        bring.add_argument("file", type=Path, metavar="FILE")
        bring.add_argument("--by", required=True, help="who writes them: their sign-in name")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        study = find_study(options["study"])
        by = find_person(options["by"], study.organisation_id, May.CODE)
        rows = read_rows(options["file"], ("title", "codes"), ("title", "codes", *PARTS))
        known = _codes(study.pk)
        for number, row in enumerate(rows, start=2):
            try:
                made = make_theme(
                    study=study.pk, codes=_named(row.pop("codes"), known), by=by,
                    at=timezone.now(), title=row.pop("title"), **row,
                )  # fmt: skip
            except (BadTheme, NotOurs) as problem:
                raise CommandError(f"Row {number}: {problem} No theme came in.") from problem
            self.stdout.write(f"Made the theme “{made.title}”.")


def _codes(study: UUID) -> dict[str, UUID]:
    """Codes by name, and by their place in the codebook ("Pain / At night")."""
    rows = codebook(study, count=False)
    return {name.casefold(): row.id for row in rows for name in (row.name, row.path)}


def _named(typed: str, known: dict[str, UUID]) -> list[UUID]:
    names = [" ".join(name.split()) for name in typed.split(";") if name.strip()]
    missing = [name for name in names if name.casefold() not in known]
    if missing:
        raise BadTheme(f"There is no code “{missing[0]}”.")
    return [known[name.casefold()] for name in names]

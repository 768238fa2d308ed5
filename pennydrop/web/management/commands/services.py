"""`pennydrop services import FILE --from NAME --by NAME` and `pennydrop services export FILE`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from pennydrop.core.people.rules import May
from pennydrop.rooms.inform.actions.batches import drop_batch, keep_batch, take_batch
from pennydrop.rooms.inform.queries.batches import Look, looks_of, read_batch
from pennydrop.rooms.inform.queries.published import every_row, everything
from pennydrop.rooms.inform.rules.open_referral.reading import Reading
from pennydrop.rooms.inform.rules.services import BadService
from pennydrop.web.management.finding import find_organisation, find_person
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Bring in services that others publish as Open Referral UK, or write the directory out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="import|export")
        bring = commands.add_parser("import", help="a page or a list of services, as JSON")
        bring.add_argument("file", type=Path, metavar="FILE")
        bring.add_argument("--from", required=True, dest="publisher", help="who publishes it")
        bring.add_argument("--by", required=True, help="who brings it in: their sign-in name")
        bring.add_argument("--organisation", help="whose directory, where there are several")
        bring.add_argument("--link", default="", help="where it is published")
        bring.add_argument("--licence", default="", help="its licence, such as OGL 3.0")
        bring.add_argument("--look", action="store_true", help="say what is in it, write nothing")
        bring.add_argument(
            "--all", action="store_true",
            help="every service, not only those that seem to be about drugs, bladder or pain",
        )  # fmt: skip
        write = commands.add_parser("export", help="the whole directory, as .json or .csv")
        write.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "export":
            self._export(options["file"])
        else:
            self._bring(options)

    @transaction.atomic
    def _bring(self, options: dict[str, Any]) -> None:
        organisation = find_organisation(options["organisation"]).pk
        by, at = find_person(options["by"], organisation, May.WRITE_ADVICE), timezone.now()
        try:
            batch = keep_batch(
                organisation=organisation, publisher=options["publisher"], link=options["link"],
                licence=options["licence"], body=_bytes(options["file"]), by=by, at=at,
            )  # fmt: skip
        except BadService as problem:
            raise CommandError(str(problem)) from problem
        reading = read_batch(batch)
        looks = looks_of(batch, reading)
        chosen = {one.service.id for one in looks if options["all"] or one.ticked}
        self._tell(reading, looks, chosen)
        if options["look"] or not chosen:
            drop_batch(batch=batch, by=by, at=at)
            self.stdout.write("Nothing was taken in.")
            return
        done = take_batch(batch=batch, chosen=chosen, by=by, at=at)
        self.stdout.write(
            f"New: {done.new}. Brought up to date: {done.changed}. The same: {done.same}. "
            f"Left as you have them: {len(done.left)}."
        )

    def _tell(self, reading: Reading, looks: list[Look], chosen: set[UUID]) -> None:
        """What is in the file, and what is wrong with it."""
        if reading.problem:
            raise CommandError(reading.problem)
        for one in looks:
            mark = "x" if one.service.id in chosen else " "
            self.stdout.write(f"[{mark}] {one.service.name}: would {one.would}")
        for remark in reading.remarks:
            often = f" ({remark.times} times)" if remark.times > 1 else ""
            self.stdout.write(f"{remark.place or 'the file'}: {remark.says}{often}")

    def _export(self, path: Path) -> None:
        today = timezone.localdate()
        if path.suffix == ".json":
            text = json.dumps(everything(today=today), ensure_ascii=False, indent=1) + "\n"
        elif path.suffix == ".csv":
            text = every_row(today=today)
        else:
            raise CommandError(f"{path} is neither .json nor .csv.")
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as problem:
            raise CommandError(f"{path} cannot be written.") from problem
        self.stdout.write(f"Wrote {path}.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise CommandError(f"{path} cannot be read.") from problem

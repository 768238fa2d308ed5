"""`pennydrop sources import STUDY FILE...`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.rooms.listen.actions.importing import Result, Upload, import_files
from pennydrop.rooms.listen.models import Sheet
from pennydrop.rooms.listen.models.sources import FIDELITIES
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.speakers import NEW, STAFF, Voice
from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.web.management.finding import find_study, pairs, read_consents
from pennydrop.web.management.ready import ReadyCommand

COLUMNS = ("text", "speaker", "source", "once")


class Command(ReadyCommand):
    help = (
        "Bring in interviews and focus groups: .txt .docx .vtt .srt .csv, each whole or not at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="import")
        bring = commands.add_parser("import", help="bring in files")
        bring.add_argument("study", help="its short name or its title")
        bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
        bring.add_argument("--kind", choices=["interview", "focus_group"], default="interview")
        bring.add_argument(
            "--fidelity", choices=FIDELITIES, default="notes",
            help="only word_for_word is ever quoted as such (default: notes)",
        )  # fmt: skip
        bring.add_argument(
            "--staff", action="append", default=[], metavar="LABEL",
            help="a speaker in the files who is staff; repeat for more",
        )  # fmt: skip
        bring.add_argument(
            "--person", action="append", default=[], metavar="LABEL",
            help="a speaker who takes part, where the label would be guessed otherwise",
        )  # fmt: skip
        bring.add_argument(
            "--columns", metavar="text=…,speaker=…,source=…,once=…",
            help="for .csv: which column is which (once: take the first row of each of these)",
        )  # fmt: skip
        bring.add_argument(
            "--consent", metavar="scope=yes,…", default="",
            help="what every new participant agreed to on paper; what is left out is unknown: no",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        study = find_study(options["study"])
        results = import_files(
            study=study,
            files=[self._upload(path) for path in options["files"]],
            kind=options["kind"],
            fidelity=options["fidelity"],
            speakers=_speakers(options["staff"], options["person"]) or None,
            columns=_columns(options["columns"]),
            consents=read_consents(
                options["consent"], [s.value for s in Scope], [r.value for r in Reply]
            ),
            sheet=Sheet.objects.filter(study=study).order_by("-version").first(),
            by="command",
            at=timezone.now(),
        )
        for number, result in enumerate(results, start=1):
            self._say(f"[{number}/{len(results)}]", result)
        if any(result.problem for result in results):
            sys.exit(1)

    def _upload(self, path: Path) -> Upload:
        try:
            return Upload.at(path)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}. Nothing was brought in.") from error

    def _say(self, number: str, result: Result) -> None:
        if result.problem:
            self.stderr.write(f"{number} not brought in: {result.problem}")
            return
        titles = [source.title for source in result.sources]
        shown = titles[0] if len(titles) == 1 else f"{len(titles)} sources, {titles[0]} and on"
        self.stdout.write(f"{number} {result.file}: {shown}")


def _speakers(staff: list[str], people: list[str]) -> dict[str, Voice]:
    return {**dict.fromkeys(staff, STAFF), **dict.fromkeys(people, NEW)}


def _columns(text: str | None) -> Columns | None:
    found = pairs(text or "", COLUMNS, "--columns")
    if found and "text" not in found:
        raise CommandError("--columns needs text=…: the column that holds what was said.")
    if not found:
        return None
    get = found.get
    return Columns(
        text=found["text"],
        speaker=get("speaker", ""),
        source=get("source", ""),
        once=get("once", ""),
    )

"""`pennydrop project import STUDY FILE` and `pennydrop project export STUDY FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.rooms.listen.models.sources import FIDELITIES
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.actions.projects import BroughtIn, Terms, bring_in_project
from pennydrop.rooms.understand.queries.projects import project_of
from pennydrop.rooms.understand.rules.exchange.project import Refused, TableColumns
from pennydrop.rooms.understand.rules.exchange.telling import told_as_lines
from pennydrop.rooms.understand.rules.exchange.writing import write_codebook, write_project
from pennydrop.web.management.finding import find_study, pairs, read_consents
from pennydrop.web.management.ready import ReadyCommand
from pennydrop.web.project_check import project_at

COLUMNS = ("text", "code", "speaker", "source", "turn", "coder")


class Command(ReadyCommand):
    help = "Bring in a project of another analysis tool, or take a study's analysis to one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="import|export")
        bring = commands.add_parser("import", help="bring in a project, whole or not at all")
        bring.add_argument("study", help="its short name or its title")
        bring.add_argument("file", type=Path, metavar="FILE")
        bring.add_argument(
            "--fidelity", choices=FIDELITIES, default="notes",
            help="only word_for_word is ever quoted as such (default: notes)",
        )  # fmt: skip
        bring.add_argument(
            "--consent", metavar="scope=yes,…", default="",
            help="what everybody in it agreed to on paper; what is left out is unknown: no",
        )  # fmt: skip
        bring.add_argument(
            "--names-out", action="store_true",
            help="somebody has read these texts and taken names out already; with consent to be "
            "analysed, the team can then read them at once",
        )  # fmt: skip
        bring.add_argument(
            "--columns", metavar="text=…,code=…,speaker=…,source=…,turn=…,coder=…", default="",
            help="for a table (.csv) of coded turns: which column is which (guessed otherwise)",
        )  # fmt: skip
        bring.add_argument(
            "--staff", action="append", default=[], metavar="LABEL",
            help="for a table: a speaker who asked the questions; repeat for more",
        )  # fmt: skip
        take = commands.add_parser("export", help="write .qdpx, or .qdc for the codebook alone")
        take.add_argument("study", help="its short name or its title")
        take.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        (self._import if options["what"] == "import" else self._export)(options)

    def _import(self, options: dict[str, Any]) -> None:
        study = find_study(options["study"])
        terms = Terms(
            fidelity=options["fidelity"],
            names_out=options["names_out"],
            consents=read_consents(
                options["consent"], [s.value for s in Scope], [r.value for r in Reply]
            ),
        )
        try:
            found = project_at(options["file"], _columns(options))
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}. Nothing came in.") from error
        except Refused as reason:
            raise CommandError(f"{options['file']}: {reason} Nothing came in.") from reason
        for line in told_as_lines(found):
            self.stdout.write(line)
        made = bring_in_project(
            study=study.pk, project=found, terms=terms, by="command", at=timezone.now()
        )
        self._say(made)

    def _say(self, made: BroughtIn) -> None:
        self.stdout.write(
            f"Brought in: {len(made.sources)} sources, {made.codes} codes, {made.codings} codings "
            f"and {made.memos} memos."
        )
        for remark in made.remarks:
            self.stdout.write(f"Note: {remark}.")
        waiting = len(made.sources) - made.opened
        if waiting:
            self.stdout.write(
                f"{waiting} sources wait: once it is noted that the people agreed, and one person "
                "has taken names out, the codings stand on their words."
            )

    def _export(self, options: dict[str, Any]) -> None:
        study, path = find_study(options["study"]), options["file"]
        exported = project_of(study.pk)
        codes_only = path.suffix.lower() == ".qdc"
        write = write_codebook if codes_only else write_project
        if not codes_only:
            what = f"Whole analysis as a project (REFI-QDA). {exported.left_out}".strip()
            note_export(study=study.pk, what=what, by="command", at=timezone.now())
        try:
            path.write_bytes(write(exported.project))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        codings = sum(len(one.codings) for one in exported.project.sources)
        self.stdout.write(
            f"Wrote {path}: {len(exported.project.codes)} codes"
            + ("." if codes_only else f", {len(exported.project.sources)} sources, "
                                      f"{codings} codings. {exported.left_out}".rstrip())
        )  # fmt: skip


def _columns(options: dict[str, Any]) -> TableColumns | None:
    """What was said of a table's columns; None where nothing was, so that they are guessed."""
    found = pairs(options["columns"], COLUMNS, "--columns")
    if not found and not options["staff"]:
        return None
    if "text" not in found:
        raise CommandError("--columns needs text=…: the column that holds what was said.")
    return TableColumns(**found, staff=tuple(options["staff"]))

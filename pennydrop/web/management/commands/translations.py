"""`pennydrop translations export FILE` and `pennydrop translations import FILE --by NAME`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from pennydrop.core.people.rules import May
from pennydrop.core.ui.languages import OTHERS, WELSH, PageLanguage
from pennydrop.rooms.inform.actions.translations import write_translation
from pennydrop.rooms.inform.queries.translation_files import Entry, read_file, written_file
from pennydrop.rooms.inform.queries.translations import sources, wordings_of
from pennydrop.rooms.inform.rules.translations import BadTranslation
from pennydrop.web.management.finding import find_organisation, find_person
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Write all texts of the pages as a .po file, or bring in what somebody translated there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", default=WELSH.code, choices=sorted(OTHERS))
        commands = parser.add_subparsers(dest="what", required=True, metavar="import|export")
        write = commands.add_parser("export", help="all texts, with what is there for them")
        write.add_argument("file", type=Path, metavar="FILE")
        write.add_argument(
            "--confirmed",
            action="store_true",
            help="only what two people answer for, to be shipped",
        )
        bring = commands.add_parser("import", help="take in what is new in a file")
        bring.add_argument("file", type=Path, metavar="FILE")
        bring.add_argument("--by", required=True, help="who brings it in: their sign-in name")
        bring.add_argument("--organisation", help="whose they are, where there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        language = OTHERS[options["language"]]
        if options["what"] == "export":
            self._export(options["file"], language, confirmed=options["confirmed"])
        else:
            self._bring(options, language)

    def _export(self, path: Path, language: PageLanguage, *, confirmed: bool) -> None:
        here = sources(today=timezone.localdate())
        there = wordings_of(language, confirmed=confirmed)
        if confirmed:
            here = [one for one in here if one.mark in there]
        try:
            path.write_text(written_file(here, there, language), encoding="utf-8")
        except OSError as problem:
            raise CommandError(f"{path} cannot be written.") from problem
        done = sum(one.mark in there for one in here)
        self.stdout.write(f"Wrote {path}: {len(here)} texts, {done} of them translated.")

    @transaction.atomic
    def _bring(self, options: dict[str, Any], language: PageLanguage) -> None:
        """What a file says is written here, and waits: whoever confirms it does so at the desk."""
        place = find_organisation(options["organisation"]).pk
        by, at = find_person(options["by"], place, May.WRITE_ADVICE), timezone.now()
        known, kept = sources(today=timezone.localdate()), wordings_of(language)
        try:
            text = options["file"].read_text(encoding="utf-8-sig")
            entries, refused = read_file(text, known, language)
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"{options['file']} cannot be read: {problem}") from problem
        except BadTranslation as problem:
            raise CommandError(f"{options['file']}: {problem}") from problem
        new = [one for one in entries if _is_new(one, kept)]
        for one in new:
            write_translation(
                source=one.source, language=language, forms=one.wording.forms,
                translator=one.wording.translator, by=by, at=at,
            )  # fmt: skip
        for bad in refused:
            self.stderr.write(f"line {bad.line}: {bad.why} ({bad.english[:60]})")
        self.stdout.write(
            f"Taken in: {len(new)}. The same as here: {len(entries) - len(new)}. "
            f"Refused: {len(refused)}. What is new waits for somebody to confirm it."
        )


def _is_new(entry: Entry, kept: Any) -> bool:
    here = kept.get(entry.source.mark)
    return here is None or here.forms != entry.wording.forms

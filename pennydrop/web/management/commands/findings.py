"""`pennydrop findings start|check|tried|propose|sign|write STUDY`: from a draft to its files."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.public import StudyCard, study_card
from pennydrop.rooms.publish.actions.copies import note_edition_copy
from pennydrop.rooms.publish.actions.drafts import AlreadyStarted, Copied
from pennydrop.rooms.publish.actions.intruding import note_try
from pennydrop.rooms.publish.actions.release import (
    CannotRelease,
    CannotSign,
    propose_release,
    sign_release,
)
from pennydrop.rooms.publish.public import draft_findings
from pennydrop.rooms.publish.queries.checks import Ready, check_draft
from pennydrop.rooms.publish.queries.drafts import Draft, drafts_of
from pennydrop.rooms.publish.queries.editions import EditionCard, editions_of_document
from pennydrop.rooms.publish.queries.package import edition_package
from pennydrop.rooms.publish.queries.printing import (
    edition_page,
    edition_pdf,
    edition_text,
    edition_word,
)
from pennydrop.rooms.publish.queries.releasing import open_proposal
from pennydrop.rooms.publish.rules.intruding import KINDS, OUTCOMES, BadTry, Try
from pennydrop.rooms.publish.rules.templates import REPORT, TEMPLATES
from pennydrop.rooms.publish.rules.wording import TITLES
from pennydrop.web.management.finding import find_person, find_study
from pennydrop.web.management.ready import ReadyCommand

SECTIONS = (*TITLES, "support")
FILES: dict[str, Callable[[EditionCard, str], bytes]] = {
    "html": lambda card, site: edition_page(card, site=site).encode(),
    "pdf": lambda card, site: edition_pdf(card, site=site),
    "docx": lambda card, site: edition_word(card, site=site),
    "txt": lambda card, site: edition_text(card, site=site).encode(),
    "zip": lambda card, site: edition_package(card, site=site),
}


class Command(ReadyCommand):
    help = "Write, check and release a document of findings, and write an edition's files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(
            dest="what", required=True, metavar="start|check|tried|propose|sign|write"
        )

        def add(name: str, about: str, *, by: bool = True) -> ArgumentParser:
            made = commands.add_parser(name, help=about)
            made.add_argument("study", help="its short name or its title")
            made.add_argument(
                "--document", default="", metavar="TITLE", help="which, where there are several"
            )
            if by:
                made.add_argument("--by", required=True, help="who does it: their sign-in name")
            return made

        start = add("start", "start a document from a template, filled from the study")
        start.add_argument("--template", default=REPORT, choices=list(TEMPLATES))
        start.add_argument(
            "--texts", type=Path, metavar="FOLDER",
            help="your own texts (Markdown), a file for each section, such as limits.md",
        )  # fmt: skip
        add("check", "say what stands in the way, and what is to be weighed", by=False)
        tried = add("tried", "note that somebody tried to find out who is quoted")
        tried.add_argument("--who", default="", help="who tried")
        tried.add_argument("--with", dest="kinds", default="", help=f"some of {','.join(KINDS)}")
        tried.add_argument("--minutes", type=int, default=0)
        tried.add_argument("--outcome", default="nobody", choices=list(OUTCOMES))
        tried.add_argument("--why-not", default="", help="why nobody tried, where nobody did")
        propose = add("propose", "the first signature: this may be released as it is")
        propose.add_argument(
            "--weighed", default="", metavar="WHY", help="why all that is to be weighed may stay"
        )
        add("sign", "the second signature, by somebody else: release it")
        write = add(
            "write", "write the newest edition into a folder: web page, PDF, Word, text, data"
        )
        write.add_argument("folder", type=Path, metavar="FOLDER")
        write.add_argument(
            "--site", default=settings.SITE, metavar="ADDRESS",
            help="where this Pennydrop stands, for the address on each copy",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        found = find_study(options["study"])
        card = study_card(found.pk)
        if card is None:
            raise CommandError("There is no such study.")
        act: Callable[[Study, StudyCard, dict[str, Any]], None] = getattr(
            self, f"_{options['what']}"
        )
        try:
            act(found, card, options)
        except CannotRelease as problem:
            reasons = "\n".join(f"  - {reason}" for reason in problem.problems)
            raise CommandError(f"Not yet. First:\n{reasons}") from problem
        except (AlreadyStarted, BadTry, CannotSign, Copied) as problem:
            raise CommandError(str(problem)) from problem

    def _start(self, study: Study, card: StudyCard, options: dict[str, Any]) -> None:
        by = find_person(options["by"], study.organisation_id, May.WRITE_FINDINGS)
        draft_findings(
            study=study.pk, template=options["template"], title=options["document"],
            texts=_texts(options["texts"]), by=by, at=timezone.now(),
        )  # fmt: skip
        self.stdout.write(f"Started: {TEMPLATES[options['template']].title}.")

    def _check(self, study: Study, card: StudyCard, options: dict[str, Any]) -> None:
        ready = check_draft(card, _draft(study, options))
        for problem in ready.weighs:
            self.stdout.write(f"To weigh: {problem}")
        if ready.stops:
            raise CannotRelease(ready.stops)
        self.stdout.write("Nothing is in the way.")

    def _tried(self, study: Study, card: StudyCard, options: dict[str, Any]) -> None:
        by = find_person(options["by"], study.organisation_id, May.WRITE_FINDINGS)
        why = options["why_not"]
        what = Try(
            "not done" if why else options["outcome"], tried_by=options["who"],
            kinds=tuple(filter(None, options["kinds"].split(","))), minutes=options["minutes"],
            not_done_why=why,
        )  # fmt: skip
        note_try(study=card, draft=_draft(study, options), what=what, by=by, at=timezone.now())
        self.stdout.write("Noted, for the quotes as they are now.")

    def _propose(self, study: Study, card: StudyCard, options: dict[str, Any]) -> None:
        by = find_person(options["by"], study.organisation_id, May.WRITE_FINDINGS)
        draft = _draft(study, options)
        why = options["weighed"].strip()
        found: Ready | None = check_draft(card, draft) if why else None
        reasons = {problem.tick: why for problem in (found.weighs if found else ())}
        propose_release(study=card, draft=draft, reasons=reasons, by=by, at=timezone.now())
        self.stdout.write(
            "Signed and proposed. A coordinator or deputy, somebody else, signs next."
        )

    def _sign(self, study: Study, card: StudyCard, options: dict[str, Any]) -> None:
        by = find_person(options["by"], study.organisation_id, May.PUBLISH)
        draft = _draft(study, options)
        waiting = open_proposal(draft.id)
        if waiting is None:
            raise CommandError("Nothing is proposed. Somebody proposes it first.")
        sign_release(study=card, proposal=waiting, by=by, at=timezone.now())
        out = editions_of_document(draft.id)[0]
        self.stdout.write(f"Released “{out.title}”, edition {out.number}: {out.address}")

    def _write(self, study: Study, card: StudyCard, options: dict[str, Any]) -> None:
        by = find_person(options["by"], study.organisation_id, May.WRITE_FINDINGS)
        editions = editions_of_document(_draft(study, options).id)
        if not editions:
            raise CommandError("Nothing is released yet.")
        folder, out = options["folder"], editions[0]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for ending, make in FILES.items():
                path = folder / f"findings-edition-{out.number}.{ending}"
                path.write_bytes(make(out, options["site"]))
                self.stdout.write(f"Wrote {path}")
        except OSError as error:
            raise CommandError(f"{folder} cannot be written to: {error.strerror}.") from error
        note_edition_copy(study=study.pk, number=out.number, by=by, at=timezone.now())
        self.stdout.write("Noted as copies: after somebody takes words back, write them anew.")


def _draft(study: Study, options: dict[str, Any]) -> Draft:
    """The document that is meant: the one of this title, or the only one, or the full report."""
    drafts = drafts_of(study.pk)
    title = options["document"]
    named = [draft for draft in drafts if draft.title == title] if title else drafts[:1]
    if len(named) != 1:
        known = "; ".join(dict.fromkeys(draft.title for draft in drafts)) or "none"
        raise CommandError(f"Say which document with --document TITLE. There is: {known}.")
    return named[0]


def _texts(folder: Path | None) -> dict[str, str]:
    """Section -> its text, from files named after the sections ("not heard.md")."""
    if folder is None:
        return {}
    files = sorted(folder.glob("*.md"))
    unknown = [path.name for path in files if path.stem not in SECTIONS]
    if unknown or not files:
        what = f"{unknown[0]} is no section" if unknown else f"no .md files lie in {folder}"
        raise CommandError(f"--texts: {what}. Sections: {', '.join(SECTIONS)}.")
    return {path.stem: path.read_text(encoding="utf-8") for path in files}

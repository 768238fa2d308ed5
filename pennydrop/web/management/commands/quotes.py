"""`pennydrop quotes choose STUDY FILE --by NAME` and `pennydrop quotes sign STUDY --by NAME`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import CannotSign, send_back, sign_quote
from pennydrop.rooms.understand.models import Quote, Theme
from pennydrop.rooms.understand.queries.choosing import Place, places_of_words
from pennydrop.rooms.understand.queries.context import context_of
from pennydrop.rooms.understand.queries.quotes import QuoteNow, quotes_now
from pennydrop.rooms.understand.rules.quoting import BadQuote
from pennydrop.web.management.finding import find_person, find_study, read_rows
from pennydrop.web.management.ready import ReadyCommand

ASKED = "May it leave? y: yes, I sign it · n: not like this · l: later · q: stop "
SIGN, BACK, LATER, STOP = "y", "n", "l", "q"


class Command(ReadyCommand):
    help = "Choose passages that are to leave the study, and sign them where they were said."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True, metavar="choose|sign")
        choose = commands.add_parser(
            "choose",
            help="a .csv with the columns theme (its title) and words, letter by letter as they "
            "stand in a passage of the theme; and attribution, who said it",
        )
        choose.add_argument("study", help="its short name or its title")
        choose.add_argument("file", type=Path, metavar="FILE")
        sign = commands.add_parser(
            "sign", help="look at each passage that waits for you in its place, and sign it"
        )
        sign.add_argument("study", help="its short name or its title")
        for one in (choose, sign):
            one.add_argument("--by", required=True, help="who does it: their sign-in name")

    def handle(self, *args: Any, **options: Any) -> None:
        study = find_study(options["study"])
        choosing = options["what"] == "choose"
        by = find_person(options["by"], study.organisation_id, May.CODE if choosing else May.SIGN)
        if choosing:
            self._choose(study, options["file"], by)
        else:
            self._sign(study, by)

    @transaction.atomic
    def _choose(self, study: Study, file: Path, by: str) -> None:
        """Every row, or none."""
        rows = read_rows(file, ("theme", "words"), ("theme", "words", "attribution"))
        for number, row in enumerate(rows, start=2):
            try:
                theme, place = _found(study, row["theme"], row["words"])
                make_quote(
                    theme=theme.pk, source=place.source, pieces=[place.words],
                    attribution=row["attribution"], by=by, at=timezone.now(),
                )  # fmt: skip
            except BadQuote as problem:
                raise CommandError(f"Row {number}: {problem} Nothing was chosen.") from problem
        self.stdout.write(f"Chosen: {len(rows)}. Two people now look at each.")

    def _sign(self, study: Study, by: str) -> None:
        """One after another, as somebody reads them on a terminal."""
        every = quotes_now(Quote.objects.filter(study=study.pk))
        mine = [now for now in every if now.waits and by not in now.card.signed_by]
        signed = 0
        for number, now in enumerate(mine, start=1):
            self._show(number, len(mine), now)
            answer = self._ask(ASKED)
            if answer == STOP:
                break
            try:
                signed += self._act(answer, now, by)
            except CannotSign as problem:
                self.stderr.write(str(problem))
        self.stdout.write(f"\nSigned: {signed} of {len(mine)} that waited for you.")

    def _show(self, number: int, total: int, now: QuoteNow) -> None:
        card = now.card
        self.stdout.write(f"\n[{number}/{total}] {card.source_title}")
        for turn in context_of(now):
            said = "".join(f">>{s.text}<<" if s.chosen else s.text for s in turn.stretches)
            self.stdout.write(f"  {turn.speaker}: {said}")
        self.stdout.write(f"As printed: “{card.words}” {card.attribution}\n{card.consent}")

    def _act(self, answer: str, now: QuoteNow, by: str) -> int:
        if answer == SIGN:
            sign_quote(quote=now.row, seen=now.digest, by=by, at=timezone.now())
            return 1
        if answer == BACK:
            note = input("What should change? ")
            send_back(quote=now.row, note=note, by=by, at=timezone.now())
        return 0

    def _ask(self, question: str) -> str:
        """The first letter that is one of the four; nobody there to answer is a stop."""
        while True:
            try:
                answer = input(question).strip().lower()[:1]
            except EOFError:
                return STOP
            if answer in (SIGN, BACK, LATER, STOP) and answer:
                return answer


def _found(study: Study, title: str, words: str) -> tuple[Theme, Place]:
    """The theme and the one place of the words in it. Raises BadQuote."""
    theme = Theme.objects.filter(study=study.pk, title__iexact=title).first()
    if theme is None:
        raise BadQuote(f"There is no theme “{title}”.")
    places = places_of_words(study.pk, list(theme.codes.values_list("pk", flat=True)), words)
    if len(places) != 1:
        where = ", ".join(place.title for place in places[:5]) or "no passage of this theme"
        raise BadQuote(f"These words stand in {where}: they must stand in one place.")
    return theme, places[0]

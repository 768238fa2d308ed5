"""How far the lines of a document are with those who said them, and what that stops."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from pennydrop.core.documents.blocks import Block, QuoteRef
from pennydrop.core.vault.sealing import KeyGone, unseal
from pennydrop.rooms.listen.public import StudyCard, who_can_come_back
from pennydrop.rooms.publish.models import FirstLook, LineObjection, ShownLine
from pennydrop.rooms.publish.rules.checking import KINDS, Problem
from pennydrop.rooms.publish.rules.first_look import Objection, Shown, State, stands, state_of
from pennydrop.rooms.understand.public.quotes import QuoteCard

TABLE = "publish_lineobjection"
WHOLE = "The findings"
ASKS = {
    Objection.NOT_THIS: "Whoever said this does not want it printed. Take it out.",
    Objection.NOT_THESE_WORDS: "Whoever said this does not want it printed in these words. Change "
    "it, or take it out.",
}


@dataclass(frozen=True)
class LineState:
    """One quote and one of those who said it. `reached`: they hold a private code. `objection` is
    the row of one that still stands."""

    card: QuoteCard
    person: UUID
    reached: bool
    state: State
    last_day: dt.date | None
    objection: LineObjection | None


def first_look_of(document: UUID) -> FirstLook | None:
    return FirstLook.objects.filter(document=document).first()


def line_states(document: UUID, cards: Collection[QuoteCard], *, on: dt.date) -> list[LineState]:
    """Every quote with every person in it, in the order given. Four queries, however many."""
    people = {person for card in cards for person in card.participants}
    coming = who_can_come_back(people)
    shown = shown_lines(document)
    rows = LineObjection.objects.filter(quote__in=[card.id for card in cards])
    said = {(row.quote, row.participant): row for row in rows}
    found = []
    for card in cards:
        for person in card.participants:
            row = said.get((card.id, person))
            if row and not stands(Objection(row.objection), row.digest, card.digest):
                row = None
            line = shown.get((card.id, person))
            state = state_of(line, card.digest, objected=row is not None, today=on)
            last_day = line.last_day if line else None
            found.append(LineState(card, person, person in coming, state, last_day, row))
    return found


def shown_lines(document: UUID) -> dict[tuple[UUID, UUID], Shown]:
    """(quote, person) -> the line as it was put on show."""
    rows = ShownLine.objects.filter(first_look=document)
    return {(row.quote, row.participant): Shown(row.digest, row.last_day) for row in rows}


def open_why(row: LineObjection) -> str:
    """What the person wrote about it; nothing where they took their words back meanwhile."""
    try:
        return unseal(
            row.sealed, participant=row.participant, key="words", table=TABLE, row=row.pk,
            field="sealed",
        )  # fmt: skip
    except KeyGone:
        return ""


def first_look_problems(
    study: StudyCard, document: UUID, blocks: Sequence[Block], cards: Mapping[str, QuoteCard],
    named: Sequence[str],
) -> Iterable[Problem]:  # fmt: skip
    """What stops a release: an objection always; in a study that is not invented also a line that
    its person has had no time to look at. `named`: what each block is called."""
    lines = line_states(document, list(cards.values()), on=timezone.localdate())
    numbers = {b.quote_id: n for n, b in enumerate(blocks, start=1) if isinstance(b, QuoteRef)}
    for line in lines:
        quote = str(line.card.id)
        where = f"{named[numbers[quote] - 1]}, quote from {line.card.source_title}"
        if line.objection:
            said = ASKS[Objection(line.objection.objection)]
            yield Problem(True, where, said, numbers[quote], quote)
        elif line.state is State.CHANGED and _waited_for(line, study):
            said = "It was changed since it was shown to whoever said it. Show it again."
            yield Problem(True, where, said, numbers[quote], quote)
    yield from _waits([line for line in lines if _waited_for(line, study)])
    if not study.invented and (apart := {line.person for line in lines if not line.reached}):
        # How many is a small number of people: the team's to know, nobody's outside.
        outside = "Not everybody who is quoted has a private code to look at their lines with."
        yield Problem(False, KINDS["no code"], _apart(len(apart)), kind="no code", outside=outside)


def _waited_for(line: LineState, study: StudyCard) -> bool:
    """Behind an invented study is nobody who could look."""
    return line.reached and not study.invented


def _waits(lines: Sequence[LineState]) -> Iterable[Problem]:
    count = Counter(line.state for line in lines)
    if few := count[State.NOT_SHOWN]:
        said = "1 line has" if few == 1 else f"{few} lines have"
        yield Problem(True, WHOLE, f"{said} not been shown to whoever said it yet.")
    days = [line.last_day for line in lines if line.state is State.WAITING and line.last_day]
    if days:
        said = f"Those who are quoted may look at their lines until {max(days):%-d %B %Y}."
        yield Problem(True, WHOLE, said)


def _apart(count: int) -> str:
    who = "One person who is quoted has" if count == 1 else f"{count} people who are quoted have"
    return f"{who} no private code, so nothing here can be shown to them. Show it in another way."

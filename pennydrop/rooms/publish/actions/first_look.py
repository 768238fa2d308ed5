"""Put lines on show to those who said them, and keep what they say against one."""

import datetime as dt
import uuid
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.core.first_look import NotShown
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.public import StudyCard, Use, who_agrees, who_can_come_back
from pennydrop.rooms.publish.models import FirstLook, LineObjection, ShownLine
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.filled import cards_in
from pennydrop.rooms.publish.queries.first_look import TABLE, shown_lines
from pennydrop.rooms.publish.queries.own_lines import lines_for
from pennydrop.rooms.publish.rules.first_look import (
    LEAST_DAYS,
    MOST_DAYS,
    Objection,
    Shown,
    longer,
    show,
)
from pennydrop.rooms.understand.public.quotes import QuoteCard, quote_card

LONGEST_WHY = 4_000


@transaction.atomic
def show_lines(*, draft: Draft, study: StudyCard, days: int, by: str, at: dt.datetime) -> FirstLook:
    """Show each line of the draft to whoever said it, if they agreed to be published and hold a
    code. Lines that were on show in the same words keep their time; a line that left the draft is
    shown no more. Raises ValueError for a number of days that is not offered."""
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise ValueError(f"Between {LEAST_DAYS} and {MOST_DAYS} days.")
    held = FirstLook.objects.filter(pk=draft.id).first()
    more = days - held.days if held else 0
    look, _ = FirstLook.objects.update_or_create(
        document=draft.id, defaults={"study": study.id, "days": days, "by": by, "at": at}
    )
    before = {key: longer(line, by_days=more) for key, line in shown_lines(draft.id).items()}
    ShownLine.objects.filter(first_look=look).delete()
    ShownLine.objects.bulk_create(
        ShownLine(
            first_look=look, quote=quote, participant=person, digest=line.digest,
            last_day=line.last_day,
        )
        for (quote, person), line in _on_show(draft, study, before, days, at.date())
    )  # fmt: skip
    record(what="publish.first_look.show", on=str(draft.id), by=by, at=at)
    return look


def _on_show(
    draft: Draft, study: StudyCard, before: dict[tuple[UUID, UUID], Shown], days: int,
    today: dt.date,
) -> Iterable[tuple[tuple[UUID, UUID], Shown]]:  # fmt: skip
    cards: Iterable[QuoteCard] = cards_in(draft.blocks, draft).values()
    people = {person for card in cards for person in card.participants}
    asked = who_agrees(people, Use.PUBLISH_QUOTE, on=today) & who_can_come_back(people)
    for card in cards:
        for person in card.participants:
            key = (card.id, person)
            if person in asked and card.digest:
                yield key, show(before.get(key), card.digest, days=days, today=today)


@transaction.atomic
def object_to_line(
    *, participant: UUID, quote: UUID, objection: str, why: str, by: str, at: dt.datetime
) -> None:
    """Keep that one person objects to a line of theirs, in place of what they said before. Nobody
    is named in the record. `by` is "quiet": it is nobody's who has an account. Raises NotShown."""
    card = quote_card(quote)
    if card is None or quote not in {line.quote for line in lines_for(participant, at.date())}:
        raise NotShown("This line is not shown any more.")
    if objection not in {one.value for one in Objection} or len(why) > LONGEST_WHY:
        raise NotShown("This is not one of the answers.")
    row = uuid.uuid4()
    sealed = seal(
        why.strip(), participant=participant, key="words", table=TABLE, row=row, field="sealed"
    )
    LineObjection.objects.filter(quote=quote, participant=participant).delete()
    LineObjection.objects.create(
        id=row, study=card.study, quote=quote, participant=participant, objection=objection,
        digest=card.digest, sealed=sealed, on=at.date(),
    )  # fmt: skip
    record_quietly(what="publish.line.objected", on=str(quote), day=at.date())


@transaction.atomic
def take_objection_back(*, participant: UUID, quote: UUID, by: str, at: dt.datetime) -> None:
    """They object no more. What they agreed to before decides again, and nothing else."""
    rows = LineObjection.objects.filter(quote=quote, participant=participant)
    if rows.delete()[0]:
        record_quietly(what="publish.line.objection_back", on=str(quote), day=at.date())

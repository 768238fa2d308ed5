"""Keep decisions about forms: one sealed row for each person whose words they touch."""

import datetime as dt
import uuid
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import KeyGone, seal
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Identifier
from pennydrop.rooms.understand.queries.review import TABLE, decisions_of, review_of
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, Ruling, same


@transaction.atomic
def keep_ruling(
    *, people: Iterable[UUID], study: UUID, ruling: Ruling, by: str, at: dt.datetime
) -> int:
    """Put this decision in the place of earlier ones about the same form. Part of a larger action,
    which records it. Nothing is kept for people whose originals are gone. Returns how many."""
    wanted = set(people)
    drop_rulings(people=wanted, form=ruling.form)
    rows = [row for who in wanted if (row := _row(who, study, ruling, by, at))]
    return len(Identifier.objects.bulk_create(rows))


@transaction.atomic
def keep_undecided(*, source: UUID, by: str, at: dt.datetime) -> int:
    """Keep whatever is still undecided in a source: a person has taken names out of it before it
    came here. What stands on somebody's own list is hidden all the same. Returns how many forms."""
    card = listen.source_card(source)
    if card is None:
        return 0
    left = review_of(card)
    people = {row.participant for row in left.rows}
    rows = []
    for form in left.undecided:
        ruling = Ruling(form.form, form.mention.label, KEEP)
        if form.mention.asked:
            ruling = Ruling(form.form, form.mention.label, HIDE, form.surrogate)
        rows += [row for who in people if (row := _row(who, card.study, ruling, by, at))]
    Identifier.objects.bulk_create(rows, batch_size=500)
    record(what="understand.names.out_before", on=str(source), by=by, at=at)
    return len(left.undecided)


def drop_rulings(*, people: Iterable[UUID], form: str) -> int:
    """Forget what was decided about a form. Returns how many rows went."""
    decided = decisions_of(people)
    older = [
        d.row.pk for rows in decided.values() for d in rows if same(d.ruling.form) == same(form)
    ]
    return Identifier.objects.filter(pk__in=older).delete()[0]


def _row(
    participant: UUID, study: UUID, ruling: Ruling, by: str, at: dt.datetime
) -> Identifier | None:
    key = uuid.uuid4()

    def box(text: str, field: str) -> bytes:
        return seal(text, participant=participant, key="raw", table=TABLE, row=key, field=field)

    try:
        form, surrogate = box(ruling.form, "form"), box(ruling.surrogate, "surrogate")
    except KeyGone:
        return None
    return Identifier(
        id=key,
        study=study,
        participant=participant,
        label=ruling.label,
        decision=ruling.decision,
        form=form,
        surrogate=surrogate,
        by=by,
        at=at,
    )

"""Keep decisions about forms: one sealed row for each person whose words they touch."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import KeyGone, seal
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Identifier, NameStep
from pennydrop.rooms.understand.queries.decided import TABLE, decisions_of
from pennydrop.rooms.understand.queries.review import review_of
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, Ruling, same


@dataclass(frozen=True)
class Kept:
    """What every row of some decisions is kept with. `added`: forms, as `same` writes them, that a
    person pointed to and the finder had not."""

    study: UUID
    by: str
    at: dt.datetime
    step: NameStep | None = None
    added: Collection[str] = ()


@transaction.atomic
def keep_ruling(
    *, people: Iterable[UUID], study: UUID, ruling: Ruling, by: str, at: dt.datetime
) -> int:
    """Put this decision in the place of earlier ones about the same form. Part of a larger action,
    which records it. Nothing is kept for people whose originals are gone. Returns how many."""
    return keep_rulings(people=set(people), rulings=[ruling], kept=Kept(study, by, at))


@transaction.atomic
def keep_rulings(*, people: Collection[UUID], rulings: Sequence[Ruling], kept: Kept) -> int:
    """The same for several. With a step the earlier decisions are set aside, so that it can be
    undone; without one they go."""
    older = _end(people, {ruling.form for ruling in rulings}, kept.step)
    rows = []
    for ruling in {same(ruling.form): ruling for ruling in rulings}.values():
        number = uuid.uuid4()
        for who in people:
            row = _row(who, ruling, kept)
            if row is not None:
                key = same(ruling.form)
                row.ruling, row.added = number, older.get(key, key in kept.added)
                rows.append(row)
    return len(Identifier.objects.bulk_create(rows, batch_size=500))


@transaction.atomic
def keep_undecided(*, source: UUID, by: str, at: dt.datetime) -> int:
    """Keep whatever is still undecided in a source: a person has taken names out of it before it
    came here. What stands on somebody's own list is hidden all the same. Returns how many forms."""
    card = listen.source_card(source)
    if card is None:
        return 0
    left = review_of(card)
    rulings = [
        Ruling(form.form, form.mention.label, HIDE, form.surrogate)
        if form.mention.asked
        else Ruling(form.form, form.mention.label, KEEP)
        for form in left.undecided
    ]
    people = {row.participant for row in left.rows}
    keep_rulings(people=people, rulings=rulings, kept=Kept(card.study, by, at))
    record(what="understand.names.out_before", on=str(source), by=by, at=at)
    return len(left.undecided)


def end_rulings(*, people: Iterable[UUID], forms: Iterable[str], step: NameStep) -> int:
    """What was decided about these forms stands no longer. Returns how many rows that were."""
    _end(set(people), set(forms), step)
    return Identifier.objects.filter(ended=step).count()


def _end(
    people: Collection[UUID], forms: Collection[str], step: NameStep | None
) -> dict[str, bool]:
    """Returns the forms that had been decided, as `same` writes them, and whether a person had
    pointed to them."""
    keys = {same(form) for form in forms}
    older = [
        one for rows in decisions_of(people).values() for one in rows
        if same(one.ruling.form) in keys
    ]  # fmt: skip
    rows = Identifier.objects.filter(pk__in=[one.row.pk for one in older])
    if step is None:
        rows.delete()
    else:
        rows.update(ended=step)
    return {same(one.ruling.form): one.row.added for one in older}


def _row(participant: UUID, ruling: Ruling, kept: Kept) -> Identifier | None:
    key = uuid.uuid4()

    def box(text: str, field: str) -> bytes:
        return seal(text, participant=participant, key="raw", table=TABLE, row=key, field=field)

    try:
        form, surrogate = box(ruling.form, "form"), box(ruling.surrogate, "surrogate")
    except KeyGone:
        return None
    return Identifier(
        id=key, study=kept.study, participant=participant, label=ruling.label,
        decision=ruling.decision, form=form, surrogate=surrogate, by=kept.by, at=kept.at,
        step=kept.step,
    )  # fmt: skip

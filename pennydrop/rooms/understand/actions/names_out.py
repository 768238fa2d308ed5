"""Names are out: one person signs, the de-identified words are made, the team may code."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions.deidentify import open_review
from pennydrop.rooms.understand.actions.pending import release_pending
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries import review as reading
from pennydrop.rooms.understand.queries.rare import rare_of
from pennydrop.rooms.understand.queries.second_reading import waiting_names
from pennydrop.rooms.understand.queries.texts import TABLE
from pennydrop.rooms.understand.rules.weighing import UNDECIDED


class StillUndecided(Exception):
    """Some suggestions wait for a decision. `forms` names them."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.forms = tuple(forms)
        some = ", ".join(f"“{form}”" for form in self.forms[:5])
        more = f" and {len(self.forms) - 5} more" if len(self.forms) > 5 else ""
        super().__init__(f"Decide first on {some}{more}.")


class NotLookedAt(Exception):
    """Some words look rare, and nobody has said yet that they may stay."""


class NotOpened(Exception):
    """Nobody in the source has agreed that their words are read and analysed."""


@transaction.atomic
def sign_names_out(*, source: UUID, by: str, at: dt.datetime) -> Text:
    """Say that names are out: the de-identified words are made, and the team may code them.

    One person signs. Turns of people who have not agreed to analysis stay out; signing again
    later brings them in when they have. Raises StillUndecided, NotLookedAt,
    NotOpened, AlreadySigned.
    """
    review = open_review(source)
    rows = review.waiting_rows
    if not review.may_open:
        raise NotOpened(" ".join(review.left_out) or "Nobody’s words stand in this source.")
    waiting = {row.id for row in rows}
    undecided = [form.form for form in review.undecided if _in(form, rows, waiting)]
    undecided += waiting_names(review)
    if undecided:
        raise StillUndecided(undecided)
    if any(one.waits_in(waiting) for one in rare_of(review)):
        raise NotLookedAt("Look first at what looks rare in it: names are not everything.")
    card = review.source
    text, _ = Text.objects.get_or_create(
        source=source,
        defaults={
            "study": card.study, "kind": card.kind, "fidelity": card.fidelity,
            "title": card.title, "order": _order(card), "signed_by": by, "signed_at": at,
        },
    )  # fmt: skip
    Segment.objects.bulk_create([_seal(text, row) for row in rows])
    release_pending(text=text, rows=review.rows, opened=rows)
    record(what="understand.names.out", on=str(source), by=by, at=at)
    return text


def _in(form: reading.Form, rows: Iterable[reading.Row], waiting: set[UUID]) -> bool:
    return any(
        m.key == form.mention.key and m.state == UNDECIDED
        for row in rows
        if row.id in waiting
        for m in row.mentions
    )


def _order(card: listen.SourceCard) -> int:
    """Interviews, focus groups, survey answers; each as they were brought in."""
    return ["interview", "focus_group", "survey"].index(card.kind) * 100_000 + card.number


def _seal(text: Text, row: reading.Row) -> Segment:
    words = reading.words_without_names(row)
    box = seal(
        words, participant=row.participant, key="words", table=TABLE, row=row.id,
        field="sealed",
    )  # fmt: skip
    return Segment(
        id=row.id, text=text, order=row.order, participant=row.participant, speaker=row.speaker,
        question=row.question, length=len(words), sealed=box,
    )  # fmt: skip

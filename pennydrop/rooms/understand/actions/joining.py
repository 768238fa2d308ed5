"""Bring material of another study into an analysis, where people agreed to that.

A turn is sealed once more for its new place, under the same person's key, so that it goes when they
take their words back. Corrections of the first reach the second (actions/correcting).
"""

import datetime as dt
import uuid
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.public import staff_among, study_card
from pennydrop.rooms.understand.actions.approach import note_decision
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.joining import Lending, lendings, may_be_lent
from pennydrop.rooms.understand.queries.texts import TABLE, Opened, open_segments

AFTER_OWN = 1_000_000
LONGEST_TITLE = 40
LONGEST_SPEAKER = 20


class BadMaterial(Exception):
    """Nothing there that may be used in another study."""


@transaction.atomic
def bring_from(*, study: UUID, other: UUID, reason: str, by: str, at: dt.datetime) -> int:
    """Bring in what is open to the team in the `other` study, of people who agree to our later
    studies. Returns how many sources came. The reason stays in the decision trail.

    Raises BadMaterial, BadEntry without a reason, or NotOurs.
    """
    card = study_card(study)
    lent = next(
        (one for one in (lendings(card, on=at.date()) if card else []) if one.study.id == other),
        None,
    )
    if lent is None or not lent.fresh:
        raise BadMaterial("There is nothing to bring in that people allowed.")
    words = (
        f"Brought in material of “{lent.study.title}”. {reason.strip()}" if reason.strip() else ""
    )
    note_decision(study=study, about="material", words=words, by=by, at=at)
    for source in lent.fresh:
        _copy(Text.objects.get(pk=source), study, lent, at.date())
    record(what="understand.material.brought", on=f"{study} {other}", by=by, at=at)
    return len(lent.fresh)


@transaction.atomic
def leave_out(*, study: UUID, other: UUID, by: str, at: dt.datetime) -> int:
    """Take the material of the `other` study out of this analysis, with what was coded on it here.
    Returns how many sources went."""
    theirs = Text.objects.filter(study=other).values("pk")
    gone = Text.objects.filter(study=study, came_from__in=theirs)
    count = gone.count()
    gone.delete()
    record(what="understand.material.left.out", on=f"{study} {other}", by=by, at=at)
    return count


def _copy(original: Text, study: UUID, lent: Lending, on: dt.date) -> None:
    opened = open_segments(Segment.objects.filter(text=original).order_by("order"))
    people = {turn.participant for turn in opened}
    allowed = may_be_lent(people, on=on) | staff_among(people)
    text = Text.objects.create(
        source=uuid.uuid4(), study=study, kind=original.kind, fidelity=original.fidelity,
        title=f"{original.title}, {lent.study.title}"[:LONGEST_TITLE],
        order=original.order + AFTER_OWN, signed_by=original.signed_by,
        signed_at=original.signed_at, came_from=original.pk,
    )  # fmt: skip
    Segment.objects.bulk_create(
        _again(text, turn, lent.mark) for turn in opened if turn.participant in allowed
    )


def _again(text: Text, turn: Opened, mark: str) -> Segment:
    row = uuid.uuid4()
    sealed = seal(
        turn.text, participant=turn.participant, key="words", table=TABLE, row=row, field="sealed"
    )
    named = turn.speaker[:1] == "P" and turn.speaker[1:].isdecimal()
    speaker = f"{turn.speaker} {mark}" if named else turn.speaker
    return Segment(
        id=row, text=text, order=turn.order, participant=turn.participant,
        speaker=speaker[:LONGEST_SPEAKER], question=turn.question, length=len(turn.text),
        sealed=sealed, came_from=turn.id,
    )  # fmt: skip

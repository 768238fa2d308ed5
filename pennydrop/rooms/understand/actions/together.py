"""Writes about reading together: blind or not, who is done with a text, what two people settled."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.models import Blind, Coding, Finished, Segment, Settled, Text
from pennydrop.rooms.understand.rules.agreement.differing import Outcome
from pennydrop.rooms.understand.rules.positions import position

EVERYBODY = ""


class NotNow(Exception):
    """It cannot be done at this moment; the text says why."""


@transaction.atomic
def code_blind(*, study: UUID, by: str, at: dt.datetime) -> None:
    """From now on coders see each other's codings in a text only when they are done with it."""
    _, made = Blind.objects.get_or_create(study=study, defaults={"by": by, "at": at})
    if made:
        record(what="understand.blind.started", on=str(study), by=by, at=at)


@transaction.atomic
def code_openly(*, study: UUID, by: str, at: dt.datetime) -> None:
    """Everybody sees everybody's codings as they come."""
    if Blind.objects.filter(study=study).delete()[0]:
        record(what="understand.blind.ended", on=str(study), by=by, at=at)


@transaction.atomic
def finish_text(*, text: UUID, by: str, at: dt.datetime) -> None:
    """Say that one has read and coded this text. Said twice it counts once, from the first time."""
    _finish(text, by, by, at)


@transaction.atomic
def open_text(*, text: UUID, by: str, at: dt.datetime) -> None:
    """Lift the blind for one text: everybody sees all codings in it, done or not."""
    _finish(text, EVERYBODY, by, at)


def _finish(text: UUID, coder: str, by: str, at: dt.datetime) -> None:
    row = {"by": by, "at": at}
    _, made = Finished.objects.get_or_create(text_id=text, coder=coder, defaults=row)
    if made:
        record(what="understand.text.finished", on=str(text), by=by, at=at)


@transaction.atomic
def resume_text(*, text: UUID, by: str, at: dt.datetime) -> None:
    """Take back that one is done. Raises NotNow where the study codes blind and somebody else has
    coded this text: what was seen cannot be unseen."""
    study = Text.objects.values_list("study", flat=True).get(pk=text)
    seen = Coding.objects.filter(text=text).exclude(by=by).exists()
    if seen and Blind.objects.filter(study=study).exists():
        raise NotNow(
            "You have seen what others coded here, so your reading cannot be a fresh one again. "
            "You can still change your codings; they are not counted in the agreement."
        )
    if Finished.objects.filter(text=text, coder=by).delete()[0]:
        record(what="understand.text.resumed", on=str(text), by=by, at=at)


@transaction.atomic
def settle(
    *,
    text: UUID,
    turn: int,
    one: str,
    other: str,
    outcome: Outcome,
    words: str,
    by: str,
    at: dt.datetime,
) -> Settled:
    """Keep what two coders (`one`, `other`) made of a turn that they coded differently, and why, as
    a memo on that turn.

    Raises NotNow where the turn is not there, and what adding a memo raises.
    """
    row = Segment.objects.filter(text=text, order=turn).select_related("text").first()
    if row is None:
        raise NotNow("Those words are not here any more. Load the page again.")
    memo = add_memo(
        study=row.text.study, words=words, text=text,
        start=position(turn, 0), end=position(turn, row.length), by=by, at=at,
    )  # fmt: skip
    made = Settled.objects.create(
        memo=memo, text_id=text, turn=turn, one=one, other=other, outcome=outcome.value,
        by=by, at=at,
    )  # fmt: skip
    record(what="understand.difference.settled", on=str(memo.pk), by=by, at=at)
    return made

"""Writes about suggested codes. Nothing is applied by itself: each is somebody's yes or no."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.codings import BadPassage, add_coding
from pennydrop.rooms.understand.models import Code, Coding, Declined, Segment, Suggesting
from pennydrop.rooms.understand.queries.meaning_engine import engine, learn
from pennydrop.rooms.understand.queries.placed import (
    begin_learning,
    bring_up_to_date,
    end_learning,
    keep_learnt,
    placed,
)
from pennydrop.rooms.understand.queries.suggestions import taught
from pennydrop.rooms.understand.queries.texts import version_of
from pennydrop.rooms.understand.rules.meaning import lessons
from pennydrop.rooms.understand.rules.positions import SPAN


@transaction.atomic
def switch_suggestions(*, study: UUID, on: bool, by: str, at: dt.datetime) -> None:
    """Have codes suggested in this study, or have it no more."""
    Suggesting.objects.update_or_create(study=study, defaults={"on": on, "by": by, "at": at})
    what = "understand.suggestions.wanted" if on else "understand.suggestions.unwanted"
    record(what=what, on=str(study), by=by, at=at)


@transaction.atomic
def accept_suggestion(
    *, text: UUID, code: UUID, start: int, end: int, by: str, at: dt.datetime
) -> Coding:
    """Code the passage as it was suggested. Raises BadPassage."""
    coding = add_coding(text=text, code=code, start=start, end=end, by=by, at=at)
    record(what="understand.suggestion.accepted", on=str(coding.pk), by=by, at=at)
    return coding


@transaction.atomic
def decline_suggestion(
    *, study: UUID, text: UUID, code: UUID, start: int, end: int, by: str, at: dt.datetime
) -> None:
    """Say that the code does not fit the passage. Later suggestions learn from it.

    Raises BadPassage where the turn or the code is not there any more.
    """
    segment = Segment.objects.filter(
        text=text, text__study=study, order=start // SPAN, length__gte=max(0, end - start)
    ).first()
    if segment is None or not 0 <= start < end:
        raise BadPassage("Those words are not here any more.")
    if not Code.objects.filter(pk=code, study=study).exists():
        raise BadPassage("That code is not in this study's codebook any more.")
    row, _ = Declined.objects.get_or_create(
        segment=segment, code_id=code, start=start, end=end, version=version_of(segment.sealed),
        defaults={"by": by, "at": at},
    )  # fmt: skip
    record(what="understand.suggestion.declined", on=str(row.pk), by=by, at=at)


def learn_anew(*, study: UUID, at: dt.datetime) -> None:
    """Place what is new or has changed, and learn from every coding. For background work: it takes
    some minutes where much is new. Raises NotPlaced."""
    begin_learning(study)
    try:
        _learn_anew(study, at)
    finally:
        end_learning(study)


def _learn_anew(study: UUID, at: dt.datetime) -> None:
    with engine() as machine:
        bring_up_to_date(study, machine.vectors, lambda left: None)
    held = placed(study)
    given = taught(study)
    told = lessons({one.number: one.place for one in held}, given)
    codings = Coding.objects.filter(text__study=study).count()
    # Learning counts stretches from 0; in the file they keep their numbers.
    number_of = {one.number: row for row, one in enumerate(held)}
    told = [one.numbered(number_of) for one in told]
    said = learn([one.vector for one in held], told, range(len(held)))
    keep_learnt(
        study,
        {
            "on": at.date().isoformat(),
            "codings": codings,
            "codes": said["codes"],
            "fits": [
                [held[n].number, code, likely, [held[x].number for x in like]]
                for n, code, likely, like in said["fits"]
            ],
            "unsure": [[held[n].number, value] for n, value in said["unsure"]],
            "unlike": [[held[n].number, value] for n, value in said["unlike"]],
        },
    )

"""Each press on the page of taking names out is a step, and a step can be undone as a whole."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.renaming import follow_stand_ins, stand_ins_of
from pennydrop.rooms.understand.models import Identifier, NameStep, OneMention
from pennydrop.rooms.understand.queries.decided import decisions_of
from pennydrop.rooms.understand.queries.pace import last_step
from pennydrop.rooms.understand.queries.review import Review
from pennydrop.rooms.understand.rules.weighing import same


class NothingToUndo(Exception):
    """This person has decided nothing here that still stands, or it was decided anew since."""


def take_step(review: Review, *, what: str, by: str, at: dt.datetime) -> NameStep:
    """Begin a step. Part of an action, which says with `widen` how far it went."""
    return NameStep.objects.create(
        source=review.source.id, study=review.source.study, what=what, names=0, places=0,
        by=by, at=at,
    )  # fmt: skip


def widen(step: NameStep, *, names: int, places: int, at_place: str) -> None:
    """So many names and mentions more; `at_place`: the first of them ("3-17")."""
    step.names, step.places = step.names + names, step.places + places
    step.place = step.place or at_place
    step.save(update_fields=["names", "places", "place"])


@transaction.atomic
def undo_last(*, source: UUID, by: str, at: dt.datetime) -> NameStep:
    """Undo the last thing that this person did in a source, whatever it was. What it decided goes,
    and what stood before stands again; in signed texts too, where it was another stand-in. Words
    that were hidden in signed texts stay hidden.

    Raises NothingToUndo.
    """
    step = last_step(source, by)
    if step is None:
        raise NothingToUndo("There is nothing of yours to undo here.")
    before = stand_ins_of(_people_of(step))
    made, here = Identifier.objects.filter(step=step), OneMention.objects.filter(step=step)
    later = made.exclude(ended=None).exists() or here.exclude(ended=None).exists()
    made.filter(ended=None).delete()
    here.filter(ended=None).delete()
    if later or _stands_in_the_way(step):
        raise NothingToUndo(
            "This was decided anew since then, here or in another source. Go to the name itself."
        )
    Identifier.objects.filter(ended=step).update(ended=None)
    OneMention.objects.filter(ended=step).update(ended=None)
    NameStep.objects.filter(pk=step.pk).update(undone_by=by, undone_at=at)
    follow_stand_ins(source=source, before=before, by=by, at=at)
    record(what="understand.names.undone", on=str(source), by=by, at=at)
    return step


def _people_of(step: NameStep) -> set[UUID]:
    return set(Identifier.objects.filter(step=step).values_list("participant", flat=True))


def _stands_in_the_way(step: NameStep) -> bool:
    """Whether something that would come back was decided again meanwhile."""
    back = OneMention.objects.filter(ended=step)
    for row in back:
        over = OneMention.objects.filter(
            segment=row.segment, start__lt=row.end, end__gt=row.start, ended=None
        )
        if over.exists():
            return True
    before = Identifier.objects.filter(ended=step)
    people = set(before.values_list("participant", flat=True))
    stand = {who: {same(d.ruling.form) for d in rows} for who, rows in decisions_of(people).items()}
    ended = decisions_of(people, ended=step)
    return any(same(d.ruling.form) in stand[who] for who, rows in ended.items() for d in rows)

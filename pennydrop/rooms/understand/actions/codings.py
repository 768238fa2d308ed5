"""Writes about codings. A coding stores a position, never words."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.prepared import Prepared, insert
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.keeping import keep_undo, set_codings_aside
from pennydrop.rooms.understand.models import Code, Coding, Segment, Text
from pennydrop.rooms.understand.queries.joining import lenders_of
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import sealed_head, version_of
from pennydrop.rooms.understand.rules.positions import split

CHANGED = "The words have changed meanwhile. Choose them anew, as they stand now."
# A press of a key asks these.
_IN_CODEBOOK = Prepared(
    lambda code, text: Code.objects.filter(
        pk=code, study__in=Text.objects.filter(pk=text).values("study")
    ).values_list("study", "name", "retired"),
    UUID,
    UUID,
)
_TURNS = Prepared(
    lambda text, first, last: (
        Segment.objects.filter(text=text, order__gte=first, order__lte=last)
        .order_by("order")
        .select_for_update()
        .values_list("order", "length", "participant", "text__study", sealed_head())
    ),
    UUID,
    int,
    int,
)


class BadPassage(Exception):
    """No such words in this source (any more)."""


class NotYours(Exception):
    """A coding belongs to whoever made it."""


@transaction.atomic
def add_coding(
    *,
    text: UUID,
    code: UUID,
    start: int,
    end: int,
    seen: tuple[str, str] | None = None,
    by: str,
    at: dt.datetime,
) -> Coding:
    """Code the passage [start, end) of a text (listen's id of the source). Positions:
    rules/positions.py. The same passage by the same coder is coded once: then the one that is
    there is returned. `seen`: the versions of its first and last turn when the words were chosen.

    Raises BadPassage for positions outside the text, words that may not be read or were corrected
    since they were seen, or a code of another study.
    """
    check_passage(text=text, start=start, end=end, seen=seen)
    found = _IN_CODEBOOK(code, text)
    if not found:
        raise BadPassage("That code is not in this study's codebook any more.")
    ((study, name, retired),) = found
    if retired:
        raise BadPassage(f"“{name}” is retired: choose another code, or bring it back first.")
    place = {"text_id": text, "code_id": code, "start": start, "end": end, "by": by}
    coding = Coding(at=at, **place)
    coding.pk = insert(coding, once=True)
    if coding.pk is None:
        return Coding.objects.get(**place)
    keep_undo(
        study=study, text=text, kind="coding.added", on=coding.pk, said=f"Coded as {name}",
        by=by, at=at,
    )  # fmt: skip
    record(what="understand.coding.added", on=str(coding.pk), by=by, at=at)
    return coding


@transaction.atomic
def add_with_new_code(
    *,
    text: UUID,
    name: str,
    parent: UUID | None = None,
    start: int,
    end: int,
    seen: tuple[str, str] | None = None,
    by: str,
    at: dt.datetime,
) -> Coding:
    """Make a code and code the passage with it: both or neither. Raises what either raises."""
    study = Text.objects.values_list("study", flat=True).get(pk=text)
    code = make_code(study=study, name=name, parent=parent, by=by, at=at)
    return add_coding(text=text, code=code.pk, start=start, end=end, seen=seen, by=by, at=at)


def check_passage(*, text: UUID, start: int, end: int, seen: tuple[str, str] | None = None) -> UUID:
    """Raise BadPassage unless [start, end) are words of this text that may be read. Returns whose
    turn it begins in.

    The turns are locked where the database can, so that a correction waits until we are done.
    """
    if not 0 <= start < end:
        raise BadPassage("Select some words first.")
    (first, low), (last, high) = split(start), split(end)
    turns = _TURNS(text, first, last)
    if not turns or turns[0][0] != first or turns[-1][0] != last:
        raise BadPassage("Those words are not here any more. Load the page again.")
    if low >= turns[0][1] or not 0 < high <= turns[-1][1]:
        raise BadPassage(CHANGED)
    if seen is not None and seen != (version_of(turns[0][4]), version_of(turns[-1][4])):
        raise BadPassage(CHANGED)
    people = {turn[2] for turn in turns}
    if readable(turns[0][3], people) != people:
        raise BadPassage("Somebody in this passage no longer agrees that we read their words.")
    owner: UUID = turns[0][2]
    return owner


@transaction.atomic
def remove_coding(*, coding: int, lead: bool = False, by: str, at: dt.datetime) -> Coding:
    """Take a coding away. `lead`: a coordinator may remove other people's. Returns what it was.

    Raises NotYours, or Coding.DoesNotExist.
    """
    row = Coding.objects.select_related("text", "code").get(pk=coding)
    if row.by != by and not lead:
        raise NotYours("Only the person who coded this, or a coordinator, can remove it.")
    undo = keep_undo(
        study=row.text.study, text=row.text_id, kind="coding.removed", on=row.pk,
        said=f"Removed a coding with {row.code.name}", by=by, at=at,
    )  # fmt: skip
    set_codings_aside(undo, [row])
    Coding.objects.filter(pk=coding).delete()
    record(what="understand.coding.removed", on=str(coding), by=by, at=at)
    return row


@transaction.atomic
def note_export(*, study: UUID, what: str, by: str, at: dt.datetime) -> HandCopy:
    """Note that a file with people's words leaves with `by`, so that a receipt can name it.

    `what` says which ("all quotes, CSV") and holds no words of anybody.
    """
    copy = HandCopy.objects.create(study=study, what=what[:120], by=by, on=at.date())
    # A receipt names the copies of the person's own study: where words of another are in it too.
    for lender in lenders_of(study):
        HandCopy.objects.create(study=lender.id, what=what[:120], by=by, on=at.date())
    record(what="understand.quotes.exported", on=str(copy.pk), by=by, at=at)
    return copy

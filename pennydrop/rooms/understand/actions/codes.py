"""Writes about the codebook."""

import datetime as dt
import uuid
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.keeping import keep_undo, set_memos_aside
from pennydrop.rooms.understand.models import Code, Memo
from pennydrop.rooms.understand.queries.codes import parents_in, uses_of, written
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.copying import NotOurs, check_own_words
from pennydrop.rooms.understand.rules.tree import Cycle, TooDeep, check_parent

__all__ = [
    "BadCode",
    "CodeInUse",
    "Cycle",
    "NotOurs",
    "TooDeep",
    "change_code",
    "delete_code",
    "make_code",
    "move_code",
    "retire_code",
]

COLOURS = 6
LONGEST_NAME = 80


class BadCode(Exception):
    """A code needs a name of at most 80 characters, a colour from 1 to 6, a parent of its study."""


class CodeInUse(Exception):
    """A code with passages, parts or themes stays; it can be merged into another instead."""


@dataclass(frozen=True)
class Change:
    """What a code should say from now on."""

    name: str
    definition: str
    colour: int


@transaction.atomic
def make_code(
    *,
    study: UUID,
    name: str,
    parent: UUID | None = None,
    definition: str = "",
    colour: int | None = None,
    by: str,
    at: dt.datetime,
) -> Code:
    """Add a code at the end of its level. Without a colour it takes its turn among the six.

    Raises BadCode, TooDeep, or NotOurs when six words in a row stand in a source.
    """
    parents = parents_in(study)
    if parent is not None and parent not in parents:
        raise BadCode("That place in the codebook is not there any more.")
    check_parent(None, parent, parents)
    said = _checked(study, Change(name, definition, colour or len(parents) % COLOURS + 1))
    last = Code.objects.filter(study=study, parent=parent).aggregate(n=Max("order"))["n"]
    code = Code.objects.create(
        id=uuid.uuid4(),
        study=study,
        parent_id=parent,
        name=said.name,
        definition=said.definition,
        colour=said.colour,
        order=0 if last is None else last + 1,
        by=by,
        at=at,
    )
    said_so = f"Made the code {code.name}"
    keep_undo(study=study, kind="code.made", on=code.pk, said=said_so, by=by, at=at)
    record(what="understand.code.made", on=str(code.pk), by=by, at=at)
    return code


@transaction.atomic
def change_code(
    *, code: UUID, name: str, definition: str, colour: int, by: str, at: dt.datetime
) -> None:
    """Rename, define or recolour. Raises BadCode or NotOurs."""
    row = Code.objects.get(pk=code)
    said = _checked(row.study, Change(name, definition, colour))
    Code.objects.filter(pk=code).update(
        name=said.name, definition=said.definition, colour=said.colour
    )
    before = {"name": row.name, "definition": row.definition, "colour": row.colour}
    keep_undo(
        study=row.study,
        kind="code.changed",
        on=code,
        facts={"before": before},
        said=f"Changed the code {row.name}",
        by=by,
        at=at,
    )
    record(what="understand.code.changed", on=str(code), by=by, at=at)


@transaction.atomic
def move_code(*, code: UUID, parent: UUID | None, place: int, by: str, at: dt.datetime) -> None:
    """Put a code under another (None: at the top), as number `place` (from 0) among its equals.

    Raises Cycle, TooDeep or BadCode.
    """
    row = Code.objects.get(pk=code)
    parents = parents_in(row.study)
    if parent is not None and parent not in parents:
        raise BadCode("That place in the codebook is not there any more.")
    check_parent(code, parent, parents)
    equals = Code.objects.filter(study=row.study, parent=parent).exclude(pk=code)
    order = list(equals.order_by("order", "name").values_list("pk", flat=True))
    order.insert(max(0, min(place, len(order))), code)
    Code.objects.filter(pk=code).update(parent=parent)
    for number, one in enumerate(order):
        Code.objects.filter(pk=one).exclude(order=number).update(order=number)
    before = {"parent": str(row.parent_id or ""), "place": row.order}
    keep_undo(
        study=row.study,
        kind="code.moved",
        on=code,
        facts={"before": before},
        said=f"Moved the code {row.name}",
        by=by,
        at=at,
    )
    record(what="understand.code.moved", on=str(code), by=by, at=at)


@transaction.atomic
def delete_code(*, code: UUID, by: str, at: dt.datetime) -> None:
    """Remove a code that nothing uses, with memos about it. Raises CodeInUse."""
    if not uses_of(code).free:
        raise CodeInUse("This code is in use. Merge it into another code instead.")
    row = Code.objects.get(pk=code)
    undo = keep_undo(
        study=row.study,
        kind="code.deleted",
        on=code,
        facts={"code": written(row)},
        said=f"Deleted the code {row.name}",
        by=by,
        at=at,
    )
    set_memos_aside(undo, Memo.objects.filter(code=row))
    row.delete()
    record(what="understand.code.deleted", on=str(code), by=by, at=at)


@transaction.atomic
def retire_code(*, code: UUID, retired: bool, by: str, at: dt.datetime) -> None:
    """From now on nothing new is coded with it; what has it keeps it. `retired` False brings it
    back."""
    row = Code.objects.get(pk=code)
    Code.objects.filter(pk=code).update(retired=retired)
    keep_undo(
        study=row.study,
        kind="code.retired",
        on=code,
        facts={"before": row.retired},
        said=f"{'Retired' if retired else 'Brought back'} the code {row.name}",
        by=by,
        at=at,
    )
    what = "retired" if retired else "returned"
    record(what=f"understand.code.{what}", on=str(code), by=by, at=at)


def _checked(study: UUID, change: Change) -> Change:
    name = " ".join(change.name.split())
    if not name:
        raise BadCode("Give the code a name.")
    if len(name) > LONGEST_NAME:
        raise BadCode(f"A code's name can have {LONGEST_NAME} characters; this has {len(name)}.")
    if not 1 <= change.colour <= COLOURS:
        raise BadCode("Choose one of the six colours.")
    definition = change.definition.strip()
    # A code's name may be somebody's phrase of up to five words ("it burned like glass").
    check_own_words(copied(study, f"{name}\n{definition}"))
    return Change(name, definition, change.colour)

"""How writes to the codebook are undone."""

import datetime as dt
from typing import Any
from uuid import UUID

from pennydrop.rooms.understand.actions.codes import (
    change_code,
    delete_code,
    move_code,
    retire_code,
)
from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.actions.merging import give_code
from pennydrop.rooms.understand.actions.undo.codings import restore
from pennydrop.rooms.understand.actions.undo.memos import restore as restore_memos
from pennydrop.rooms.understand.models import (
    AsideCoding,
    AsideMemo,
    Code,
    Coding,
    Lost,
    Memo,
    Pending,
    Theme,
    Undo,
)
from pennydrop.rooms.understand.queries.codes import uses_of


def unmake(row: Undo, by: str, at: dt.datetime) -> str:
    delete_code(code=UUID(row.on), by=by, at=at)
    return "Undone: the code is gone."


def change_back(row: Undo, by: str, at: dt.datetime) -> str:
    change_code(code=UUID(row.on), **row.facts["before"], by=by, at=at)
    return "Undone: the code says what it said before."


def move_back(row: Undo, by: str, at: dt.datetime) -> str:
    before = row.facts["before"]
    parent = UUID(before["parent"]) if before["parent"] else None
    move_code(code=UUID(row.on), parent=parent, place=before["place"], by=by, at=at)
    return "Undone: the code is where it was."


def unretire(row: Undo, by: str, at: dt.datetime) -> str:
    retire_code(code=UUID(row.on), retired=row.facts["before"], by=by, at=at)
    return "Undone: the code is retired." if row.facts["before"] else "Undone: the code is back."


def make_again(row: Undo, by: str, at: dt.datetime) -> str:
    code = _made_again(row.facts["code"])
    restore_memos(list(AsideMemo.objects.filter(undo=row)))
    keep_undo(
        study=row.study, kind="code.made", on=code.pk, said=f"Made the code {code.name}",
        by=by, at=at,
    )  # fmt: skip
    return "Undone: the code is back."


def unmerge(row: Undo, by: str, at: dt.datetime) -> str:
    """The code again, and on it what it had: where it still has the code that it was merged into.

    What was coded since with that code stays with it.
    """
    facts = row.facts
    into, barrier = UUID(facts["into"]), facts["code"]["barrier"]
    Code.objects.filter(pk=into, barrier=barrier).update(barrier=facts["barrier"])
    code = _made_again(facts["code"])
    moved = set(facts["codings"])
    held = Coding.objects.filter(code=into).values_list("pk", flat=True)
    give_code([pk for pk in held if pk in moved], code.pk)
    restore(list(AsideCoding.objects.filter(undo=row)))
    Lost.objects.filter(pk__in=facts["lost"], code=into).update(code=code)
    Pending.objects.filter(pk__in=facts["pending"], code=into).update(code=code)
    Memo.objects.filter(pk__in=facts["memos"], code=into).update(code=code)
    Code.objects.filter(pk__in=facts["parts"], parent=into).update(parent=code)
    for theme in Theme.objects.filter(pk__in=facts["themes"]):
        theme.codes.add(code)
        if str(theme.pk) not in facts["themes_of_both"]:
            theme.codes.remove(Code.objects.get(pk=into))
    return f"Undone: {code.name} is a code of its own again."


def unsplit(row: Undo, by: str, at: dt.datetime) -> str:
    """The passages go back; the code that was split off goes too, unless it was used since."""
    made = UUID(row.on)
    moved = set(row.facts["codings"])
    held = Coding.objects.filter(code=made).values_list("pk", flat=True)
    give_code([pk for pk in held if pk in moved], UUID(row.facts["from"]))
    if uses_of(made).free:
        delete_code(code=made, by=by, at=at)
    return "Undone: the passages have their first code again."


def _made_again(facts: dict[str, Any]) -> Code:
    values = {f.attname: f.to_python(facts[f.attname]) for f in Code._meta.concrete_fields}
    if not Code.objects.filter(pk=values["parent_id"]).exists():
        values["parent_id"] = None
    return Code.objects.create(**values)

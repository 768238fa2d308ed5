"""Two codes become one, or one becomes two."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.codes import BadCode, make_code
from pennydrop.rooms.understand.actions.keeping import keep_undo, set_codings_aside
from pennydrop.rooms.understand.models import Code, Coding, Lost, Memo, Pending, Theme
from pennydrop.rooms.understand.queries.codes import parents_in, written
from pennydrop.rooms.understand.rules.tree import check_parent

PART = 500


@transaction.atomic
def merge_codes(*, code: UUID, into: UUID, by: str, at: dt.datetime) -> int:
    """Everything that had `code` has `into`, and `code` is gone. Returns how many codings moved.

    The same passage by the same coder is kept once. Raises BadCode for codes of different studies,
    Cycle where `into` stands under `code`.
    """
    row, target = Code.objects.get(pk=code), Code.objects.get(pk=into)
    if row.study != target.study or code == into:
        raise BadCode("Choose another code of this study to merge into.")
    check_parent(code, into, parents_in(row.study))
    there = set(Coding.objects.filter(code=into).values_list("text", "by", "start", "end"))
    mine = Coding.objects.filter(code=code).values_list("pk", "text", "by", "start", "end")
    moving = [pk for pk, *place in mine if tuple(place) not in there]
    facts = _facts(row, target, moving)
    give_code(moving, into)
    undo = keep_undo(
        study=row.study, kind="code.merged", on=into, facts=facts,
        said=f"Merged the code {row.name} into {target.name}", by=by, at=at,
    )  # fmt: skip
    set_codings_aside(undo, Coding.objects.filter(code=code))
    _hand_over(row, target)
    record(what="understand.code.merged", on=f"{code} {into}", by=by, at=at)
    return len(moving)


def give_code(codings: Collection[int], code: UUID) -> None:
    """These codings have this code from now on. Part of a merger, a split, or their undoing."""
    held = list(codings)
    for start in range(0, len(held), PART):
        Coding.objects.filter(pk__in=held[start : start + PART]).update(code=code)


def _facts(row: Code, target: Code, moving: list[int]) -> dict[str, Any]:
    """What hung on the code, to be hung on it again."""
    themes = Theme.objects.filter(codes=row)
    return {
        "code": written(row),
        "into": target.pk,
        "codings": moving,
        "lost": _ids(Lost.objects.filter(code=row)),
        "pending": _ids(Pending.objects.filter(code=row)),
        "memos": _ids(Memo.objects.filter(code=row)),
        "parts": _ids(Code.objects.filter(parent=row)),
        "themes": _ids(themes),
        "barrier": target.barrier,
        "themes_of_both": _ids(themes.filter(pk__in=Theme.objects.filter(codes=target))),
    }


def _ids(rows: QuerySet[Any]) -> list[Any]:
    return list(rows.values_list("pk", flat=True))


def _hand_over(row: Code, target: Code) -> None:
    Coding.objects.filter(code=row).delete()
    Lost.objects.filter(code=row).update(code=target)
    Pending.objects.filter(code=row).update(code=target)
    Memo.objects.filter(code=row).update(code=target)
    Code.objects.filter(parent=row).update(parent=target)
    for theme in Theme.objects.filter(codes=row):
        theme.codes.add(target)
        theme.codes.remove(row)
    row.delete()
    if row.barrier and not target.barrier:
        Code.objects.filter(pk=target.pk).update(barrier=row.barrier)


@transaction.atomic
def split_code(*, code: UUID, name: str, codings: Iterable[int], by: str, at: dt.datetime) -> Code:
    """A new code beside `code`, which some of its codings have from now on. Returns it.

    Raises BadCode where none of them has this code (any more), and what `make_code` raises.
    """
    row = Code.objects.get(pk=code)
    moving = _ids(Coding.objects.filter(code=code, pk__in=list(codings)))
    if not moving:
        raise BadCode("Choose the passages that the new code is for.")
    made = make_code(study=row.study, name=name, parent=row.parent_id, by=by, at=at)
    give_code(moving, made.pk)
    keep_undo(
        study=row.study, kind="code.split", on=made.pk, facts={"from": code, "codings": moving},
        said=f"Split the code {made.name} off {row.name}", by=by, at=at,
    )  # fmt: skip
    record(what="understand.code.split", on=f"{code} {made.pk}", by=by, at=at)
    return made

"""Undo one write: by whoever made it, unless something was written to the same thing since.

What is undone is itself a write, so that it can be done again. A withdrawal is never undone, and
neither is a correction: its old words may hold the very name that it took out.
"""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.codes import BadCode, CodeInUse, Cycle, NotOurs, TooDeep
from pennydrop.rooms.understand.actions.codings import BadPassage, NotYours
from pennydrop.rooms.understand.actions.memos import BadMemo
from pennydrop.rooms.understand.actions.themes import BadTheme, ThemeInUse
from pennydrop.rooms.understand.actions.undo import codes, codings, memos, themes
from pennydrop.rooms.understand.actions.undo.refusing import CannotUndo
from pennydrop.rooms.understand.models import Code, Coding, Memo, Theme, Undo
from pennydrop.rooms.understand.queries.people import Names

__all__ = ["CannotUndo", "undo", "undo_last"]

Way = Callable[[Undo, str, dt.datetime], str]
# How each kind of write is undone; each way returns what to say.
WAYS: dict[str, Way] = {
    "coding.added": codings.take_off,
    "coding.removed": codings.bring_back,
    "lost.placed": codings.unplace,
    "lost.dropped": codings.wait_again,
    "code.made": codes.unmake,
    "code.changed": codes.change_back,
    "code.moved": codes.move_back,
    "code.merged": codes.unmerge,
    "code.split": codes.unsplit,
    "code.deleted": codes.make_again,
    "code.retired": codes.unretire,
    "memo.added": memos.take_off,
    "memo.changed": memos.change_back,
    "memo.removed": memos.bring_back,
    "theme.made": themes.unmake,
    "theme.changed": themes.change_back,
    "theme.moved": themes.move_back,
    "theme.deleted": themes.make_again,
}
REFUSALS = (
    BadCode, CodeInUse, Cycle, NotOurs, TooDeep, BadPassage, NotYours, BadMemo, BadTheme,
    ThemeInUse,
)  # fmt: skip
GONE = (Code.DoesNotExist, Coding.DoesNotExist, Memo.DoesNotExist, Theme.DoesNotExist)


@transaction.atomic
def undo(*, undo: int, by: str, at: dt.datetime) -> str:
    """Undo this write; returns what to say. Raises CannotUndo with the reason."""
    row = Undo.objects.filter(pk=undo, by=by, undone_at=None).first()
    if row is None:
        raise CannotUndo("This is undone already, or is too long ago.")
    _check_nothing_since(row)
    # Two presses at once undo once.
    if not Undo.objects.filter(pk=undo, undone_at=None).update(undone_at=at):
        raise CannotUndo("This is undone already.")
    last = Undo.objects.filter(study=row.study, by=by).order_by("-pk").values_list("pk", flat=True)
    newest = last.first() or row.pk
    try:
        with transaction.atomic():
            said = WAYS[row.kind](row, by, at)
    except (*REFUSALS, *GONE) as why:
        raise CannotUndo(_reason(why)) from why
    Undo.objects.filter(study=row.study, by=by, pk__gt=newest).update(from_undo=not row.from_undo)
    record(what="understand.undone", on=str(undo), by=by, at=at)
    return said


def _reason(why: Exception) -> str:
    return "What this was about is gone." if isinstance(why, GONE) else str(why)


def undo_last(*, text: UUID, by: str, at: dt.datetime) -> tuple[Undo, str] | None:
    """Undo this person's newest write to a text that stands; None where there is none."""
    rows = Undo.objects.filter(text=text, by=by, undone_at=None, from_undo=False)
    newest = rows.order_by("-pk").first()
    if newest is None:
        return None
    return newest, undo(undo=newest.pk, by=by, at=at)


def _check_nothing_since(row: Undo) -> None:
    later = Undo.objects.filter(study=row.study, on=row.on, pk__gt=row.pk, undone_at=None)
    if not row.from_undo:
        later = later.filter(from_undo=False)
    newest = later.order_by("-pk").first()
    if newest is not None:
        who = "you" if newest.by == row.by else Names()[newest.by]
        raise CannotUndo(f"Something was done to it since, by {who}: “{newest.said}”.")

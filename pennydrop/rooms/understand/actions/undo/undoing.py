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
from pennydrop.rooms.understand.actions.contrary import BadCase
from pennydrop.rooms.understand.actions.framework import BadSummary
from pennydrop.rooms.understand.actions.memos import BadMemo
from pennydrop.rooms.understand.actions.signing import CannotSign
from pennydrop.rooms.understand.actions.themes import BadTheme, ThemeInUse
from pennydrop.rooms.understand.actions.undo import beside, codes, codings, memos, quotes, themes
from pennydrop.rooms.understand.actions.undo.refusing import CannotUndo
from pennydrop.rooms.understand.models import Code, Coding, Memo, Quote, Theme, Undo
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.rules.quoting import BadQuote

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
    "contrary.chosen": beside.choose_no_longer,
    "contrary.dropped": beside.choose_again,
    "summary.written": beside.sum_up_as_before,
    "quote.made": quotes.unmake,
    "quote.changed": quotes.change_back,
    "quote.moved": quotes.move_back,
    "quote.dropped": quotes.bring_back,
    "quote.signed": quotes.unsign,
    "quote.sent_back": quotes.unsend,
    "quote.forward": quotes.unforward,
}
REFUSALS = (
    BadCode, CodeInUse, Cycle, NotOurs, TooDeep, BadPassage, NotYours, BadMemo, BadTheme,
    ThemeInUse, CannotSign, BadCase, BadSummary, BadQuote,
)  # fmt: skip
GONE = tuple(model.DoesNotExist for model in (Code, Coding, Memo, Theme, Quote))


@transaction.atomic
def undo(*, undo: int, by: str, at: dt.datetime) -> str:
    """Undo this write, with those that belong to it; returns what to say. Raises CannotUndo with
    the reason."""
    row = Undo.objects.filter(pk=undo, by=by, along=None, undone_at=None).first()
    if row is None:
        raise CannotUndo("This is undone already, or is too long ago.")
    last = Undo.objects.filter(study=row.study, by=by).order_by("-pk").values_list("pk", flat=True)
    newest = last.first() or row.pk
    said = [_undo(one, by, at) for one in (row, *Undo.objects.filter(along=row).order_by("pk"))]
    _note_as_undoing(row, newest, together=len(said) > 1)
    record(what="understand.undone", on=str(undo), by=by, at=at)
    return said[0]


def _undo(row: Undo, by: str, at: dt.datetime) -> str:
    _check_nothing_since(row)
    # Two presses at once undo once.
    if not Undo.objects.filter(pk=row.pk, undone_at=None).update(undone_at=at):
        raise CannotUndo("This is undone already.")
    try:
        with transaction.atomic():
            return WAYS[row.kind](row, by, at)
    except (*REFUSALS, *GONE) as why:
        raise CannotUndo(_reason(why)) from why


def _note_as_undoing(row: Undo, newest: int, *, together: bool) -> None:
    """What undoing wrote is itself noted as such; what was undone together is done again so."""
    written = Undo.objects.filter(study=row.study, by=row.by, pk__gt=newest).order_by("pk")
    written.update(from_undo=not row.from_undo)
    head = written.first() if together else None
    if head is not None:
        written.exclude(pk=head.pk).update(along=head)


def _reason(why: Exception) -> str:
    return "What this was about is gone." if isinstance(why, GONE) else str(why)


def undo_last(*, text: UUID, by: str, at: dt.datetime) -> tuple[Undo, str] | None:
    """Undo this person's newest write to a text that stands; None where there is none."""
    rows = Undo.objects.filter(text=text, by=by, undone_at=None, from_undo=False, along=None)
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

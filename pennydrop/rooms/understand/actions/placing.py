"""Codings whose words were all edited away wait for a person: placed anew, or let go."""

import datetime as dt

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.codings import NotYours, check_passage
from pennydrop.rooms.understand.actions.keeping import keep_undo, set_lost_aside
from pennydrop.rooms.understand.models import Coding, Lost, Undo


@transaction.atomic
def place_lost(
    *, lost: int, start: int, end: int, lead: bool = False, by: str, at: dt.datetime
) -> Coding:
    """Put a coding that waits on the words [start, end) of its text. It stays its coder's, and
    keeps its day. `lead`: a coordinator may place other people's. Returns the coding.

    Raises NotYours, BadPassage, or Lost.DoesNotExist.
    """
    row = _own(lost, by, lead)
    check_passage(text=row.text_id, start=start, end=end)
    coding, _ = Coding.objects.get_or_create(
        text_id=row.text_id, code_id=row.code_id, by=row.by, start=start, end=end,
        defaults={"at": row.at},
    )  # fmt: skip
    said = f"Placed a coding with {row.code.name}"
    _set_aside(row, "lost.placed", said, coding=coding.pk, by=by, at=at)
    record(what="understand.coding.placed", on=str(coding.pk), by=by, at=at)
    return coding


@transaction.atomic
def drop_lost(*, lost: int, lead: bool = False, by: str, at: dt.datetime) -> Lost:
    """Let a coding go whose words are gone. Raises NotYours or Lost.DoesNotExist."""
    row = _own(lost, by, lead)
    said = f"Let go a coding with {row.code.name}"
    _set_aside(row, "lost.dropped", said, by=by, at=at)
    record(what="understand.coding.let_go", on=str(lost), by=by, at=at)
    return row


def _own(lost: int, by: str, lead: bool) -> Lost:
    row = Lost.objects.select_related("text", "code").get(pk=lost)
    if row.by != by and not lead:
        raise NotYours("Only the person who coded this, or a coordinator, can place it.")
    return row


def _set_aside(
    row: Lost, kind: str, said: str, *, coding: int | None = None, by: str, at: dt.datetime
) -> Undo:
    undo = keep_undo(
        study=row.text.study, text=row.text_id, kind=kind, on=coding or row.pk,
        facts={"coding": coding}, said=said, by=by, at=at,
    )  # fmt: skip
    set_lost_aside(undo, row)
    Lost.objects.filter(pk=row.pk).delete()
    return undo

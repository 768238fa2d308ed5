"""Codings, notes and quote pieces follow the words of a corrected segment."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from pennydrop.rooms.understand.actions.pending import move_pending
from pennydrop.rooms.understand.models import (
    AsideCoding,
    AsideMemo,
    AsidePiece,
    Coding,
    HardPassage,
    Lost,
    Memo,
    Piece,
)
from pennydrop.rooms.understand.rules.anchors import moved_passage, moved_point
from pennydrop.rooms.understand.rules.positions import SPAN, position
from pennydrop.rooms.understand.rules.replacing import Replacement

FAR = 2**50


@transaction.atomic
def move_anchors(
    *, text: UUID, order: int, length: int, edits: Sequence[Replacement]
) -> tuple[int, int]:
    """Move everything on one segment, which had `length` code points before `edits`.

    Part of a correction, which records it. Returns how many codings moved and how many were lost.
    """
    moved, lost = _move_codings(text, order, length, edits)
    for memos in (Memo.objects.filter(text=text), AsideMemo.objects.filter(text=text)):
        _move_memos(memos, order, length, edits)
    _move_asides(text, order, length, edits)
    for pieces in (
        Piece.objects.filter(quote__text=text), AsidePiece.objects.filter(aside__text=text)
    ):  # fmt: skip
        _move_pieces(pieces, order, length, edits)
    move_pending(source=text, order=order, length=length, edits=edits)
    _move_hard(text, order, length, edits)
    for row in Lost.objects.filter(text=text, near__gte=position(order, 0)):
        near = moved_point(row.near, order=order, edits=edits)
        if near != row.near:
            Lost.objects.filter(pk=row.pk).update(near=near)
    return moved, lost


def _touching(rows: QuerySet[Coding], order: int) -> QuerySet[Coding]:
    first = position(order, 0)
    return rows.filter(start__lt=first + SPAN, end__gt=first)


def _move_codings(
    text: UUID, order: int, length: int, edits: Sequence[Replacement]
) -> tuple[int, int]:
    changed, gone = [], []
    there = set()
    for coding in _touching(Coding.objects.filter(text=text), order).order_by("start", "pk"):
        new = moved_passage(coding.start, coding.end, order=order, length=length, edits=edits)
        if new is None:
            gone.append(coding)
            continue
        name = (coding.code_id, coding.by, *new)
        if name in there:  # two codings of one coder have become the same passage
            Coding.objects.filter(pk=coding.pk).delete()
            continue
        there.add(name)
        if new != (coding.start, coding.end):
            coding.start, coding.end = new
            changed.append(coding)
    _lose(gone, order, edits)
    _place(changed)
    return len(changed), len(gone)


def _place(codings: list[Coding]) -> None:
    # By way of far-away positions: one coding may move to where another still stands.
    Coding.objects.filter(pk__in=[c.pk for c in codings]).update(
        start=F("start") + FAR, end=F("end") + FAR
    )
    Coding.objects.bulk_update(codings, ["start", "end"], batch_size=200)


def _lose(codings: list[Coding], order: int, edits: Sequence[Replacement]) -> None:
    Lost.objects.bulk_create(
        [
            Lost(
                text_id=c.text_id,
                code_id=c.code_id,
                near=moved_point(c.start, order=order, edits=edits),
                by=c.by,
                at=c.at,
            )
            for c in codings
        ]
    )
    Coding.objects.filter(pk__in=[c.pk for c in codings]).delete()


def _move_memos(
    memos: QuerySet[Memo] | QuerySet[AsideMemo],
    order: int,
    length: int,
    edits: Sequence[Replacement],
) -> None:
    for memo in memos.filter(start__isnull=False, end__isnull=False):
        start, end = memo.start or 0, memo.end or 0
        if start < end:
            new = moved_passage(start, end, order=order, length=length, edits=edits)
        else:
            new = None
        if new is None:
            point = moved_point(start, order=order, edits=edits)
            new = (point, point)
        if new != (start, end):
            memo.start, memo.end = new
            memo.save(update_fields=["start", "end"])


def _move_asides(text: UUID, order: int, length: int, edits: Sequence[Replacement]) -> None:
    """What was removed moves too, so that undoing brings it back to its words, or to none."""
    for aside in AsideCoding.objects.filter(text=text):
        new: tuple[int, int] | None
        if aside.start == aside.end:
            new = (moved_point(aside.start, order=order, edits=edits),) * 2
        else:
            new = moved_passage(aside.start, aside.end, order=order, length=length, edits=edits)
        if new is None:
            AsideCoding.objects.filter(pk=aside.pk).delete()
        elif new != (aside.start, aside.end):
            AsideCoding.objects.filter(pk=aside.pk).update(start=new[0], end=new[1])


def _move_hard(text: UUID, order: int, length: int, edits: Sequence[Replacement]) -> None:
    """Content notes stay on their words; one whose words are all gone goes too."""
    for hard in HardPassage.objects.filter(text=text):
        new = moved_passage(hard.start, hard.end, order=order, length=length, edits=edits)
        if new is None:
            hard.delete()
        elif new != (hard.start, hard.end):
            HardPassage.objects.filter(pk=hard.pk).update(start=new[0], end=new[1])


def _move_pieces(
    pieces: QuerySet[Piece] | QuerySet[AsidePiece],
    order: int,
    length: int,
    edits: Sequence[Replacement],
) -> None:
    for piece in pieces:
        if piece.kind == "clarification":
            point = moved_point(piece.start, order=order, edits=edits)
            new: tuple[int, int] | None = (point, point)
        else:
            new = moved_passage(piece.start, piece.end, order=order, length=length, edits=edits)
        if new is None:
            piece.delete()
        elif new != (piece.start, piece.end):
            piece.start, piece.end = new
            piece.save(update_fields=["start", "end"])

"""How writes to codings are undone."""

import datetime as dt

from pennydrop.rooms.understand.actions.codings import remove_coding
from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.actions.undo.refusing import CannotUndo
from pennydrop.rooms.understand.models import AsideCoding, Code, Coding, Lost, Undo

NO_WORDS = "Its words are not in the text any more."


def take_off(row: Undo, by: str, at: dt.datetime) -> str:
    remove_coding(coding=int(row.on), by=by, at=at)
    return "Undone: the coding is removed."


def bring_back(row: Undo, by: str, at: dt.datetime) -> str:
    aside = AsideCoding.objects.filter(undo=row).select_related("text").first()
    if aside is None:
        raise CannotUndo(NO_WORDS)
    restore([aside])
    name = Code.objects.values_list("name", flat=True).get(pk=aside.code)
    keep_undo(
        study=row.study, text=row.text_id, kind="coding.added", on=aside.coding,
        said=f"Coded as {name}", by=by, at=at,
    )  # fmt: skip
    return "Undone: the coding is back."


def restore(asides: list[AsideCoding]) -> None:
    """As they were, under the ids that they had; what is there already is left alone."""
    codes = Code.objects.in_bulk({aside.code for aside in asides})
    if len(codes) < len({aside.code for aside in asides}):
        raise CannotUndo("Its code is not in the codebook any more.")
    Coding.objects.bulk_create(
        [
            Coding(
                id=one.coding, text_id=one.text_id, code_id=one.code, start=one.start, end=one.end,
                by=one.by, at=one.at,
            )
            for one in asides
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def unplace(row: Undo, by: str, at: dt.datetime) -> str:
    Coding.objects.filter(pk=row.facts["coding"] or 0).delete()
    return wait_again(row, by, at)


def wait_again(row: Undo, by: str, at: dt.datetime) -> str:
    aside = AsideCoding.objects.filter(undo=row).first()
    if aside is None:
        raise CannotUndo(NO_WORDS)
    Lost.objects.create(
        text_id=aside.text_id, code_id=aside.code, near=aside.start, by=aside.by, at=aside.at
    )
    return "Undone: the coding waits to be placed again."

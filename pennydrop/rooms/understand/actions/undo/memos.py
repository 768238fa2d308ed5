"""How writes to memos are undone."""

import datetime as dt

from pennydrop.core.vault.sealing import unseal
from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.actions.memos import TABLE, change_memo, remove_memo
from pennydrop.rooms.understand.actions.undo.refusing import CannotUndo
from pennydrop.rooms.understand.models import AsideMemo, Memo, Undo


def take_off(row: Undo, by: str, at: dt.datetime) -> str:
    remove_memo(memo=Memo.objects.only("pk").get(pk=row.on).pk, by=by, at=at)
    return "Undone: the memo is removed."


def change_back(row: Undo, by: str, at: dt.datetime) -> str:
    before = _aside(row)
    words = before.plain_words
    if before.sealed is not None and before.participant is not None:
        words = unseal(
            before.sealed, participant=before.participant, key="words", table=TABLE,
            row=before.memo, field="sealed",
        )  # fmt: skip
    change_memo(memo=before.memo, words=words, by=by, at=at)
    return "Undone: the memo says what it said before."


def bring_back(row: Undo, by: str, at: dt.datetime) -> str:
    restore([_aside(row)])
    keep_undo(
        study=row.study, text=row.text_id, kind="memo.added", on=_aside(row).memo,
        said="Wrote a memo", by=by, at=at,
    )  # fmt: skip
    return "Undone: the memo is back."


def restore(asides: list[AsideMemo]) -> None:
    """Memos as they were, sealed as they were, under the ids that they had."""
    Memo.objects.bulk_create(
        Memo(
            id=one.memo, study=one.study, code_id=one.code, text_id=one.text_id, start=one.start,
            end=one.end, participant=one.participant, sealed=one.sealed,
            plain_words=one.plain_words, by=one.by, at=one.at,
        )
        for one in asides
    )  # fmt: skip


def _aside(row: Undo) -> AsideMemo:
    found = AsideMemo.objects.filter(undo=row).first()
    if found is None:
        raise CannotUndo("The words that this memo was about are not here any more.")
    return found

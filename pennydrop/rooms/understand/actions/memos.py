"""Writes about memos. A memo about words retells them, so it is sealed like them."""

import datetime as dt
import uuid
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.actions.codings import BadPassage, check_passage
from pennydrop.rooms.understand.actions.keeping import keep_undo, set_memos_aside
from pennydrop.rooms.understand.models import Code, Memo, Segment, Text, Undo
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.copying import NotOurs, check_own_words

__all__ = ["BadMemo", "BadPassage", "NotOurs", "add_memo", "change_memo", "remove_memo"]

TABLE = "understand_memo"
LONGEST = 20_000


class BadMemo(Exception):
    """A memo needs words, and belongs to its writer."""


@transaction.atomic
def add_memo(
    *,
    study: UUID,
    words: str,
    code: UUID | None = None,
    text: UUID | None = None,
    start: int | None = None,
    end: int | None = None,
    by: str,
    at: dt.datetime,
) -> Memo:
    """Write a memo: on the study (nothing else given), on a `code`, on a source (`text`), or on a
    passage of it (`start` and `end`).

    About a source or passage it is sealed under the words key of whoever speaks first in it. Raises
    BadMemo, BadPassage, or NotOurs for six copied words in a row in a memo on the study or a code.
    """
    said = _checked(words)
    row = Memo(id=uuid.uuid4(), study=study, by=by, at=at)
    if text is None:
        if code is not None and not Code.objects.filter(pk=code, study=study).exists():
            raise BadMemo("That code is not in this study's codebook any more.")
        check_own_words(copied(study, said))
        row.code_id, row.plain_words = code, said
    else:
        if not Text.objects.filter(pk=text, study=study).exists():
            raise BadMemo("That source is not here any more.")
        row.text_id, row.start, row.end = text, start, end
        row.participant = _whose(text, start, end)
        row.sealed = _sealed(row, said)
    row.save(force_insert=True)
    _keep(row, "added", "Wrote a memo", by=by, at=at)
    record(what="understand.memo.added", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def change_memo(*, memo: UUID, words: str, by: str, at: dt.datetime) -> None:
    """Rewrite one's own memo. Raises BadMemo or NotOurs."""
    row, said = _own(memo, by), _checked(words)
    set_memos_aside(_keep(row, "changed", "Changed a memo", by=by, at=at), [row])
    if row.sealed is None:
        check_own_words(copied(row.study, said))
        Memo.objects.filter(pk=memo).update(plain_words=said)
    else:
        Memo.objects.filter(pk=memo).update(sealed=_sealed(row, said))
    record(what="understand.memo.changed", on=str(memo), by=by, at=at)


@transaction.atomic
def remove_memo(*, memo: UUID, by: str, at: dt.datetime) -> None:
    """Remove one's own memo. Raises BadMemo."""
    row = _own(memo, by)
    set_memos_aside(_keep(row, "removed", "Removed a memo", by=by, at=at), [row])
    row.delete()
    record(what="understand.memo.removed", on=str(memo), by=by, at=at)


def _keep(row: Memo, what: str, said: str, *, by: str, at: dt.datetime) -> Undo:
    return keep_undo(
        study=row.study, text=row.text_id, kind=f"memo.{what}", on=row.pk, said=said, by=by, at=at
    )


def _own(memo: UUID, by: str) -> Memo:
    row = Memo.objects.get(pk=memo)
    if row.by != by:
        raise BadMemo("Only the person who wrote a memo can change it.")
    return row


def _checked(words: str) -> str:
    said = words.strip()
    if not said:
        raise BadMemo("Write something first.")
    if len(said) > LONGEST:
        raise BadMemo(f"A memo can have {LONGEST:,} characters; this has {len(said):,}.")
    return said


def _whose(text: UUID, start: int | None, end: int | None) -> UUID:
    """Under whose key a memo on these words is sealed: a participant's where there is one."""
    if start is not None and end is not None:
        return check_passage(text=text, start=start, end=end)
    turns = Segment.objects.filter(text=text).order_by("order")
    told = turns.exclude(speaker="Facilitator").first() or turns.first()
    if told is None:
        raise BadMemo("That source is not here any more.")
    return told.participant


def _sealed(row: Memo, said: str) -> bytes:
    if row.participant is None:
        raise BadMemo("A memo on somebody's words needs to know whose they are.")
    return seal(
        said, participant=row.participant, key="words", table=TABLE, row=row.pk, field="sealed"
    )

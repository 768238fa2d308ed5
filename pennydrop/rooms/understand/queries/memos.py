"""Read memos with their words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Code, Memo, Text
from pennydrop.rooms.understand.queries.people import Names, readable

MEMO_TABLE = "understand_memo"


@dataclass(frozen=True)
class MemoRow:
    """A memo opened. `words` is None where whom it is about no longer agrees to be read."""

    id: UUID
    words: str | None
    by: str
    writer: str
    at: dt.datetime
    text: Text | None
    code: Code | None
    start: int | None
    end: int | None


def open_memos(study: UUID, rows: Iterable[Memo]) -> list[MemoRow]:
    """Memos with their words, in the order of `rows`."""
    held, names = list(rows), Names()
    people = {row.participant for row in held if row.participant is not None}
    warm(people, "words")
    allowed = readable(study, people) if people else set()
    texts = Text.objects.in_bulk({row.text_id for row in held if row.text_id})
    codes = Code.objects.in_bulk({row.code_id for row in held if row.code_id})
    return [_memo(row, allowed, texts, codes, names) for row in held]


def _memo(
    row: Memo,
    allowed: set[UUID],
    texts: Mapping[UUID, Text],
    codes: Mapping[UUID, Code],
    names: Names,
) -> MemoRow:
    words: str | None = row.plain_words
    if row.sealed is not None and row.participant is not None:
        words = None
        if row.participant in allowed:
            words = unseal(
                row.sealed, participant=row.participant, key="words", table=MEMO_TABLE,
                row=row.pk, field="sealed",
            )  # fmt: skip
    return MemoRow(
        id=row.pk, words=words, by=row.by, writer=names[row.by], at=row.at,
        text=texts.get(row.text_id) if row.text_id else None,
        code=codes.get(row.code_id) if row.code_id else None,
        start=row.start, end=row.end,
    )  # fmt: skip

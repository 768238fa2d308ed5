"""Read memos with their words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from pennydrop.core.prepared import Prepared
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Code, Memo, Text
from pennydrop.rooms.understand.queries.blind import only_own
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


class MemoAt(NamedTuple):
    """Where a memo on a passage hangs, and who wrote it, as in records. Its words stay closed."""

    id: UUID
    start: int
    end: int
    by: str


# Asked with each part of a text that is drawn, and every few seconds by each open page.
_BETWEEN = Prepared(
    lambda text, low, high: (
        Memo.objects.filter(text=text, end__gt=low, start__lt=high)
        .filter(start__lt=F("end"))
        .order_by("start", "end", "at")
        .values_list("id", "start", "end", "by")
    ),
    UUID,
    int,
    int,
)


def memos_between(text: UUID, start: int, end: int, *, reader: str) -> list[MemoAt]:
    """The memos on passages that touch the positions [start, end), as `reader` may see them."""
    found = [MemoAt(*row) for row in _BETWEEN(text, start, end)]
    own = bool(found) and only_own(text, reader)
    return [one for one in found if one.by == reader] if own else found


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

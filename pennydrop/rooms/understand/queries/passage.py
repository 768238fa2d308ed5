"""Read some words of a text, and all that hangs on them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Memo, Segment, Text
from pennydrop.rooms.understand.queries.blind import memos_seen
from pennydrop.rooms.understand.queries.coded import coded_between
from pennydrop.rooms.understand.queries.memos import MemoRow, open_memos
from pennydrop.rooms.understand.queries.people import Names, readable
from pennydrop.rooms.understand.queries.texts import cut, open_segments
from pennydrop.rooms.understand.queries.workspace import Look, turns
from pennydrop.rooms.understand.rules.positions import position, split


@dataclass(frozen=True)
class CodingRow:
    """A coding on a passage, for the list beside it. `exact`: on exactly these words."""

    id: int
    code: UUID
    look: Look
    start: int
    end: int
    by: str
    coder: str
    at: dt.datetime
    exact: bool


@dataclass(frozen=True)
class PassageNow:
    """Some words of a text and all that hangs on them."""

    start: int
    end: int
    turn: int
    speaker: str
    words: str | None
    codings: tuple[CodingRow, ...]
    memos: tuple[MemoRow, ...]


def passage_now(text: Text, start: int, end: int, *, reader: str) -> PassageNow | None:
    """The words [start, end) now, with what `reader` may see on them; None where no such words
    stand in the text."""
    first, last = split(start)[0], split(end)[0]
    rows = list(
        Segment.objects.filter(text=text, order__gte=first, order__lte=last).order_by("order")
    )
    if not rows or start >= end:
        return None
    people = {row.participant for row in rows}
    words = cut(open_segments(rows), start, end) if readable(text.study, people) == people else None
    if words is not None and not words.strip():
        return None
    near = Memo.objects.filter(text=text, start__lt=end, end__gt=start)
    near = memos_seen(near, text.study, reader)
    return PassageNow(
        start=start, end=end, turn=first, speaker=rows[0].speaker, words=words,
        codings=tuple(_codings_on(text, start, end, reader)),
        memos=tuple(open_memos(text.study, near.order_by("at"))),
    )  # fmt: skip


def _codings_on(text: Text, start: int, end: int, reader: str) -> list[CodingRow]:
    names = Names()
    return [
        CodingRow(
            id=one.id,
            code=one.code,
            look=Look(one.name, one.colour),
            start=one.start,
            end=one.end,
            by=one.by,
            coder=names[one.by],
            at=one.at,
            exact=(one.start, one.end) == (start, end),
        )  # fmt: skip
        for one in coded_between(text.pk, start, end, reader=reader)
    ]


def find_words(text: Text, order: int, words: str) -> tuple[int, int] | None:
    """Where these words first stand in a turn; the whole turn where none are given."""
    found = turns(text, order, order, reader="")
    if not found or not found[0].text:
        return None
    said = found[0].text
    wanted = words.strip()
    if not wanted:
        return position(order, 0), position(order, len(said))
    start = said.find(wanted)
    start = said.casefold().find(wanted.casefold()) if start < 0 else start
    if start < 0 or len(said.casefold()) != len(said):
        start = said.find(wanted)
    return None if start < 0 else (position(order, start), position(order, start + len(wanted)))

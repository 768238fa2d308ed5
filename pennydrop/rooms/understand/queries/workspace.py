"""Read one text for coding: its turns, the passages on them, and what is known of a passage."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pennydrop.core.prepared import Prepared
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Code, Coding, Memo, Segment, Text
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.people import Names, readable
from pennydrop.rooms.understand.queries.texts import cut, open_segments
from pennydrop.rooms.understand.rules.marking import Span
from pennydrop.rooms.understand.rules.positions import SPAN, position, split

MEMO_TABLE = "understand_memo"


@dataclass(frozen=True)
class Look:
    """A code's name and colour (1 to 6)."""

    name: str
    colour: int


@dataclass(frozen=True)
class Mark:
    """A coding on a turn. `span` is in code points of the turn; its id is the coding's."""

    span: Span
    look: Look
    by: str


@dataclass(frozen=True)
class Turn:
    """A turn to draw. `text` has no line end; None where its speaker no longer agrees to be read.
    `asks`: an interviewer or facilitator speaks. `length` counts the line end."""

    order: int
    speaker: str
    question: str
    asks: bool
    text: str | None
    length: int
    marks: tuple[Mark, ...]


_HELD = Prepared(
    lambda text, first, last: (
        Segment.objects.filter(text=text, order__gte=first, order__lte=last)
        .order_by("order")
        .values_list(
            "id", "text", "order", "participant", "speaker", "question", "length", "sealed"
        )
    ),
    UUID,
    int,
    int,
)
_CODED = Prepared(
    lambda text, low, high: (
        Coding.objects.filter(text=text, end__gt=low, start__lt=high)
        .order_by("start", "end", "pk")
        .values_list("pk", "start", "end", "by", "code__name", "code__colour")
    ),
    UUID,
    int,
    int,
)
_TEXT = Prepared(lambda source: Text.objects.filter(pk=source).values_list(), UUID)
END = 2_000_000_000


def text_of(source: UUID) -> Text | None:
    names = [field.attname for field in Text._meta.concrete_fields]
    return next((Text.from_db("default", names, row) for row in _TEXT(source)), None)


def turns(
    text: Text, first: int = 0, last: int | None = None, *, checked: bool = False
) -> list[Turn]:
    """The turns from `first` to `last` (both included; None: to the end), in order.

    `checked`: the caller has just made sure that everybody in them may be read.
    """
    last = END if last is None else last
    held = [
        Segment(
            id=id_, text_id=text_, order=order, participant=person, speaker=speaker,
            question=question, length=length, sealed=sealed,
        )
        for id_, text_, order, person, speaker, question, length, sealed in _HELD(
            text.pk, first, last
        )
    ]  # fmt: skip
    people = {row.participant for row in held}
    allowed = people if checked else readable(text.study, people)
    opened = {s.order: s.text for s in open_segments(r for r in held if r.participant in allowed)}
    marks = _marks(_CODED(text.pk, position(first, 0), position(last + 1, 0)))
    return [
        Turn(
            order=row.order,
            speaker=row.speaker,
            question=row.question,
            asks=row.speaker in ASKING,
            text=opened[row.order].removesuffix("\n") if row.order in opened else None,
            length=row.length,
            marks=tuple(marks.get(row.order, ())) if row.order in opened else (),
        )
        for row in held
    ]


def _marks(codings: Iterable[tuple[Any, ...]]) -> dict[int, list[Mark]]:
    """Turn order -> the codings on it, in order of place."""
    found: dict[int, list[Mark]] = {}
    for coding, start, end, by, name, colour in codings:
        for order in range(split(start)[0], split(end)[0] + 1):
            low = max(start - position(order, 0), 0)
            high = min(end - position(order, 0), SPAN)
            if low < high:
                mark = Mark(Span(coding, low, high), Look(name, colour), by)
                found.setdefault(order, []).append(mark)
    return found


def looks_of(codes: Iterable[UUID]) -> dict[UUID, Look]:
    rows = Code.objects.filter(pk__in=set(codes)).values_list("pk", "name", "colour")
    return {pk: Look(name, colour) for pk, name, colour in rows}


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


def passage_now(text: Text, start: int, end: int) -> PassageNow | None:
    """The words [start, end) now; None where no such words stand in the text."""
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
    return PassageNow(
        start=start, end=end, turn=first, speaker=rows[0].speaker, words=words,
        codings=tuple(_codings_on(text, start, end)),
        memos=tuple(open_memos(text.study, near.order_by("at"))),
    )  # fmt: skip


def _codings_on(text: Text, start: int, end: int) -> list[CodingRow]:
    rows = list(
        Coding.objects.filter(text=text, start__lt=end, end__gt=start).order_by("start", "pk")
    )
    looks, names = looks_of({row.code_id for row in rows}), Names()
    return [
        CodingRow(
            id=row.pk,
            code=row.code_id,
            look=looks[row.code_id],
            start=row.start,
            end=row.end,
            by=row.by,
            coder=names[row.by],
            at=row.at,
            exact=(row.start, row.end) == (start, end),
        )  # fmt: skip
        for row in rows
    ]


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


def find_words(text: Text, order: int, words: str) -> tuple[int, int] | None:
    """Where these words stand in a turn, spaces folded; the whole turn where none are given."""
    found = turns(text, order, order)
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

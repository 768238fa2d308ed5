"""Read one text for coding: its turns, and the codings on them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.care import Fold, fold_over, folds_in
from pennydrop.rooms.understand.queries.coded import Coded, coded_between, coded_sum
from pennydrop.rooms.understand.queries.counts import ASKING
from pennydrop.rooms.understand.queries.memos import MemoAt, memos_between
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import (
    open_segments,
    sealed_head,
    version_of,
)
from pennydrop.rooms.understand.rules.marking import Span
from pennydrop.rooms.understand.rules.parting import Part, parts_of
from pennydrop.rooms.understand.rules.positions import SPAN, position, split

HELD = "held"  # the stamp of a turn whose words are held back
END = 2_000_000_000


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
    `asks`: an interviewer or facilitator speaks. `length` counts the line end. `version` is
    another one when the words were corrected, `stamp` when anything that is drawn has changed.
    `fold`: a hard passage on it that the reader has not opened; then `text` is None as well.
    `memos` hang on passages of it, and may reach beyond it."""

    order: int
    speaker: str
    question: str
    asks: bool
    text: str | None
    length: int
    marks: tuple[Mark, ...]
    version: str
    stamp: str
    fold: Fold | None = None
    memos: tuple[MemoAt, ...] = ()


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
_HEADS = Prepared(
    lambda text: (
        Segment.objects.filter(text=text)
        .order_by("order")
        .values_list("order", "participant", sealed_head())
    ),
    UUID,
)
_LENGTHS = Prepared(
    lambda text: Segment.objects.filter(text=text).order_by("order").values_list("order", "length"),
    UUID,
)
_TEXT = Prepared(lambda source: Text.objects.filter(pk=source).values_list(), UUID)


def text_of(source: UUID) -> Text | None:
    names = [field.attname for field in Text._meta.concrete_fields]
    return next((Text.from_db("default", names, row) for row in _TEXT(source)), None)


def parts(text: Text) -> list[Part]:
    """The text in parts that are sent and drawn together."""
    return parts_of((order, length) for order, length in _LENGTHS(text.pk))


def turns(
    text: Text, first: int = 0, last: int | None = None, *, reader: str, checked: bool = False
) -> list[Turn]:
    """The turns from `first` to `last` (both included; None: to the end), in order, with what
    `reader` may see of the codings on them.

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
    low, high = position(first, 0), position(last + 1, 0)
    marks = _marks(coded_between(text.pk, low, high, reader=reader))
    memos = _by_turn(memos_between(text.pk, low, high, reader=reader))
    folds = folds_in(text.pk, reader=reader)
    return [
        _turn(
            row, opened.get(row.order), tuple(marks.get(row.order, ())),
            tuple(memos.get(row.order, ())), folds,
        )
        for row in held
    ]  # fmt: skip


def _turn(
    row: Segment,
    words: str | None,
    marks: tuple[Mark, ...],
    memos: tuple[MemoAt, ...],
    folds: Sequence[Fold],
) -> Turn:
    version = version_of(row.sealed)
    fold = None if words is None else _fold_on(folds, row.order)
    words = None if fold else words
    return Turn(
        order=row.order,
        speaker=row.speaker,
        question=row.question,
        asks=row.speaker in ASKING,
        text=None if words is None else words.removesuffix("\n"),
        length=row.length,
        marks=() if words is None else marks,
        version=version,
        stamp=_folded(fold) if fold else HELD if words is None else _stamp(version, marks, memos),
        fold=fold,
        memos=() if words is None else memos,
    )


def _fold_on(folds: Sequence[Fold], order: int) -> Fold | None:
    return fold_over(folds, position(order, 0), position(order + 1, 0))


def _folded(fold: Fold) -> str:
    return f"fold-{fold.id.hex[:10]}"


def _stamp(version: str, marks: Iterable[Mark], memos: Iterable[MemoAt]) -> str:
    drawn = repr((version, [(m.span, m.look, m.by) for m in marks], list(memos)))
    return hashlib.blake2s(drawn.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def stamps(text: Text, *, reader: str) -> dict[int, str]:
    """Turn order -> its stamp as it is now, for every turn of the text. Opens no words."""
    heads = _HEADS(text.pk)
    allowed = readable(text.study, {person for _, person, _ in heads})
    marks = _marks(coded_between(text.pk, 0, position(END, 0), reader=reader))
    memos = _by_turn(memos_between(text.pk, 0, position(END, 0), reader=reader))
    folds = folds_in(text.pk, reader=reader)
    found = {}
    for order, person, head in heads:
        fold = _fold_on(folds, order)
        stamp = (
            _folded(fold)
            if fold
            else _stamp(version_of(head), marks.get(order, ()), memos.get(order, ()))
        )
        found[order] = stamp if person in allowed else HELD
    return found


def text_mark(text: Text, *, reader: str) -> str:
    """One value that is another when any turn's stamp may be: a few short questions, asked every
    few seconds by each open page."""
    held = list(Segment.objects.filter(text=text).order_by().values_list("participant").distinct())
    people = {person for (person,) in held}
    allowed = sorted(str(one) for one in readable(text.study, people))
    folds = [fold.id for fold in folds_in(text.pk, reader=reader)]
    memos = memos_between(text.pk, 0, position(END, 0), reader=reader)
    codings = coded_sum(text.pk, reader=reader)
    told = repr((text.version, codings, memos, len(people), allowed, folds))
    return hashlib.blake2s(told.encode(), digest_size=8).hexdigest()


def _marks(codings: Iterable[Coded]) -> dict[int, list[Mark]]:
    """Turn order -> the codings on it, in order of place."""
    found: dict[int, list[Mark]] = {}
    for one in codings:
        look = Look(one.name, one.colour)
        for order in range(split(one.start)[0], split(one.end)[0] + 1):
            low = max(one.start - position(order, 0), 0)
            high = min(one.end - position(order, 0), SPAN)
            if low < high:
                found.setdefault(order, []).append(Mark(Span(one.id, low, high), look, one.by))
    return found


def _by_turn(memos: Iterable[MemoAt]) -> dict[int, list[MemoAt]]:
    """Turn order -> the memos on it, in order of place."""
    found: dict[int, list[MemoAt]] = {}
    for one in memos:
        for order in range(split(one.start)[0], split(one.end - 1)[0] + 1):
            found.setdefault(order, []).append(one)
    return found

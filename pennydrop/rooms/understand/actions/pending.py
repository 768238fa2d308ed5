"""What came in with a project and waits: kept on the original words, let go with the names."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.actions.memos import TABLE as MEMO_TABLE
from pennydrop.rooms.understand.models import Coding, Lost, Memo, Pending, Segment, Text
from pennydrop.rooms.understand.queries import review as reading
from pennydrop.rooms.understand.queries.pending import TABLE, words_of
from pennydrop.rooms.understand.rules.anchors import moved_passage, moved_point
from pennydrop.rooms.understand.rules.identifiers import mentions_of
from pennydrop.rooms.understand.rules.positions import SPAN, position, split
from pennydrop.rooms.understand.rules.replacing import Replacement, replace
from pennydrop.rooms.understand.rules.weighing import HIDE

Edits = Mapping[int, tuple[int, Sequence[Replacement]]]


def pending_note(
    *, study: UUID, source: UUID, participant: UUID, words: str, place: tuple[int, int] | None,
    by: str, at: dt.datetime,
) -> Pending:  # fmt: skip
    """A memo that waits, sealed and not yet saved."""
    row = Pending(
        id=uuid.uuid4(), study=study, source=source, participant=participant, by=by, at=at
    )
    row.start, row.end = place or (None, None)
    row.sealed = seal(
        words, participant=participant, key="words", table=TABLE, row=row.pk, field="sealed"
    )
    return row


@transaction.atomic
def release_pending(
    *, text: Text, rows: Sequence[reading.Row], opened: Sequence[reading.Row]
) -> int:
    """Part of the signature that names are out: what waited on turns that are `opened` now moves
    onto their new words. `rows` are all turns of the source. What also lies on turns that are
    still closed goes on waiting. Returns how many codings were placed."""
    edits = {row.order: (len(row.text), _edits(row)) for row in opened}
    closed = {row.order for row in rows} - set(
        Segment.objects.filter(text=text).values_list("order", flat=True)
    )
    hidden = {m.text: m.surrogate for row in opened for m in row.mentions if m.state == HIDE}
    ready: list[Pending] = []
    for one in Pending.objects.filter(source=text.pk):
        lost = not _move(one, edits)
        if lost:
            _lose(text, one, edits, hidden)
        elif _waits(one, closed):
            one.save(update_fields=["start", "end"])
            continue
        else:
            ready.append(one)
    placed = _place(text, ready, hidden)
    Pending.objects.filter(pk__in=[one.pk for one in ready]).delete()
    return placed


def _edits(row: reading.Row) -> list[Replacement]:
    return [Replacement(m.start, m.end, m.surrogate) for m in row.mentions if m.state == HIDE]


def _move(one: Pending, edits: Edits) -> bool:
    """Give the passage its place in the new words; False where nothing of it is left."""
    if one.start is None or one.end is None:
        return True
    for order in sorted({split(one.start)[0], split(one.end - 1)[0]} & set(edits)):
        length, changes = edits[order]
        new = moved_passage(one.start, one.end, order=order, length=length, edits=changes)
        if new is None:
            return False
        one.start, one.end = new
    return True


def _waits(one: Pending, closed: Collection[int]) -> bool:
    if one.start is None or one.end is None:
        return False
    first, last = split(one.start)[0], split(one.end - 1)[0]
    return any(first <= order <= last for order in closed)


def _lose(text: Text, one: Pending, edits: Edits, hidden: Mapping[str, str]) -> None:
    """Nothing is left of the words: a coding is listed for a person, a memo goes to the source."""
    near = one.start or 0
    for order, (_, changes) in edits.items():
        near = moved_point(near, order=order, edits=changes)
    if one.code_id is not None:
        Lost.objects.create(text=text, code_id=one.code_id, near=near, by=one.by, at=one.at)
    else:
        one.start = one.end = None
        _memo(text, one, hidden).save(force_insert=True)
    Pending.objects.filter(pk=one.pk).delete()


def _place(text: Text, ready: Iterable[Pending], hidden: Mapping[str, str]) -> int:
    held = list(ready)
    codings = [
        Coding(text=text, code_id=one.code_id, start=one.start, end=one.end, by=one.by, at=one.at)
        for one in held
        if one.code_id is not None and one.start is not None and one.end is not None
    ]
    Coding.objects.bulk_create(codings, ignore_conflicts=True, batch_size=500)
    Memo.objects.bulk_create(_memo(text, one, hidden) for one in held if one.sealed is not None)
    return len(codings)


def _memo(text: Text, one: Pending, hidden: Mapping[str, str]) -> Memo:
    """The memo; names that are out of the words are out of it too."""
    words = words_of(one)
    for form, surrogate in sorted(hidden.items(), key=lambda pair: -len(pair[0])):
        words = replace(words, [Replacement(a, b, surrogate) for a, b in mentions_of(form, words)])
    row = Memo(
        id=uuid.uuid4(), study=text.study, text=text, start=one.start, end=one.end,
        participant=one.participant, by=one.by, at=one.at,
    )  # fmt: skip
    row.sealed = seal(
        words, participant=one.participant, key="words", table=MEMO_TABLE, row=row.pk,
        field="sealed",
    )  # fmt: skip
    return row


def move_pending(*, source: UUID, order: int, length: int, edits: Sequence[Replacement]) -> None:
    """Part of a correction: what waits for other turns moves in the one that was corrected."""
    for one in Pending.objects.filter(source=source, start__isnull=False):
        before = (one.start, one.end)
        if not _move(one, {order: (length, edits)}):
            continue  # it still waits with its closed part; nothing is lost by an edit alone
        if (one.start, one.end) != before:
            one.save(update_fields=["start", "end"])


def forget_pending(*, participant: UUID, places: Iterable[tuple[UUID, int]]) -> tuple[int, int]:
    """Part of taking back: take the person's turns out of what waits. Returns how many codings
    and memos were touched."""
    codings = 0
    notes = Pending.objects.filter(participant=participant, sealed__isnull=False).delete()[0]
    for source, order in places:
        first = position(order, 0)
        here = Pending.objects.filter(source=source, start__lt=first + SPAN, end__gt=first)
        notes += here.filter(sealed__isnull=False).delete()[0]
        for one in here.filter(code__isnull=False):
            codings += 1
            _cut(one, first, first + SPAN)
    return codings, notes


def _cut(one: Pending, first: int, last: int) -> None:
    start, end = one.start or 0, one.end or 0
    rest = [(start, min(end, first)), (max(start, last), end)]
    Pending.objects.filter(pk=one.pk).delete()
    for low, high in rest:
        if low < high:
            one.pk, one.start, one.end = uuid.uuid4(), low, high
            one.save(force_insert=True)

"""Concerns as those may see them who handle them, and as those may who raised them."""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from pennydrop.core.concerns import Level, Pointer
from pennydrop.core.people.queries import name_of
from pennydrop.core.vault.sealing import KeyGone, unseal, warm
from pennydrop.rooms.support.models import Concern, Step
from pennydrop.rooms.support.rules.handling import HANDLES, Clock, ClockState, StepKind

BY_WORDS = "words in an answer"
UNREADABLE = "This can no longer be read: its key is gone."


@dataclass(frozen=True)
class Row:
    """A concern in a list: nothing of what it says."""

    id: UUID
    organisation: UUID
    level: Level
    origin: str
    raised_on: dt.date
    raised_by: str
    handler: str
    clock: Clock
    state: ClockState
    closed: bool


@dataclass(frozen=True)
class Told:
    """One step, opened."""

    kind: StepKind
    note: str
    who: str
    at: dt.datetime


@dataclass(frozen=True)
class Opened:
    """One concern, opened for somebody who may read it."""

    row: Row
    summary: str
    pointer: Pointer | None
    pointer_gone: bool
    steps: tuple[Told, ...]
    closed_by: str
    closed_at: dt.datetime | None
    ends_on: dt.date | None
    handled_by: frozenset[str]
    raised_by: str


@dataclass(frozen=True)
class Waiting:
    """Counts for Today: not yet looked at, overdue among them, and dealt with by others, so that
    this reader could close them."""

    unread: int
    overdue: int
    to_close: int


def mark_of(participant: UUID) -> str:
    """Finds the pointers of one person without keeping their id: an HMAC under the root key."""
    key = settings.ROOTS.derive("concern-mark")
    return hmac.new(key, participant.bytes, hashlib.sha256).hexdigest()


def open_rows(desks: Collection[UUID], *, at: dt.datetime) -> list[Row]:
    """Concerns that are not closed: overdue first, then by when they are due, then by day."""
    rows = Concern.objects.filter(desk__in=desks, closed_by="").select_related("desk")
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    ordered = sorted(
        rows, key=lambda r: (r.looked_at is not None, r.due_at or far, r.raised_on, r.pk)
    )
    return [_row(row, at) for row in ordered]


def closed_rows(desks: Collection[UUID], *, at: dt.datetime) -> list[Row]:
    rows = Concern.objects.filter(desk__in=desks).exclude(closed_by="").select_related("desk")
    return [_row(row, at) for row in rows.order_by("-closed_at")]


def raised_rows(by: str, *, at: dt.datetime) -> list[Row]:
    """What somebody raised: where it stands, and nothing more."""
    rows = Concern.objects.filter(raised_by=by).select_related("desk")
    return [_row(row, at) for row in rows.order_by("-raised_on", "-raised_at")]


def waiting_at(desks: Collection[UUID], *, by: str, at: dt.datetime) -> Waiting:
    rows = Concern.objects.filter(desk__in=desks, closed_by="")
    unread = rows.filter(looked_at=None)
    return Waiting(
        unread=unread.count(),
        overdue=unread.filter(due_at__lt=at).count(),
        to_close=len(_to_close(desks, by)),
    )


def _to_close(desks: Collection[UUID], by: str) -> set[UUID]:
    dealt = Step.objects.filter(concern__desk__in=desks, concern__closed_by="")
    done = dealt.filter(kind__in=[StepKind.DONE.value, StepKind.HANDED.value])
    mine = set(dealt.filter(by=by).values_list("concern", flat=True))
    others = done.exclude(concern__raised_by=by).values_list("concern", flat=True)
    return set(others) - mine


def open_concern(concern: Concern, *, at: dt.datetime) -> Opened:
    steps = list(Step.objects.filter(concern=concern))
    warm([concern.pk], "words")
    return Opened(
        row=_row(concern, at),
        summary=_read(concern, concern.summary, "support_concern", concern.pk, "summary"),
        pointer=pointer_of(concern),
        pointer_gone=concern.pointer_gone,
        steps=tuple(_told(concern, step) for step in steps),
        closed_by=name_of(concern.closed_by),
        closed_at=concern.closed_at,
        ends_on=concern.ends_on,
        handled_by=handlers(steps),
        raised_by=concern.raised_by,
    )


def handlers(steps: Iterable[Step]) -> frozenset[str]:
    """Who took a step that counts as handling it."""
    return frozenset(step.by for step in steps if StepKind(step.kind) in HANDLES)


def pointer_of(concern: Concern) -> Pointer | None:
    """Where it came from; None where it never said, or the person took their words back."""
    if concern.pointer is None:
        return None
    text = _read(concern, concern.pointer, "support_concern", concern.pk, "pointer")
    if text == UNREADABLE:
        return None
    said = json.loads(text)
    return Pointer(
        study=UUID(said["study"]),
        participant=UUID(said["participant"]) if said["participant"] else None,
        source=UUID(said["source"]) if said["source"] else None,
    )


def pointed_at(participant: UUID) -> int:
    return Concern.objects.filter(mark=mark_of(participant)).count()


def open_about(participants: Collection[UUID]) -> set[UUID]:
    """Of whom a concern is open that points at them."""
    marks = {mark_of(one): one for one in participants}
    rows = Concern.objects.filter(mark__in=marks, closed_by="").values_list("mark", flat=True)
    return {marks[mark] for mark in rows}


def open_for(desk: UUID, participant: UUID) -> Concern | None:
    """A concern that words opened about this person and that nobody has looked at yet."""
    return Concern.objects.filter(
        Q(desk=desk, mark=mark_of(participant), closed_by="", looked_at=None),
        raised_by=BY_WORDS,
    ).first()


def _row(row: Concern, at: dt.datetime) -> Row:
    clock = Clock(row.due_at, row.looked_at)
    return Row(
        id=row.pk,
        organisation=row.desk.organisation_id,
        level=Level(row.level),
        origin=row.origin,
        raised_on=row.raised_on,
        raised_by=name_of(row.raised_by),
        handler=name_of(row.handler),
        clock=clock,
        state=clock.state(at),
        closed=bool(row.closed_by),
    )


def _told(concern: Concern, step: Step) -> Told:
    note = _read(concern, step.note, "support_step", step.pk, "note") if step.note else ""
    return Told(StepKind(step.kind), note, name_of(step.by), step.at)


def _read(concern: Concern, box: bytes | memoryview, table: str, row: UUID, field: str) -> str:
    try:
        return unseal(box, participant=concern.pk, key="words", table=table, row=row, field=field)
    except KeyGone:
        return UNREADABLE

"""Read coded passages: many at once, each as its words stand now.

One query for the texts, one for the segments and one for the keys, however many passages.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Coding, Segment, Text
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import TABLE
from pennydrop.rooms.understand.rules.positions import split

PART = 500
Row = tuple[int, UUID, UUID, int, int, str, dt.datetime]
FIELDS = ("id", "text_id", "code_id", "start", "end", "by", "at")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with a code. `words` is None where somebody in it no longer agrees to be read.

    `speaker` is the pseudonym or role of whoever speaks first in it.
    """

    id: int
    source: UUID
    title: str
    kind: str
    fidelity: str
    code: UUID
    start: int
    end: int
    turn: int
    by: str
    at: dt.datetime
    speaker: str
    words: str | None


@dataclass(frozen=True, slots=True)
class _Held:
    """A segment as it comes from the table, opened when a passage needs it."""

    id: UUID
    participant: UUID
    speaker: str
    sealed: bytes | memoryview

    def open(self) -> str:
        return unseal(
            self.sealed,
            participant=self.participant,
            key="words",
            table=TABLE,
            row=self.id,
            field="sealed",
        )


def codings_with(codes: Collection[UUID]) -> QuerySet[Coding]:
    """Codings with any of these codes, source by source, in reading order."""
    rows = Coding.objects.filter(code__in=codes)
    return rows.order_by("text__order", "text_id", "start", "end", "pk")


def passages(
    study: UUID, coded: QuerySet[Coding], first: int = 0, count: int | None = None
) -> list[Passage]:
    """The passages of these codings, in their order (`count` of them, from number `first` on)."""
    part = coded[first:] if count is None else coded[first : first + count]
    rows: list[Row] = list(part.values_list(*FIELDS))
    places = {(row[1], order) for row in rows for order in _orders(row[3], row[4])}
    texts = _texts({row[1] for row in rows})
    held = _held(places)
    people = {segment.participant for segment in held.values()}
    warm(people, "words")
    allowed = readable(study, people)
    opened: dict[tuple[UUID, int], str | None] = {
        place: segment.open() if segment.participant in allowed else None
        for place, segment in held.items()
    }
    return [_passage(row, texts[row[1]], held, opened) for row in rows if row[1] in texts]


def _orders(start: int, end: int) -> range:
    return range(split(start)[0], split(end)[0] + 1)


def _texts(sources: Collection[UUID]) -> dict[UUID, Text]:
    wanted = list(sources)
    found: dict[UUID, Text] = {}
    for at in range(0, len(wanted), PART):
        found.update(Text.objects.in_bulk(wanted[at : at + PART]))
    return found


def _held(places: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int], _Held]:
    sources = sorted({source for source, _ in places})
    found = {}
    for at in range(0, len(sources), PART):
        part = set(sources[at : at + PART])
        orders = {order for source, order in places if source in part}
        rows = Segment.objects.filter(text__in=part, order__in=orders).values_list(
            "id", "text_id", "order", "participant", "speaker", "sealed"
        )
        for row, source, order, person, speaker, sealed in rows:
            if (source, order) in places:
                found[source, order] = _Held(row, person, speaker, sealed)
    return found


def _passage(
    row: Row,
    text: Text,
    held: Mapping[tuple[UUID, int], _Held],
    opened: Mapping[tuple[UUID, int], str | None],
) -> Passage:
    coding, source, code, start, end, by, at = row
    first, offset = split(start)
    speaker = held[source, first].speaker if (source, first) in held else ""
    return Passage(
        id=coding, source=source, title=text.title, kind=text.kind, fidelity=text.fidelity,
        code=code, start=start, end=end, turn=first, by=by, at=at, speaker=speaker,
        words=_words(source, start, end, opened),
    )  # fmt: skip


def _words(
    source: UUID, start: int, end: int, opened: Mapping[tuple[UUID, int], str | None]
) -> str | None:
    (first, low), (last, high) = split(start), split(end)
    if first == last:
        only = opened.get((source, first))
        return only if only is None else only[low:high]
    parts = []
    for order in range(first, last + 1):
        if (source, order) not in opened:
            continue  # a turn that was never let in, or was taken back
        text = opened[source, order]
        if text is None:
            return None
        parts.append(text[low if order == first else 0 : high if order == last else None])
    return "".join(parts)


def coded_counts(study: UUID) -> dict[UUID, int]:
    """Source -> how many coded passages it has."""
    rows: Iterable[Any] = (
        Coding.objects.filter(text__study=study).values_list("text", "start", "end").distinct()
    )
    counts: dict[UUID, int] = {}
    for source, _, _ in rows:
        counts[source] = counts.get(source, 0) + 1
    return counts

"""Read coded passages: many at once, each as its words stand now.

One query for the texts, one for the segments and one for the keys, however many passages.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, QuerySet

from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Coding, Text
from pennydrop.rooms.understand.queries.people import Ids, as_text, readable
from pennydrop.rooms.understand.queries.texts import TABLE
from pennydrop.rooms.understand.rules.positions import SPAN, split

PART = 500
# Turn order -> who speaks, and the words (None: they may not be read).
Turns = dict[int, tuple[str, str | None]]
Row = tuple[int, str, str, int, int, str, dt.datetime]


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
    # Ids stay text while rows are matched: comparing UUIDs is what ten thousand rows would cost.
    rows: list[Row] = list(
        part.values_list("id", as_text("text_id"), as_text("code_id"), "start", "end", "by", "at")
    )
    whole = not part.query.is_sliced
    held = _held(coded if whole else Coding.objects.filter(pk__in=[row[0] for row in rows]))
    ids = Ids()
    found = _texts({ids[row[1]] for row in rows})
    people = {one.participant for turns in held.values() for one in turns.values()}
    warm(people, "words")
    allowed = readable(study, people)
    opened: dict[str, Turns] = {
        source: {
            order: (one.speaker, one.open() if one.participant in allowed else None)
            for order, one in turns.items()
        }
        for source, turns in held.items()
    }
    texts = {typed: found[source] for typed, source in ids.items() if source in found}
    return [
        _passage(row, ids[row[2]], texts[row[1]], opened.get(row[1], {}))
        for row in rows
        if row[1] in texts
    ]


def _texts(sources: Collection[UUID]) -> dict[UUID, Text]:
    wanted = list(sources)
    found: dict[UUID, Text] = {}
    for at in range(0, len(wanted), PART):
        found.update(Text.objects.in_bulk(wanted[at : at + PART]))
    return found


def _held(coded: QuerySet[Coding]) -> dict[str, dict[int, _Held]]:
    """The segments that these codings touch, and no others, found by one join."""
    found: dict[str, dict[int, _Held]] = {}
    ids = Ids()
    touched = coded.order_by().filter(
        text__segment__order__gte=F("start") / SPAN, text__segment__order__lte=F("end") / SPAN
    )
    columns = touched.values_list(
        as_text("text_id"),
        "text__segment__order",
        as_text("text__segment__id"),
        as_text("text__segment__participant"),
        "text__segment__speaker",
        "text__segment__sealed",
    )
    for source, order, row, person, speaker, sealed in columns:
        turns = found.setdefault(source, {})
        if order not in turns:
            turns[order] = _Held(UUID(row), ids[person], speaker, sealed)
    return found


def _passage(row: Row, code: UUID, text: Text, turns: Turns) -> Passage:
    coding, _, _, start, end, by, at = row
    first = split(start)[0]
    return Passage(
        id=coding, source=text.pk, title=text.title, kind=text.kind, fidelity=text.fidelity,
        code=code, start=start, end=end, turn=first, by=by, at=at,
        speaker=turns[first][0] if first in turns else "", words=_words(start, end, turns),
    )  # fmt: skip


def _words(start: int, end: int, turns: Turns) -> str | None:
    (first, low), (last, high) = split(start), split(end)
    if first == last and first in turns:
        whole = turns[first][1]
        return None if whole is None else whole[low:high]
    parts = []
    for order in range(first, last + 1):
        if order not in turns:
            continue  # a turn that was never let in, or was taken back
        text = turns[order][1]
        if text is None:
            return None
        parts.append(text[low if order == first else 0 : high if order == last else None])
    return "".join(parts)


def coded_counts(study: UUID) -> dict[UUID, int]:
    """Source -> how many codings it has."""
    rows = Coding.objects.filter(text__study=study).values_list("text")
    return dict(rows.annotate(n=Count("pk")).order_by())

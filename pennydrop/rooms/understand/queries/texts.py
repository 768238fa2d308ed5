"""Read de-identified words: segments opened, passages cut. A quote is always the passage as it
is now, because nothing stores a copy of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BinaryField, F, Func, QuerySet, Value

from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.understand.models import Segment
from pennydrop.rooms.understand.rules.positions import split

TABLE = "understand_segment"
HEAD = 13  # the part of a sealed value that is another each time something is sealed


@dataclass(frozen=True)
class Opened:
    """A segment with its words. `text` ends with one line end."""

    id: UUID
    source: UUID
    order: int
    participant: UUID
    speaker: str
    question: str
    text: str


def open_segments(rows: Iterable[Segment]) -> list[Opened]:
    """Unseal many segments with one key query."""
    held = list(rows)
    warm({row.participant for row in held}, "words")
    return [_open(row) for row in held]


def sealed_head() -> Func:
    """In a query of segments: enough of the sealed words to know their version."""
    return Func(F("sealed"), Value(1), Value(HEAD), function="SUBSTR", output_field=BinaryField())


def version_of(sealed: bytes | memoryview) -> str:
    """Which sealing of a turn this is: another one whenever its words were written anew. It says
    nothing of the words."""
    return bytes(sealed[1:HEAD]).hex()[:10]


COLUMNS = ("id", "text", "order", "participant", "speaker", "question", "sealed")


def open_places(rows: QuerySet[Segment], places: Collection[tuple[UUID, int]]) -> list[Opened]:
    """The same for those of `rows` that stand at one of these places (text and order)."""
    held = [row for row in rows.values_list(*COLUMNS) if (row[1], row[2]) in places]
    warm({row[3] for row in held}, "words")
    return [
        Opened(
            row, source, order, person, speaker, question,
            unseal(sealed, participant=person, key="words", table=TABLE, row=row, field="sealed"),
        )
        for row, source, order, person, speaker, question, sealed in held
    ]  # fmt: skip


def segments_of(source: UUID) -> list[Opened]:
    return open_segments(Segment.objects.filter(text=source).order_by("order"))


def segments_between(source: UUID, start: int, end: int) -> list[Opened]:
    """The segments that the positions [start, end) touch."""
    first, last = split(start)[0], split(end)[0]
    rows = Segment.objects.filter(text=source, order__gte=first, order__lte=last)
    return open_segments(rows.order_by("order"))


def cut(segments: Sequence[Opened], start: int, end: int) -> str:
    """The words between two positions; `segments` are in order and cover them."""
    first, from_offset = split(start)
    last, to_offset = split(end)
    parts = []
    for segment in segments:
        if first <= segment.order <= last:
            begin = from_offset if segment.order == first else 0
            stop = to_offset if segment.order == last else len(segment.text)
            parts.append(segment.text[begin:stop])
    return "".join(parts)


def passage(source: UUID, start: int, end: int) -> str:
    return cut(segments_between(source, start, end), start, end)


def _open(row: Segment) -> Opened:
    text = unseal(
        row.sealed,
        participant=row.participant,
        key="words",
        table=TABLE,
        row=row.pk,
        field="sealed",
    )
    return Opened(
        id=row.pk,
        source=row.text_id,
        order=row.order,
        participant=row.participant,
        speaker=row.speaker,
        question=row.question,
        text=text,
    )

"""Search a study's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.indexing import words_index
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import Opened, open_segments
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.searching import CLOSES, OPENS, hits, question

AROUND = 90


@dataclass(frozen=True)
class Bit:
    """A piece of a result; `hit` when it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Result:
    """A turn in which something was found, with the words around it."""

    source: UUID
    title: str
    kind: str
    turn: int
    speaker: str
    start: int
    end: int
    bits: tuple[Bit, ...]


@dataclass(frozen=True)
class Results:
    """A page of results. `total` counts turns; `asked` is False where nothing could be asked."""

    results: tuple[Result, ...]
    total: int
    asked: bool


def search(study: UUID, typed: str, *, first: int = 0, count: int = 50) -> Results:
    """Turns of the study's texts that fit, source by source in reading order. Never fails on what
    was typed. Words of people who no longer agree to be read are left out."""
    asked = question(typed)
    if asked is None:
        return Results((), 0, False)
    with words_index(study) as index:
        rows = index.execute(
            "SELECT t.segment, t.participant, highlight(words, 0, ?, ?) FROM words "
            "JOIN turns t ON t.id = words.rowid WHERE words MATCH ? ORDER BY t.id",
            (OPENS, CLOSES, asked),
        ).fetchall()
    allowed = readable(study, {UUID(person) for _, person, _ in rows})
    kept = [(UUID(row), marked) for row, person, marked in rows if UUID(person) in allowed]
    page = kept[first : first + count]
    held = {
        row.pk: row
        for row in Segment.objects.filter(pk__in=[row for row, _ in page]).select_related("text")
    }
    opened = {one.id: one for one in open_segments(held.values())}
    found = [_result(held[row].text, opened[row], marked) for row, marked in page if row in held]
    return Results(tuple(found), len(kept), True)


def _result(text: Text, segment: Opened, marked: str) -> Result:
    places = hits(marked)
    start, end = places[0][0], places[0][1]
    return Result(
        source=text.pk,
        title=text.title,
        kind=text.kind,
        turn=segment.order,
        speaker=segment.speaker,
        start=position(segment.order, start),
        end=position(segment.order, end),
        bits=tuple(_bits(segment.text.rstrip("\n"), places)),
    )


def _bits(text: str, places: list[tuple[int, int]]) -> Iterator[Bit]:
    """The words around the first hit, with every hit among them."""
    low, high = max(0, places[0][0] - AROUND), min(len(text), places[0][1] + AROUND)
    low = text.rfind(" ", 0, low) + 1 if low else 0
    high = text.find(" ", high) if " " in text[high:] else len(text)
    at = low
    if low:
        yield Bit("… ", False)
    for start, end in places:
        if at <= start and end <= high:
            yield Bit(text[at:start], False)
            yield Bit(text[start:end], True)
            at = end
    yield Bit(text[at:high] + (" …" if high < len(text) else ""), False)

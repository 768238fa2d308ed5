"""Search a study's words: by words, or by a regular expression between two slashes."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.care import fold_over, folds_of
from pennydrop.rooms.understand.queries.indexing import words_index
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import Opened, open_segments
from pennydrop.rooms.understand.queries.waiting import AT_ONCE, clock
from pennydrop.rooms.understand.rules.patterns import (
    BadPattern,
    Needed,
    compiled,
    even,
    is_pattern,
    literal,
    matches,
    opening,
)
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.searching import CLOSES, OPENS, hits, question

AROUND = 90
MOST_TERMS = 400  # more words than this are not worth naming one by one
Places = list[tuple[int, int]]


@dataclass(frozen=True)
class Bit:
    """A piece of a result; `hit` when it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Result:
    """A turn in which something was found, with the words around it.

    `text` is the whole turn and `places` every hit in it, `start` and `end` the position of the
    first. `note`: the turn is folded for whoever reads, and no words are given.
    """

    source: UUID
    title: str
    kind: str
    turn: int
    speaker: str
    start: int
    end: int
    bits: tuple[Bit, ...]
    text: str
    places: tuple[tuple[int, int], ...]
    note: str = ""


@dataclass(frozen=True)
class Results:
    """A page of results. `total` counts turns; `asked` is False where nothing could be asked;
    `problem` says why a regular expression may not run. `looked`: how much of the study was looked
    through, from 0 to 1; where it is not all, there may be more."""

    results: tuple[Result, ...]
    total: int
    asked: bool
    looked: float = 1.0
    problem: str = ""

    @property
    def whole(self) -> bool:
        return self.looked >= 1


@dataclass(frozen=True)
class TurnHit:
    """A turn with hits: its segment, speaker and text (ids as hex), its place in the text, and the
    hits' offsets."""

    segment: str
    participant: str
    text: str
    place: int
    hits: Places


def search(
    study: UUID, typed: str, *, first: int = 0, count: int = 50, wait: float = AT_ONCE
) -> Results:
    """Turns of the study's texts that fit, source by source in reading order. Words of people who
    no longer agree to be read are left out. Texts are looked through for a regular expression
    until the page is full and `wait` seconds have gone by.

    Never fails on what was typed.
    """
    if is_pattern(typed):
        try:
            return _by_pattern(study, typed, first, count, wait)
        except BadPattern as problem:
            return Results((), 0, False, problem=str(problem))
    asked = question(typed)
    if asked is None:
        return Results((), 0, False)
    with words_index(study) as index:
        total = index.execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (_open_to_all(asked),)
        ).fetchone()[0]
        page = list(_hits(index, asked, first, count))
    return Results(_shown(study, page), total, True)


def hits_of(study: UUID, typed: str) -> Iterator[TurnHit]:
    """Every turn that fits, in reading order and as they are found; none where nothing could be
    asked. Raises BadPattern."""
    with words_index(study) as index:
        if is_pattern(typed):
            yield from (hit for _, hit in _looked_at(index, typed) if hit is not None)
        elif (asked := question(typed)) is not None:
            yield from _hits(index, asked, 0, -1)


def _open_to_all(asked: str) -> str:
    """The question, put only to the columns that may be found in."""
    return f"{{said asked}} : ({asked})"


def _hits(index: sqlite3.Connection, asked: str, first: int, count: int) -> Iterator[TurnHit]:
    rows = index.execute(
        "SELECT t.segment, t.participant, t.text, t.place, "
        "highlight(words, 0, ?, ?) || highlight(words, 1, ?, ?) FROM words "
        "JOIN turns t ON t.id = words.rowid WHERE words MATCH ? ORDER BY words.rowid "
        "LIMIT ? OFFSET ?",
        (OPENS, CLOSES, OPENS, CLOSES, _open_to_all(asked), count, first),
    )
    for segment, participant, text, place, marked in rows:
        yield TurnHit(segment, participant, text, place, hits(marked))


def _by_pattern(study: UUID, typed: str, first: int, count: int, wait: float) -> Results:
    page, total, looked, enough = [], 0, 1.0, clock(wait)
    with words_index(study) as index:
        (last,) = index.execute("SELECT max(id) FROM turns").fetchone()
        for number, hit in _looked_at(index, typed):
            if hit is not None:
                page += [hit] if first <= total < first + count else []
                total += 1
            if enough(total > first + count) and number < last:
                looked = number / last
                break
    return Results(_shown(study, page), total, True, looked)


def _looked_at(index: sqlite3.Connection, typed: str) -> Iterator[tuple[int, TurnHit | None]]:
    """Every turn that may match the pattern, by its number, and what in it does."""
    pattern, begins = compiled(typed), opening(typed)
    for number, segment, participant, text, place, words in _candidates(index, literal(typed)):
        places = matches(pattern, begins, even(words))
        yield number, TurnHit(segment, participant, text, place, places) if places else None


def _candidates(
    index: sqlite3.Connection, needed: Needed | None
) -> Iterator[tuple[int, str, str, str, int, str]]:
    """Turns that may match: those with a word in which the needed letters stand in a row."""
    columns = (
        "SELECT t.id, t.segment, t.participant, t.text, t.place, w.said || w.asked FROM words w "
    )
    named = _words_with(index, needed) if needed else None
    if named is None:
        yield from index.execute(
            columns + "JOIN turns t ON t.id = w.rowid WHERE t.reads ORDER BY w.rowid"
        )
    elif named:
        asked = _open_to_all(" OR ".join(f'"{word}"' for word in named))
        yield from index.execute(
            columns + "JOIN turns t ON t.id = w.rowid WHERE words MATCH ? ORDER BY w.rowid",
            (asked,),
        )


def _words_with(index: sqlite3.Connection, needed: Needed) -> list[str] | None:
    """The words of the vocabulary with these letters; None where they are too many to name."""
    rows = index.execute("SELECT DISTINCT term FROM terms WHERE instr(term, ?)", (needed.letters,))
    terms = [term for (term,) in rows]
    if not index.execute("SELECT 1 FROM odd LIMIT 1").fetchone():
        terms = [term for term in terms if needed.stands_in(term)]
    return None if len(terms) > MOST_TERMS else terms


def folded(results: Iterable[Result], *, reader: str) -> tuple[Result, ...]:
    """The same results without the words of turns with a hard passage that this reader has not
    opened."""
    held = list(results)
    folds = folds_of({one.source for one in held}, reader=reader)
    return tuple(
        replace(one, bits=(), text="", places=(), note=fold.note)
        if (
            fold := fold_over(
                folds.get(one.source, ()), position(one.turn, 0), position(one.turn + 1, 0)
            )
        )
        else one
        for one in held
    )


def _shown(study: UUID, page: list[TurnHit]) -> tuple[Result, ...]:
    """The turns with their words, read anew. Nobody's who does not agree at this moment."""
    allowed = readable(study, {UUID(one.participant) for one in page})
    kept = [one for one in page if UUID(one.participant) in allowed]
    rows = Segment.objects.filter(pk__in=[UUID(one.segment) for one in kept])
    held = {row.pk.hex: row for row in rows.select_related("text")}
    opened = {one.id.hex: one for one in open_segments(held.values())}
    return tuple(
        _result(held[one.segment].text, opened[one.segment], one.hits)
        for one in kept
        if one.segment in held
    )


def _result(text: Text, segment: Opened, places: Places) -> Result:
    start, end = places[0]
    shown = segment.text.rstrip("\n")
    return Result(
        source=text.pk,
        title=text.title,
        kind=text.kind,
        turn=segment.order,
        speaker=segment.speaker,
        start=position(segment.order, start),
        end=position(segment.order, end),
        bits=tuple(_bits(shown, places)),
        text=shown,
        places=tuple(places),
    )


def _bits(text: str, places: Places) -> Iterator[Bit]:
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

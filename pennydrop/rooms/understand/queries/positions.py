"""Where everything is, kept ready in scratch: texts, turns, people and codings by number, without
one word. Counts and combined questions are answered from here; only quotes that are shown are
opened.

Tables (numbers are this file's own; `bits` are rules/bits.py):
  texts (n, id, kind, ord)            in the order they were brought in
  people (n, id, counted)             counted: takes part, agrees to be analysed
  turns (text, ord, person, asks, length)
  codes (n, id) · codings (id, text, code, start, end)
  coded (text, codings, two)          two: two people coded it
  heard (text, code, person)          a counted person's own words with a code
  pairs (a, b, over, near)            passages with code a that overlap, or lie near, one with b
  sizes (code, spans)                 passages, those that two people coded alike once
  sets (what, code, kind, bits)       "people" and "texts" with a code, by kind of source
  attributes (n, key, label, numeric) · told (attribute, value, place, bits)
                                      place: of the value among the choices of the form
  blocks, bits, voices                passages as bits: queries/positions_blocks.py
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, F, Max, Min, OuterRef, Q

from pennydrop.rooms.listen.public import bands_mark
from pennydrop.rooms.understand.models import Coding, Text
from pennydrop.rooms.understand.models.changes import CASE, CODING, SEGMENT, TEXT
from pennydrop.rooms.understand.queries.attributes import attributes_of
from pennydrop.rooms.understand.queries.changes import Changes
from pennydrop.rooms.understand.queries.fresh import KeptReady, opened
from pennydrop.rooms.understand.queries.making import BeingMade
from pennydrop.rooms.understand.queries.people import counted_among
from pennydrop.rooms.understand.queries.positions_blocks import (
    BLOCKS,
    forget_people_asked_for,
    lay_again,
    lay_blocks,
)
from pennydrop.rooms.understand.queries.positions_rows import (
    SCHEMA,
    add_codings,
    add_text,
    add_turns,
    held_among,
    write_rows,
)
from pennydrop.rooms.understand.queries.positions_sums import (
    SUMS,
    count_anew,
    counts_in,
    counts_out,
    forget_attributes,
    keep_attributes,
    sets_again,
)

FEW = 1000  # texts or people that are carried in one by one; for more the file is made anew


@contextlib.contextmanager
def positions(study: UUID) -> Iterator[sqlite3.Connection]:
    with opened(study, POSITIONS) as file:
        yield file


@contextlib.contextmanager
def positions_with_attributes(study: UUID) -> Iterator[sqlite3.Connection]:
    """The same, where what was noted at sessions and what attributes are called is up to date too
    (no change of these is noted)."""
    with opened(study, POSITIONS) as file:
        mark = _mark(study)
        if file.execute("SELECT mark FROM bands").fetchone()[0] != mark:
            file.execute("BEGIN IMMEDIATE")
            file.execute("DELETE FROM told")
            file.execute("DELETE FROM attributes")
            forget_people_asked_for(file)
            _know(file, study, mark)
            file.execute("COMMIT")
        yield file


def passages_counted(study: UUID) -> dict[UUID, int]:
    """Code -> how many passages have it; what two people coded alike counts once."""
    with positions(study) as file:
        rows = file.execute("SELECT c.id, s.spans FROM sizes s JOIN codes c ON c.n = s.code")
        return {UUID(code): spans for code, spans in rows}


@dataclass(frozen=True)
class Coded:
    """How far the coding is: how many codings, the first text that nobody has coded (None where
    each is), and whether two people coded the same one."""

    codings: int
    fresh: UUID | None
    compared: bool


def coded_so_far(study: UUID) -> Coded:
    """From what is kept ready; while that is being made, from the database, which takes longer."""
    try:
        return _coded_in_the_file(study)
    except BeingMade:
        return _coded_in_the_database(study)


def _coded_in_the_file(study: UUID) -> Coded:
    with positions(study) as file:
        count, two = file.execute(
            "SELECT coalesce(sum(codings), 0), coalesce(max(two), 0) FROM coded"
        ).fetchone()
        fresh = file.execute(
            "SELECT id FROM texts WHERE n NOT IN (SELECT text FROM coded) ORDER BY n LIMIT 1"
        ).fetchone()
    return Coded(count, UUID(fresh[0]) if fresh else None, bool(two))


def _coded_in_the_database(study: UUID) -> Coded:
    codings = Coding.objects.filter(text__study=study)
    coders = codings.values("text").order_by().annotate(least=Min("by"), most=Max("by"))
    bare = ~Exists(Coding.objects.filter(text=OuterRef("pk")))
    fresh = Text.objects.filter(bare, study=study).order_by("order", "pk").first()
    return Coded(
        codings.count(), fresh.pk if fresh else None, coders.filter(least__lt=F("most")).exists()
    )


def _mark(study: UUID) -> str:
    """Another one whenever something was noted at a session, or an attribute is called otherwise,
    came or went."""
    called = repr(attributes_of(study, ())[0]).encode()
    return f"{bands_mark(study)}|{sha256(called).hexdigest()}"


def _know(file: sqlite3.Connection, study: UUID, mark: str) -> None:
    everybody = [UUID(one) for (one,) in file.execute("SELECT id FROM people WHERE counted")]
    keep_attributes(file, study, everybody)
    file.execute("DELETE FROM bands")
    file.execute("INSERT INTO bands VALUES (?)", (mark,))


def _write(file: sqlite3.Connection, study: UUID) -> None:
    file.executescript(SCHEMA + SUMS + BLOCKS)
    write_rows(file, study)
    count_anew(file)
    lay_blocks(file)
    _know(file, study, _mark(study))


def _follow(file: sqlite3.Connection, study: UUID, changes: Changes) -> bool:
    """Carry in, one by one, texts that are new, were coded or corrected, and people of whom
    something else is known or who may not be counted any more. False where too much changed, or a
    text or a speaker is gone."""
    people = held_among(file, "people", changes.about(CASE) | changes.consents)
    touched = changes.about(CODING, SEGMENT, TEXT)
    held = held_among(file, "texts", touched)
    now = {row.pk: row for row in Text.objects.filter(study=study, pk__in=touched)}
    new = sorted((now[one] for one in now.keys() - held), key=lambda text: text.order)
    if len(people) > FEW or len(held | now) > FEW or held.keys() - now.keys():
        return False
    if new and new[0].order <= _last_order(file):
        return False
    texts = {number: one for one, number in held.items()}
    for one in held.keys() & (changes.gone.get(SEGMENT, set()) | changes.gone.get(TEXT, set())):
        if not _read_anew(file, study, held[one], now[one]):
            return False
    texts |= _know_again(file, study, people)
    for text in new:
        texts[_let_in(file, study, text)] = text.pk
    for number, one in texts.items():
        _carry_in(file, number, one)
    lay_again(file, texts)
    return True


def _last_order(file: sqlite3.Connection) -> int:
    return int(file.execute("SELECT coalesce(max(ord), -1) FROM texts").fetchone()[0])


def _let_in(file: sqlite3.Connection, study: UUID, text: Text) -> int:
    """A new text with its turns and people. Returns its number."""
    number = add_text(file, text)
    came = add_turns(file, study, Q(text=text))
    keep_attributes(file, study, [UUID(one) for one in came])
    return number


def _read_anew(file: sqlite3.Connection, study: UUID, number: int, text: Text) -> bool:
    """The turns of a text that was corrected. False where it is another text than before, or
    somebody else speaks in it."""
    stood = file.execute("SELECT kind, ord FROM texts WHERE n = ?", (number,)).fetchone()
    speakers = "SELECT DISTINCT person FROM turns WHERE text = ? ORDER BY person"
    before = file.execute(speakers, (number,)).fetchall()
    file.execute("DELETE FROM turns WHERE text = ?", (number,))
    add_turns(file, study, Q(text=text))
    same = before == file.execute(speakers, (number,)).fetchall()
    return same and stood == (text.kind, text.order)


def _know_again(file: sqlite3.Connection, study: UUID, people: dict[UUID, int]) -> dict[int, UUID]:
    """Whether these people are counted, and what is known of them. Returns the texts in which
    somebody speaks who is counted and was not, or was and is not."""
    if not people:
        return {}
    now = counted_among(study, people)
    texts: dict[int, UUID] = {}
    for one, number in people.items():
        before = file.execute("SELECT counted FROM people WHERE n = ?", (number,)).fetchone()
        if bool(before[0]) != (one in now):
            file.execute("UPDATE people SET counted = ? WHERE n = ?", (one in now, number))
            texts |= _texts_of(file, number)
    forget_attributes(file, people.values())
    forget_people_asked_for(file)
    keep_attributes(file, study, now)
    return texts


def _texts_of(file: sqlite3.Connection, person: int) -> dict[int, UUID]:
    rows = file.execute(
        "SELECT DISTINCT t.n, t.id FROM turns r JOIN texts t ON t.n = r.text WHERE r.person = ?",
        (person,),
    )
    return {number: UUID(text) for number, text in rows}


def _carry_in(file: sqlite3.Connection, number: int, text: UUID) -> None:
    """One text whose codings changed: what it added to the sums goes out, and what it adds now
    comes in."""
    people = counts_out(file, number)
    file.execute("DELETE FROM codings WHERE text = ?", (number,))
    file.execute("DELETE FROM coded WHERE text = ?", (number,))
    add_codings(file, Q(text=text))
    people |= counts_in(file, number)
    sets_again(file, number, people)


POSITIONS = KeptReady(
    "positions.sqlite3", frozenset({CODING, SEGMENT, TEXT, CASE}), _write, _follow
)

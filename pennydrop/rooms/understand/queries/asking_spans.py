"""What fits a question, passage by passage: as the positions and the words index tell it."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import reduce
from math import inf
from operator import and_
from typing import Any, cast
from uuid import UUID

from pennydrop.rooms.understand.queries.asking_distance import (
    PART,
    Lengths,
    turns_apart,
    turns_of,
)
from pennydrop.rooms.understand.queries.indexing import words_index
from pennydrop.rooms.understand.queries.positions_rows import number_of
from pennydrop.rooms.understand.queries.search import TurnHit, hits_of
from pennydrop.rooms.understand.rules.asking import (
    Coded,
    How,
    Joined,
    Narrowed,
    Question,
    Unit,
    Worded,
)
from pennydrop.rooms.understand.rules.bits import from_blob
from pennydrop.rooms.understand.rules.positions import SPAN, position
from pennydrop.rooms.understand.rules.spans import (
    Span,
    apart_from,
    each_once,
    near,
    overlapping,
    together,
)

Spans = dict[int, list[Span]]  # number of the text -> its passages in order


def texts_of(file: sqlite3.Connection, wanted: list[int]) -> dict[int, UUID]:
    if len(wanted) <= PART:
        blanks = ",".join("?" * len(wanted))
        rows = file.execute(f"SELECT n, id FROM texts WHERE n IN ({blanks})", wanted)
        return {number: UUID(text) for number, text in rows}
    every = dict(file.execute("SELECT n, id FROM texts"))
    return {number: UUID(every[number]) for number in wanted}


@dataclass(frozen=True)
class Among:
    """The texts that are looked through (by number): from `low` up to `high`, which is not among
    them; or only `some`, at most some hundred."""

    low: int = 0
    high: float = inf
    some: tuple[int, ...] | None = None

    def where(self, column: str) -> tuple[str, tuple[float, ...]]:
        """The same in SQL, to follow another condition."""
        if self.some is not None:
            return f"AND {column} IN ({','.join('?' * len(self.some))})", self.some
        if self.high == inf:
            return f"AND {column} >= ?", (self.low,)
        return f"AND {column} >= ? AND {column} < ?", (self.low, self.high)


EVERYWHERE = Among()


class Asking:
    """Questions being put to a study: everywhere at once, or to one range of texts after the other
    in reading order. `hidden`: codings that may not be seen there."""

    def __init__(self, study: UUID, file: sqlite3.Connection) -> None:
        self.study, self.file = study, file
        self.among, self.hidden = Among(), frozenset[int]()
        self.heard: dict[Worded, _Heard] = {}
        self.open, self.index = ExitStack(), cast(sqlite3.Connection | None, None)
        # Of the text that is being measured, so that no turn is read twice.
        self.measured, self.words = -1, dict[tuple[int, int], dict[int, str]]()
        self.put_one: dict[type, Callable[[Any], Spans]] = {
            Coded: self._coded,
            Worded: self._worded,
            Joined: self._joined,
            Narrowed: self._narrowed,
        }

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self.open.close()

    def find(
        self, question: Question, among: Among = EVERYWHERE, hidden: Collection[int] = ()
    ) -> Spans:
        """What fits; a passage that several people coded stands once. Raises BadPattern."""
        self.among, self.hidden = among, frozenset(hidden)
        found = {text: each_once(spans) for text, spans in self.put(question).items()}
        return {text: spans for text, spans in found.items() if spans}

    def put(self, question: Question) -> Spans:
        return self.put_one[type(question)](question)

    def _coded(self, question: Coded) -> Spans:
        found: Spans = {}
        wanted = tuple(sorted(code.hex for code in question.codes))
        among, values = self.among.where("text")
        # One code is read in the order of its index.
        equals = "=" if len(wanted) == 1 else "IN"
        rows = self.file.execute(
            f'SELECT text, start, "end", id FROM codings WHERE code {equals} '
            f"(SELECT n FROM codes WHERE id IN ({','.join('?' * len(wanted))})) {among} "
            "ORDER BY text, start",
            (*wanted, *values),
        )
        for text, start, end, coding in rows:
            if coding not in self.hidden:
                found.setdefault(text, []).append(Span(start, end, coding))
        return found

    def _worded(self, question: Worded) -> Spans:
        """Words are looked for once, in reading order, and handed out range by range."""
        if question not in self.heard:
            self.heard[question] = _Heard(self.file, hits_of(self.study, question.typed))
        return self.heard[question].before(self.among.high)

    def _joined(self, question: Joined) -> Spans:
        left, right = self._both(question)
        if question.how is How.OR:
            both = left.keys() | right.keys()
            return {text: together(left.get(text, ()), right.get(text, ())) for text in both}
        if question.how is How.NOT:
            return {text: apart_from(spans, right.get(text, ())) for text, spans in left.items()}
        shared = left.keys() & right.keys()
        if question.how is How.AND:
            return {text: overlapping(left[text], right[text]) for text in shared}
        if question.unit is Unit.TURNS:
            return {
                text: near(left[text], right[text], question.within, turns_apart) for text in shared
            }
        words = self._words_of if question.unit is Unit.WORDS else None
        lengths = Lengths(self.file, shared, question.within, words)
        return {
            text: near(left[text], right[text], question.within, lengths.of(text))
            for text in shared
        }

    def _both(self, question: Joined) -> tuple[Spans, Spans]:
        """Both sides. Where a text has to have both, the commoner is only looked for where the
        rarer is."""
        if question.how not in (How.AND, How.NEAR):
            return self.put(question.left), self.put(question.right)
        rarer, commoner = sorted((question.left, question.right), key=self._how_common)
        first, before = self.put(rarer), self.among
        if len(first) <= PART:
            self.among = replace(before, some=tuple(first))
        second = self.put(commoner)
        self.among = before
        return (first, second) if rarer is question.left else (second, first)

    def _how_common(self, question: Question) -> float:
        """How many passages a side may have. Words are looked for wherever they are."""
        if not isinstance(question, Coded):
            return 0 if isinstance(question, Worded) else inf
        wanted = [code.hex for code in question.codes]
        rows = self.file.execute(
            "SELECT coalesce(sum(s.spans), 0) FROM sizes s JOIN codes c ON c.n = s.code "
            f"WHERE c.id IN ({','.join('?' * len(wanted))})",
            wanted,
        )
        return float(rows.fetchone()[0])

    def _words_of(self, text: int, first: int, last: int) -> dict[int, str]:
        """Order of a turn, from `first` to `last` -> its words, whoever may read them: they are
        only counted."""
        if self.index is None:
            self.index = self.open.enter_context(words_index(self.study))
        if self.measured != text:
            self.measured, self.words = text, {}
        if (first, last) not in self.words:
            (key,) = self.file.execute("SELECT id FROM texts WHERE n = ?", (text,)).fetchone()
            rows = self.index.execute(
                "SELECT t.place, w.said || w.asked || w.held FROM turns t "
                "JOIN words w ON w.rowid = t.id WHERE t.text = ? AND t.place BETWEEN ? AND ?",
                (key, first, last),
            )
            self.words[first, last] = dict(rows.fetchall())
        return self.words[first, last]

    def _narrowed(self, question: Narrowed) -> Spans:
        found = self.put(question.part)
        if question.kinds:
            found = self._of_kinds(found, question.kinds)
        return self._by_people(found, question.known) if question.known else found

    def _of_kinds(self, found: Spans, kinds: Iterable[str]) -> Spans:
        wanted, (among, values) = list(kinds), self.among.where("n")
        blanks = ",".join("?" * len(wanted))
        rows = self.file.execute(
            f"SELECT n FROM texts WHERE kind IN ({blanks}) {among}", (*wanted, *values)
        )
        return {text: found[text] for (text,) in rows if text in found}

    def _by_people(self, found: Spans, known: Iterable[tuple[str, str]]) -> Spans:
        """Passages in which somebody speaks of whom all this is known."""
        people = self.of_whom(known)
        member = people.to_bytes(people.bit_length() // 8 + 1, "little")
        turns: dict[int, set[int]] = {}
        for text, order, person in turns_of(self.file, found, "person", "AND NOT asks"):
            if person >> 3 < len(member) and member[person >> 3] >> (person & 7) & 1:
                turns.setdefault(text, set()).add(order)
        return {
            text: [one for one in found[text] if _touches(one, orders)]
            for text, orders in turns.items()
        }

    def of_whom(self, known: Iterable[tuple[str, str]]) -> int:
        """The people of whom all this is known, as bits."""
        by_key: dict[str, int] = {}
        for key, value in known:
            by_key[key] = by_key.get(key, 0) | self._told(key, value)
        return reduce(and_, by_key.values())

    def _told(self, key: str, value: str) -> int:
        row = self.file.execute(
            "SELECT t.bits FROM told t JOIN attributes a ON a.n = t.attribute "
            "WHERE a.key = ? AND t.value = ?",
            (key, value),
        ).fetchone()
        return from_blob(row[0]) if row else 0


class _Heard:
    """What was typed, found in reading order and taken text by text."""

    def __init__(self, file: sqlite3.Connection, hits: Iterator[TurnHit]) -> None:
        self.file, self.hits = file, hits
        self.before_high: float = 0
        self.taken: Spans = {}
        self.ahead = self._next()

    def before(self, high: float) -> Spans:
        """What is in the texts before this one, and was not there to be taken at the last call; the
        same again where it is asked for twice."""
        if high == self.before_high:
            return self.taken
        self.before_high, self.taken = high, {}
        while self.ahead is not None and self.ahead[0] < high:
            text, spans = self.ahead
            self.taken.setdefault(text, []).extend(spans)
            self.ahead = self._next()
        return self.taken

    def _next(self) -> tuple[int, list[Span]] | None:
        for hit in self.hits:
            text = number_of(self.file, "texts", hit.text)
            if text is not None:
                return text, [
                    Span(position(hit.place, start), position(hit.place, end), 0)
                    for start, end in hit.hits
                ]
        return None


def _touches(span: Span, orders: set[int]) -> bool:
    return any(order in orders for order in range(span.start // SPAN, (span.end - 1) // SPAN + 1))

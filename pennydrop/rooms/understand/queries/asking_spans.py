"""What fits a question, passage by passage: as the positions and the words index tell it."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, reduce
from itertools import islice
from operator import and_
from typing import Any
from uuid import UUID

from pennydrop.rooms.understand.queries.asking_bits import ByBits, by_bits
from pennydrop.rooms.understand.queries.asking_file import coded, count_and_cut, worded
from pennydrop.rooms.understand.queries.indexing import words_index
from pennydrop.rooms.understand.queries.search import hits_of
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
from pennydrop.rooms.understand.rules.copying import words_of
from pennydrop.rooms.understand.rules.positions import SPAN, position
from pennydrop.rooms.understand.rules.spans import (
    Span,
    apart_from,
    each_once,
    near,
    overlapping,
    together,
)

PART = 500
Spans = dict[int, list[Span]]  # number of the text -> its passages in order
Page = tuple[int, int, list[tuple[int, Span]]]


def texts_of(file: sqlite3.Connection, wanted: list[int]) -> dict[int, UUID]:
    if len(wanted) <= PART:
        blanks = ",".join("?" * len(wanted))
        rows = file.execute(f"SELECT n, id FROM texts WHERE n IN ({blanks})", wanted)
        return {number: UUID(text) for number, text in rows}
    every = dict(file.execute("SELECT n, id FROM texts"))
    return {number: UUID(every[number]) for number in wanted}


class Asking:
    """One question being put: the file of positions, and what was read of it so far. `hidden`:
    codings that may not be seen; `only`: look in these texts alone (at most some hundred)."""

    def __init__(
        self,
        study: UUID,
        file: sqlite3.Connection,
        hidden: Collection[int],
        only: Collection[int] | None = None,
    ) -> None:
        self.study, self.file, self.hidden, self.only = study, file, hidden, only
        self.put_one: dict[type, Callable[[Any], Spans]] = {
            Coded: self._coded,
            Worded: self._worded,
            Joined: self._joined,
            Narrowed: self._narrowed,
        }

    def page(self, question: Question, first: int, count: int) -> Page:
        """How many passages in how many texts, and some of them."""
        if not self.hidden and by_bits(question):
            return self._page_by_bits(question, first, count)
        in_sql = None if self.hidden else worded(question)
        if in_sql is not None:
            total, sources, cut = count_and_cut(self.file, in_sql, first=first, count=count)
            return total, sources, [(text, Span(*span)) for text, *span in cut]
        spans = {text: spans for text, spans in self.find(question).items() if spans}
        every = ((text, span) for text in sorted(spans) for span in spans[text])
        page = list(islice(every, first, first + count))
        return sum(map(len, spans.values())), len(spans), page

    def _page_by_bits(self, question: Question, first: int, count: int) -> Page:
        """The bits say which texts a page is from; only there it is looked where passages lie."""
        bits = ByBits(self.file, self._of_whom)
        fit = bits.put(question)
        cut = bits.kept.page(fit, first, count)
        here = Asking(self.study, self.file, (), [text for text, _ in cut]).find(question)
        page = [(text, here[text][number]) for text, numbers in cut for number in numbers]
        return fit.bit_count(), bits.kept.texts(fit), page

    def find(self, question: Question) -> Spans:
        """What fits; a passage that several people coded stands once."""
        return {text: each_once(spans) for text, spans in self.put(question).items()}

    def put(self, question: Question) -> Spans:
        return self.put_one[type(question)](question)

    def _coded(self, question: Coded) -> Spans:
        found: Spans = {}
        asked, (among, values) = coded(question), self._among("text")
        rows = self.file.execute(
            f"{asked.sql} {among} ORDER BY text, start", (*asked.values, *values)
        )
        for text, start, end, coding in rows:
            if coding not in self.hidden:
                found.setdefault(text, []).append(Span(start, end, coding))
        return found

    def _among(self, column: str) -> tuple[str, tuple[int, ...]]:
        if self.only is None:
            return "", ()
        return f"AND {column} IN ({','.join('?' * len(self.only))})", tuple(self.only)

    def _worded(self, question: Worded) -> Spans:
        found: Spans = {}
        numbers = self._numbers
        for hit in hits_of(self.study, question.typed):
            text = numbers.get(hit.text)
            if text is not None:
                found.setdefault(text, []).extend(
                    Span(position(hit.place, start), position(hit.place, end), 0)
                    for start, end in hit.hits
                )
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return dict(self.file.execute("SELECT id, n FROM texts"))

    def _joined(self, question: Joined) -> Spans:
        left, right = self.put(question.left), self.put(question.right)
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
                text: near(left[text], right[text], question.within, _turns_apart)
                for text in shared
            }
        lengths = _Lengths(self.study, self.file, shared, question.unit)
        return {
            text: near(left[text], right[text], question.within, lengths.of(text))
            for text in shared
        }

    def _narrowed(self, question: Narrowed) -> Spans:
        found = self.put(question.part)
        if question.kinds:
            found = self._of_kinds(found, question.kinds)
        return self._by_people(found, question.known) if question.known else found

    def _of_kinds(self, found: Spans, kinds: Iterable[str]) -> Spans:
        wanted, (among, values) = list(kinds), self._among("n")
        blanks = ",".join("?" * len(wanted))
        rows = self.file.execute(
            f"SELECT n FROM texts WHERE kind IN ({blanks}) {among}", (*wanted, *values)
        )
        return {text: found[text] for (text,) in rows if text in found}

    def _by_people(self, found: Spans, known: Iterable[tuple[str, str]]) -> Spans:
        """Passages in which somebody speaks of whom all this is known."""
        people = self._of_whom(known)
        member = people.to_bytes(people.bit_length() // 8 + 1, "little")
        turns: dict[int, set[int]] = {}
        for text, order, person in _turns(self.file, found, "person", "AND NOT asks"):
            if person >> 3 < len(member) and member[person >> 3] >> (person & 7) & 1:
                turns.setdefault(text, set()).add(order)
        return {
            text: [one for one in found[text] if _touches(one, orders)]
            for text, orders in turns.items()
        }

    def _of_whom(self, known: Iterable[tuple[str, str]]) -> int:
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


def _turns_apart(first: int, second: int) -> int:
    return second // SPAN - (first - 1) // SPAN


def _touches(span: Span, orders: set[int]) -> bool:
    return any(order in orders for order in range(span.start // SPAN, (span.end - 1) // SPAN + 1))


def _turns(
    file: sqlite3.Connection, texts: Iterable[int], column: str, more: str = ""
) -> Iterable[tuple[int, int, int]]:
    """Text, order and one column of every turn of these texts."""
    wanted = list(texts)
    for at in range(0, len(wanted), PART):
        part = wanted[at : at + PART]
        yield from file.execute(
            f"SELECT text, ord, {column} FROM turns "
            f"WHERE text IN ({','.join('?' * len(part))}) {more} ORDER BY text, ord",
            part,
        )


class _Lengths:
    """How far two positions lie apart, in characters or in words. Turns have their line end; words
    are counted in the words between, which are read out of the search index."""

    def __init__(
        self, study: UUID, file: sqlite3.Connection, texts: Iterable[int], unit: Unit
    ) -> None:
        self.turns: dict[int, dict[int, int]] = {}
        wanted = list(texts)
        for text, order, length in _turns(file, wanted, "length"):
            self.turns.setdefault(text, {})[order] = length
        self.words: Mapping[int, dict[int, str]] = {}
        if unit is Unit.WORDS:
            self.words = _words_of_texts(study, texts_of(file, wanted))

    def of(self, text: int) -> Callable[[int, int], int | None]:
        turns, words = self.turns.get(text, {}), self.words.get(text)
        if words is None:
            return lambda first, second: _characters(turns, first, second)
        return lambda first, second: len(words_of(_between(words, first, second)))


def _characters(turns: Mapping[int, int], first: int, second: int) -> int:
    (one, low), (other, high) = divmod(first, SPAN), divmod(second, SPAN)
    if one == other:
        return high - low
    between = sum(length for order, length in turns.items() if one < order < other)
    return turns.get(one, 0) - low + between + high


def _between(words: Mapping[int, str], first: int, second: int) -> str:
    (one, low), (other, high) = divmod(first, SPAN), divmod(second, SPAN)
    if one == other:
        return words.get(one, "")[low:high]
    middle = [text for order, text in sorted(words.items()) if one < order < other]
    return "\n".join([words.get(one, "")[low:], *middle, words.get(other, "")[:high]])


def _words_of_texts(study: UUID, texts: Mapping[int, UUID]) -> dict[int, dict[int, str]]:
    numbers = {text.hex: number for number, text in texts.items()}
    found: dict[int, dict[int, str]] = {number: {} for number in texts}
    wanted = list(numbers)
    with words_index(study) as index:
        for at in range(0, len(wanted), PART):
            part = wanted[at : at + PART]
            rows = index.execute(
                "SELECT t.text, t.place, w.said || w.asked || w.held FROM turns t "
                f"JOIN words w ON w.rowid = t.id WHERE t.text IN ({','.join('?' * len(part))})",
                part,
            )
            for text, place, words in rows:
                found[numbers[text]][place] = words
    return found

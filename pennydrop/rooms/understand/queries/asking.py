"""Put a question to the codings and words as they are now (rules/asking.py)."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.queries.asking_bits import by_bits, cut_by_bits
from pennydrop.rooms.understand.queries.asking_spans import (
    EVERYWHERE,
    Among,
    Asking,
    Spans,
    texts_of,
)
from pennydrop.rooms.understand.queries.blind import codes_blind, hidden_from
from pennydrop.rooms.understand.queries.positions import positions, positions_with_attributes
from pennydrop.rooms.understand.queries.waiting import AT_ONCE, clock
from pennydrop.rooms.understand.rules.asking import Narrowed, Question, asks_of_people
from pennydrop.rooms.understand.rules.spans import Span

FEWEST, MOST = 128, 4096  # texts that are looked through at a time
QUICK = 0.01  # seconds; as long as these take no more, more are


@dataclass(frozen=True)
class Found:
    """Where something was found: listen's id of the source, and the passage in it."""

    source: UUID
    span: Span


@dataclass(frozen=True)
class FoundPage:
    """How many passages in how many sources were found, and a page of them. `looked`: how many of
    the study's sources (`every`) were looked through; in the others there may be more."""

    total: int
    sources: int
    page: list[Found]
    looked: int
    every: int

    @property
    def whole(self) -> bool:
        return self.looked >= self.every


def find(study: UUID, question: Question, *, reader: str) -> list[Found]:
    """Every passage that fits, source by source in reading order, going by the codings that
    `reader` (as in records) may see. Raises BadPattern."""
    return _everywhere(study, question, hidden_from(study, reader))


def find_whoever_coded(study: UUID, question: Question) -> list[Found]:
    """The same, whoever coded it: for sums that show nobody's coding. Raises BadPattern."""
    return _everywhere(study, question, set())


def _everywhere(study: UUID, question: Question, hidden: set[int]) -> list[Found]:
    with positions_with_attributes(study) as file, Asking(study, file) as asking:
        spans = asking.find(question, EVERYWHERE, hidden)
        ids = texts_of(file, list(spans))
    return [Found(ids[text], span) for text in sorted(spans) for span in spans[text]]


def find_page(
    study: UUID, question: Question, *, reader: str, first: int, count: int, wait: float = AT_ONCE
) -> FoundPage:
    """The same as `find`, where only a page is shown. Raises BadPattern.

    Questions about codes are counted whole (queries/asking_bits.py). For others the sources are
    looked through in reading order, until the page is full and `wait` seconds have gone by.
    """
    ready = positions_with_attributes if asks_of_people(question) else positions
    with ready(study) as file:
        blind = codes_blind(study)
        with Asking(study, file) as asking:
            looking = _Looking(asking, reader, blind)
            if by_bits(question) and not blind:
                return looking.by_bits(question, first, count)
            return looking.through(question, first, count, wait)


class _Looking:
    """A page being looked for."""

    def __init__(self, asking: Asking, reader: str, blind: bool) -> None:
        self.asking, self.file, self.reader, self.blind = asking, asking.file, reader, blind
        (self.every,) = self.file.execute("SELECT coalesce(max(n) + 1, 0) FROM texts").fetchone()

    def by_bits(self, question: Question, first: int, count: int) -> FoundPage:
        # What is worked out of people is kept, so this may write.
        with _one_moment(self.file, "IMMEDIATE" if isinstance(question, Narrowed) else ""):
            total, sources, page = cut_by_bits(self.file, self.asking, question, first, count)
        return self._page(total, sources, page, self.every)

    def through(self, question: Question, first: int, count: int, wait: float) -> FoundPage:
        total = sources = looked = 0
        page: list[tuple[int, Span]] = []
        enough = clock(wait)
        for among, spans in self._range_by_range(question):
            for text in sorted(spans):
                low, high = max(0, first - total), max(0, first + count - total)
                page += [(text, span) for span in spans[text][low:high]]
                total += len(spans[text])
            sources, looked = sources + len(spans), min(int(among.high), self.every)
            # One more than the page says that there is a next one.
            if enough(total > first + count):
                break
        return self._page(total, sources, page, looked)

    def _range_by_range(self, question: Question) -> Iterator[tuple[Among, Spans]]:
        low, size = 0, FEWEST
        while low < self.every:
            among = Among(low, low + size)
            hidden, began = self._hidden(among), time.monotonic()
            with _one_moment(self.file):
                spans = self.asking.find(question, among, hidden)
            yield among, spans
            low = low + size
            if time.monotonic() - began < QUICK:
                size = min(size * 2, MOST)

    def _hidden(self, among: Among) -> set[int]:
        """The codings of these texts that the reader may not see yet."""
        if not self.blind:
            return set()
        where, values = among.where("n")
        rows = self.file.execute(f"SELECT id FROM texts WHERE true {where}", values)
        return hidden_from(self.asking.study, self.reader, [UUID(text) for (text,) in rows])

    def _page(
        self, total: int, sources: int, page: list[tuple[int, Span]], looked: int
    ) -> FoundPage:
        ids = texts_of(self.file, list({text for text, _ in page}))
        found = [Found(ids[text], span) for text, span in page]
        return FoundPage(total, sources, found, looked, self.every)


@contextmanager
def _one_moment(file: sqlite3.Connection, how: str = "") -> Iterator[None]:
    """What is read one after the other is of one moment, whatever is carried in meanwhile."""
    file.execute(f"BEGIN {how}")
    try:
        yield
    finally:
        file.execute("COMMIT")

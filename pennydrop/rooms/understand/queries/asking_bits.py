"""Questions about codes that bits answer (rules/blocks.py): passages with these codes; and, or,
not; from these kinds of source; by these people.

The commonest code of a large study has hundreds of thousands of passages, of which a page shows
fifty. Here they are counted and cut without reading one of them.
"""

import json
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from pennydrop.rooms.understand.queries.asking_spans import Among, Asking
from pennydrop.rooms.understand.queries.positions_blocks import (
    CODED,
    KIND,
    MEETING,
    KeptBits,
)
from pennydrop.rooms.understand.rules.asking import (
    Coded,
    How,
    Joined,
    Narrowed,
    Question,
)
from pennydrop.rooms.understand.rules.spans import Span

People = Callable[[frozenset[tuple[str, str]]], int]


def cut_by_bits(
    file: sqlite3.Connection, asking: Asking, question: Question, first: int, count: int
) -> tuple[int, int, list[tuple[int, Span]]]:
    """How many passages fit, in how many texts, and some of them with the number of their text. The
    bits say which texts those are from; only there it is looked where passages lie."""
    bits = ByBits(file, asking.of_whom)
    fit = bits.put(question)
    cut = bits.kept.page(fit, first, count)
    here = asking.find(question, Among(some=tuple(text for text, _ in cut)))
    page = [(text, here[text][number]) for text, numbers in cut for number in numbers]
    return fit.bit_count(), bits.kept.texts(fit), page


class ByBits:
    """One question being put to the bits. `people`: of whom all this is known, as bits."""

    def __init__(self, file: sqlite3.Connection, people: People) -> None:
        self.file, self.people, self.kept = file, people, KeptBits(file)
        self.put_one: dict[type, Callable[[Any], int]] = {
            Coded: lambda question: self._with(CODED, question),
            Joined: self._joined,
            Narrowed: self._narrowed,
        }

    def put(self, question: Question) -> int:
        """The passages that fit; only for a question that `by_bits` says yes to."""
        return self.put_one[type(question)](question)

    def _with(self, what: str, question: Coded) -> int:
        wanted = [code.hex for code in question.codes]
        blanks = ",".join("?" * len(wanted))
        codes = self.file.execute(f"SELECT n FROM codes WHERE id IN ({blanks})", wanted)
        return self.kept.of(what, (code for (code,) in codes.fetchall()))

    def _joined(self, question: Joined) -> int:
        left = self.put(question.left)
        if question.how is How.OR:
            return left | self.put(question.right)
        meeting = self._meeting(question.right)
        return left & ~meeting if question.how is How.NOT else left & meeting

    def _meeting(self, question: Question) -> int:
        """Every passage that has something in common with one that fits."""
        if isinstance(question, Joined):
            return self._meeting(question.left) | self._meeting(question.right)
        assert isinstance(question, Coded)
        return self._with(MEETING, question)

    def _narrowed(self, question: Narrowed) -> int:
        found = self.put(question.part)
        if question.kinds:
            found &= self.kept.of(KIND, question.kinds)
        if found and question.known:
            known = json.dumps(sorted(question.known))
            found &= self.kept.by_people(known, partial(self.people, question.known))
        return found


def by_bits(question: Question) -> bool:
    """Whether bits can tell: no words in it, and nothing near."""
    if isinstance(question, Narrowed):
        return by_bits(question.part)
    if not isinstance(question, Joined):
        return isinstance(question, Coded)
    if question.how is How.OR:
        return by_bits(question.left) and by_bits(question.right)
    return question.how is not How.NEAR and by_bits(question.left) and _either(question.right)


def _either(question: Question) -> bool:
    """Codes, or one of several: what meets them is known."""
    if isinstance(question, Joined):
        return question.how is How.OR and _either(question.left) and _either(question.right)
    return isinstance(question, Coded)

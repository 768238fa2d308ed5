"""Questions about codes that the file of positions answers by itself: passages with these codes,
and, or, not, in the same or a near turn, from these kinds of source.

The commonest code of a large study has hundreds of thousands of passages, of which a page shows
fifty. Counting and cutting them where they lie is many times faster than reading them all.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pennydrop.rooms.understand.rules.asking import (
    Coded,
    How,
    Joined,
    Narrowed,
    Question,
    Unit,
)
from pennydrop.rooms.understand.rules.positions import SPAN

_OVERLAPPING = 'r.start < l."end" AND r."end" > l.start'
# In turns: the first of the one, less the last of the other, is at most so many.
_TURNS = (
    f'r.start < ((l."end" - 1) / {SPAN} + 1 + ?) * {SPAN} '
    f'AND (r."end" - 1) / {SPAN} >= l.start / {SPAN} - ?'
)


@dataclass(frozen=True)
class InSql:
    """A question in SQL: rows of text, start, "end" and id, in no order, each once."""

    sql: str
    values: tuple[Any, ...]


def worded(question: Question) -> InSql | None:
    """The question in SQL; None where it needs words, or more than the file can tell."""
    word = _WORDING.get(type(question))
    return word(question) if word else None


def count_and_cut(
    file: sqlite3.Connection, question: InSql, *, first: int, count: int
) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """How many passages in how many texts, and a page of them (text, start, end, coding). What
    several people coded stands once, as the first of their codings."""
    once = f'SELECT text, start, "end", min(id) FROM ({question.sql}) GROUP BY text, start, "end"'
    total, texts = file.execute(
        "SELECT count(*), count(DISTINCT text) FROM "
        f'(SELECT DISTINCT text, start, "end" FROM ({question.sql}))',
        question.values,
    ).fetchone()
    page = file.execute(
        f'{once} ORDER BY text, start, "end" LIMIT ? OFFSET ?', (*question.values, count, first)
    ).fetchall()
    return total, texts, page


def coded(question: Coded) -> InSql:
    """Passages with any of these codes."""
    among, values = _among(question)
    return InSql(f'SELECT text, start, "end", id FROM codings WHERE {among}', values)


def _among(question: Coded) -> tuple[str, tuple[str, ...]]:
    """A condition on `code`. One code is read in the order of its index."""
    blanks = ",".join("?" * len(question.codes))
    equals = "=" if len(question.codes) == 1 else "IN"
    condition = f"code {equals} (SELECT n FROM codes WHERE id IN ({blanks}))"
    return condition, tuple(sorted(code.hex for code in question.codes))


def _joined(question: Joined) -> InSql | None:
    left = worded(question.left)
    if left is None:
        return None
    if question.how is How.OR:
        right = worded(question.right)
        if right is None:
            return None
        return InSql(f"SELECT * FROM ({left.sql} UNION {right.sql})", (*left.values, *right.values))
    # What is joined on its part would be worked out anew for every passage.
    if not isinstance(question.right, Coded):
        return None
    if question.how is How.NEAR and question.unit is not Unit.TURNS:
        return None
    near = question.how is How.NEAR
    among, values = _among(question.right)
    exists = "NOT EXISTS" if question.how is How.NOT else "EXISTS"
    sql = (
        f'SELECT l.text, l.start, l."end", l.id FROM ({left.sql}) l WHERE {exists} '
        f"(SELECT 1 FROM codings r WHERE r.text = l.text AND {among} "
        f"AND {_TURNS if near else _OVERLAPPING})"
    )
    reach = (question.within, question.within) if near else ()
    return InSql(sql, (*left.values, *values, *reach))


def _narrowed(question: Narrowed) -> InSql | None:
    part = worded(question.part)
    if part is None or question.known:
        return None
    if not question.kinds:
        return part
    blanks = ",".join("?" * len(question.kinds))
    return InSql(
        f"SELECT * FROM ({part.sql}) WHERE text IN (SELECT n FROM texts WHERE kind IN ({blanks}))",
        (*part.values, *sorted(question.kinds)),
    )


_WORDING: dict[type, Callable[[Any], InSql | None]] = {
    Coded: coded,
    Joined: _joined,
    Narrowed: _narrowed,
}

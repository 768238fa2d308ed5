"""The self-check: a few questions, and a table that says which next steps each answer leads to.

It never names an illness, counts no points and keeps nothing. What an answer leads to depends on
that answer alone, so that whoever signs the table can read every way through it: no answer takes
away what another one brought.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property

from pennydrop.rooms.inform.rules.claims import (
    ClaimText,
    Gap,
    Kind,
    Severity,
    Source,
    Standing,
    standing,
)

UNSAID = "rather-not"
UNSAID_WORDS = "I’d rather not say"
TABLE_KEY = "check-table"  # the claim by which two people answer for the table
RED = (Severity.NOW, Severity.TODAY)
ORDER = (Severity.NOW, Severity.TODAY, Severity.CARE, None, Severity.INFORMATION)
_MOST_SOURCES = 12


class BadTable(ValueError):
    """The table cannot be used. The message names the row."""


@dataclass(frozen=True)
class Answer:
    """A row of the table: what somebody may answer, and the next steps, which are claims by key.

    `said` is the answer in the first person, empty where there is nothing to pass on. `grounds` are
    claims that the row rests on and does not show. `level` None: somebody would rather not say.
    """

    key: str
    words: str
    said: str = ""
    level: Severity | None = Severity.INFORMATION
    steps: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()

    @property
    def red(self) -> bool:
        return self.level in RED

    @cached_property
    def rank(self) -> int:
        """How pressing it is: 0 presses most."""
        return ORDER.index(self.level)


@dataclass(frozen=True)
class Question:
    """One page. Everybody may leave it unsaid, and then gets the steps in `unsaid`."""

    key: str
    short: str
    ask: str
    answers: tuple[Answer, ...]
    unsaid: tuple[str, ...]
    hint: str = ""

    @cached_property
    def rows(self) -> Mapping[str, Answer]:
        """Every row by the key of its answer, the one for leaving it unsaid last."""
        left = Answer(UNSAID, UNSAID_WORDS, level=None, steps=self.unsaid)
        return {row.key: row for row in (*self.answers, left)}


@dataclass(frozen=True)
class Table:
    """All questions in their order; `always` stands below everything, whatever was answered."""

    questions: tuple[Question, ...]
    always: tuple[str, ...]

    @cached_property
    def mark(self) -> str:
        """Changes with anything that the table asks or advises."""
        whole = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]

    @property
    def rows(self) -> Iterator[tuple[Question, Answer]]:
        return ((ask, row) for ask in self.questions for row in ask.rows.values())

    @property
    def keys(self) -> frozenset[str]:
        """Every claim that the table names."""
        named = {key for _, row in self.rows for key in (*row.steps, *row.grounds)}
        return frozenset(named | set(self.always))


@dataclass(frozen=True)
class Group:
    """What is equally pressing: what was answered, and the steps it leads to. `level` None: steps
    for what somebody would rather not say."""

    level: Severity | None
    rows: tuple[Answer, ...]
    steps: tuple[str, ...]


def reached(rows: Iterable[tuple[Answer, int]]) -> tuple[dict[str, int], ...]:
    """For each level, the most pressing first: its steps, and who is led to them there.

    `rows` are answers with who gave them, an int whose every bit is one person, or one combination
    of answers. Only & | ^ touch the ints, which do to each bit what they do to one: a single person
    and a million combinations go through the same lines (see `walk.py`).
    """
    found: tuple[dict[str, int], ...] = tuple({} for _ in ORDER)
    for row, who in rows:
        here = found[row.rank]
        for key in row.steps:
            here[key] = here.get(key, 0) | who
    above: dict[str, int] = {}
    for here in found:
        for key, who in here.items():
            before = above.get(key, 0)
            here[key] = who ^ (who & before)  # a step stands once, where it presses most
            above[key] = before | who
    return found


def next_steps(table: Table, given: Mapping[str, str]) -> tuple[Group, ...]:
    """What these answers lead to, most pressing first; a step stands once, where it presses most.

    `given` maps questions to answers, both by key. A question that is not in it, or whose answer is
    none of its own, leads to nothing.
    """
    said = (ask.rows.get(given.get(ask.key, "")) for ask in table.questions)
    rows = [row for row in said if row is not None and row.steps]
    found: list[Group] = []
    for level, here in zip(ORDER, reached((row, 1) for row in rows), strict=True):
        if here:
            steps = tuple(key for key, who in here.items() if who)
            found.append(Group(level, tuple(row for row in rows if row.level is level), steps))
    return tuple(found)


def valid(table: Table, sent: Mapping[str, str]) -> dict[str, str]:
    """What was sent, without anything that is no answer to one of the questions."""
    return {ask.key: sent[ask.key] for ask in table.questions if sent.get(ask.key, "") in ask.rows}


def check_table(table: Table, claims: Mapping[str, ClaimText]) -> None:
    """Raise BadTable for the first thing that would lead somebody astray."""
    for problem in _problems(table, claims):
        raise BadTable(problem)


def table_claim(table: Table, claims: Mapping[str, ClaimText]) -> ClaimText:
    """The claim that stands for the table: it is signed as any other, and names the table's mark,
    so that a changed table begins unsigned. Its sources are those that most rows rest on."""
    counted = Counter(source for _, row in table.rows for source in sources_of(row, claims))
    most = sorted(counted, key=lambda source: (-counted[source], source.cited))
    return ClaimText(
        TABLE_KEY,
        f"The self-check of {len(table.questions)} questions may lead to the next steps in the "
        f"table with the mark {table.mark}.",
        sources=tuple(most[:_MOST_SOURCES]),
    )


def table_standing(table: Table, signed: ClaimText | None, *, today: date) -> Standing:
    """How the table stands on a day. A claim that names another mark counts for nothing."""
    if signed is None or table.mark not in signed.text:
        return Standing((Gap.LIVED, Gap.CLINICAL), Kind.ADVICE)
    # Were it called a helpline, it would never vanish; a table is advice.
    return standing(replace(signed, kind=Kind.ADVICE), today=today)


def sources_of(row: Answer, claims: Mapping[str, ClaimText]) -> tuple[Source, ...]:
    """Where a row comes from: the sources of its steps and grounds, each once."""
    named = [claims[key] for key in (*row.steps, *row.grounds) if key in claims]
    return tuple(dict.fromkeys(source for claim in named for source in claim.sources))


def _problems(table: Table, claims: Mapping[str, ClaimText]) -> Iterator[str]:
    yield from (f"Nothing is known of “{key}”." for key in sorted(table.keys - set(claims)))
    yield from (f"“{key}” is asked twice." for key in _twice(q.key for q in table.questions))
    if not any(claims[key].kind.stays for key in table.always):
        yield "Nothing stands below every page."
    for ask in table.questions:
        yield from (f"“{ask.key}”: “{key}” twice." for key in _twice(a.key for a in ask.answers))
        for row in ask.rows.values():
            yield from (f"“{ask.key}”, “{row.key}”: {why}" for why in _wrong(row, claims))


def _wrong(row: Answer, claims: Mapping[str, ClaimText]) -> Iterator[str]:
    if row.level not in (None, Severity.INFORMATION) and not (row.steps and row.said):
        yield "it needs a step, and words to pass on."
    if row.level is None and not row.steps:
        yield "whoever leaves it unsaid gets nothing."
    pressing = [claims[key].severity for key in row.steps if claims[key].kind.stays]
    if row.red and row.level not in pressing:
        yield "a red flag needs a step that never vanishes and is as pressing."


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]

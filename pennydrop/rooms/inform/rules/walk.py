"""A robot that goes through every combination of answers to the self-check, none left out.

Many combinations go at once: each is one bit of an int, and `selfcheck.reached`, the very rule that
answers a single person, is run on those ints. What is asked of each combination is said here anew.
"""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pennydrop.rooms.inform.rules.claims import Severity
from pennydrop.rooms.inform.rules.selfcheck import Answer, Question, Table, reached

MOST = 1_000_000_000  # combinations: about a minute
_AT_ONCE = 1 << 18  # combinations in one int, which then fits into a processor's cache
_MOST_FAULTS = 5
Found = Sequence[Mapping[str, int]]
Rule = Callable[[Iterable[tuple[Answer, int]]], Found]
Row = tuple[str, str]  # a question and an answer, by key
Who = tuple[Question, Answer, int]


class TooLarge(ValueError):
    """The table has more combinations than can be walked. The message says what to do."""


@dataclass(frozen=True)
class Block:
    """Combinations that are walked at once: for each answer, a bit for each that holds it."""

    size: int
    rows: tuple[Who, ...]

    def answers(self, bit: int) -> dict[str, str]:
        """One combination, by the keys of questions and answers."""
        return {ask.key: row.key for ask, row, who in self.rows if who >> bit & 1}

    def told(self, bit: int) -> str:
        """The same as a person would say it."""
        here = [(ask, row) for ask, row, who in self.rows if who >> bit & 1]
        return "; ".join(f"{ask.short}: {row.words}" for ask, row in here)


@dataclass(frozen=True)
class Flag:
    """A red flag. `held`: in how many combinations somebody says so; `reached`: in how many of
    these each of its steps stands as pressing as the table says, or more, and one of them is a step
    that never vanishes."""

    question: str
    answer: str
    level: Severity
    held: int
    reached: int


@dataclass(frozen=True)
class Walk:
    """What the robot found. `walked`: how many combinations; `ways`: how many there are. `faults`
    tell the first combination in which each went wrong."""

    mark: str
    walked: int
    ways: int
    flags: tuple[Flag, ...]
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Every combination was walked, and nothing was wrong in any."""
        whole = self.walked == self.ways and not self.faults
        return whole and all(flag.held == flag.reached > 0 for flag in self.flags)


def ways_of(table: Table) -> int:
    """How many combinations of answers there are, leaving questions unsaid counted."""
    return math.prod(len(ask.rows) for ask in table.questions)


def check_size(table: Table) -> None:
    """Raise TooLarge where the walk would not end in good time."""
    if (ways := ways_of(table)) > MOST:
        raise TooLarge(
            f"This table has {len(table.questions)} questions, and {ways:,} ways to answer them; "
            f"the robot walks {MOST:,} at most. Leave a question out, or make two tables of it."
        )


def walk(table: Table, stays: Mapping[str, Severity], *, rule: Rule = reached) -> Walk:
    """Go through every combination. Raises TooLarge. `stays`: how pressing each claim is that never
    vanishes, by key."""
    check_size(table)
    robot = _Robot(stays)
    walked = 0
    for block in blocks(table):
        robot.look(block, rule([(row, who) for _, row, who in block.rows]))
        walked += block.size
        if len(robot.faults) >= _MOST_FAULTS:
            break
    faults = tuple(f"{fault} (first with {told})" for fault, told in robot.faults.items())
    return Walk(table.mark, walked, ways_of(table), robot.flags(table), faults)


def blocks(table: Table) -> Iterator[Block]:
    """Every combination once: the last questions vary within a block, the first from one block to
    the next."""
    inner, size = _within(table)
    first = table.questions[: len(table.questions) - len(inner)]
    varying = tuple(_patterns(inner, size))
    everybody = (1 << size) - 1
    for held in itertools.product(*(ask.rows.values() for ask in first)):
        fast = [(ask, row, everybody) for ask, row in zip(first, held, strict=True)]
        yield Block(size, (*fast, *varying))


def _within(table: Table) -> tuple[Sequence[Question], int]:
    size, taken = 1, 0
    for ask in reversed(table.questions):
        if size * len(ask.rows) > _AT_ONCE:
            break
        size, taken = size * len(ask.rows), taken + 1
    return table.questions[len(table.questions) - taken :], size


def _patterns(asked: Sequence[Question], size: int) -> Iterator[Who]:
    """Combination i holds answer (i // step) % n of a question with n answers."""
    everybody = (1 << size) - 1
    step = size
    for ask in asked:
        period, step = step, step // len(ask.rows)
        again = everybody // ((1 << period) - 1)  # a bit at the start of each period
        for place, row in enumerate(ask.rows.values()):
            yield ask, row, (((1 << step) - 1) << (place * step)) * again


@dataclass
class _Robot:
    """Looks at what every combination of a block leads to, and remembers."""

    stays: Mapping[str, Severity]
    faults: dict[str, str] = field(default_factory=dict)
    held: Counter[Row] = field(default_factory=Counter)
    good: Counter[Row] = field(default_factory=Counter)

    def look(self, block: Block, found: Found) -> None:
        there = list(itertools.accumulate(found, _together))  # at that level or above it
        wanted: dict[str, int] = {}
        for ask, row, who in block.rows:
            lost = self._lost(block, there[row.rank], (ask, row, who))
            for key in row.steps:
                wanted[key] = wanted.get(key, 0) | who
            if row.red:
                self.held[ask.key, row.key] += who.bit_count()
                self.good[ask.key, row.key] += _but(who, lost).bit_count()
        for key, who in there[-1].items():
            astray = _but(who, wanted.get(key, 0))
            self._say(block, f"“{key}” stands where no answer leads to it", astray)
        self._twice(block, found)

    def flags(self, table: Table) -> tuple[Flag, ...]:
        return tuple(
            Flag(ask.short, row.words, row.level, self.held[at], self.good[at])
            for ask, row in table.rows
            for at in [(ask.key, row.key)]
            if row.level is not None and row.red
        )

    def _lost(self, block: Block, there: Mapping[str, int], who_said: Who) -> int:
        """Who gave this answer and misses a step of it."""
        ask, row, who = who_said
        lost, safe = 0, 0
        for key in row.steps:
            missing = _but(who, there.get(key, 0))
            lost |= missing
            if self.stays.get(key) is row.level:
                safe |= _but(who, missing)
            self._say(block, f"“{ask.short}: {row.words}” does not reach “{key}”", missing)
        bare = _but(who, safe) if row.red else 0
        self._say(
            block,
            f"“{ask.short}: {row.words}” reaches nothing as pressing that never vanishes",
            bare,
        )
        return lost | bare

    def _twice(self, block: Block, found: Found) -> None:
        seen: dict[str, int] = {}
        for here in found:
            for key, who in here.items():
                self._say(block, f"“{key}” stands twice", who & seen.get(key, 0))
            seen = _together(seen, here)

    def _say(self, block: Block, fault: str, who: int) -> None:
        if who and fault not in self.faults and len(self.faults) < _MOST_FAULTS:
            self.faults[fault] = block.told((who & -who).bit_length() - 1)


def _but(who: int, others: int) -> int:
    """Those of `who` that are not among the others (on ints so long, faster than & ~)."""
    return who ^ (who & others)


def _together(one: Mapping[str, int], two: Mapping[str, int]) -> dict[str, int]:
    both = dict(one)
    for key, who in two.items():
        both[key] = both.get(key, 0) | who
    return both

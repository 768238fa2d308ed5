"""A robot for the self-check. `python -m tests.inform.every_answer` has it go through every
combination of answers that there is, on all cores; the tests have it go through fewer.

What it asks of a result is said here anew, without the code of the rule.
"""

import itertools
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import Pool

from pennydrop.rooms.inform.rules.claims import Severity
from pennydrop.rooms.inform.rules.selfcheck import Answer, Group, Question, Table, next_steps
from pennydrop.rooms.inform.rules.starter.checking import shipped_table

ORDER = [Severity.NOW, Severity.TODAY, Severity.CARE, None, Severity.INFORMATION]
PLACE = {level: place for place, level in enumerate(ORDER)}
AT_ONCE = 4  # questions whose answers are held fast for one piece of the work
Rule = Callable[[Table, Mapping[str, str]], tuple[Group, ...]]


def flagged(table: Table) -> tuple[list[Question], list[Question]]:
    """The questions with a red flag, and the others."""
    red = [ask for ask in table.questions if any(row.red for row in ask.answers)]
    return red, [ask for ask in table.questions if ask not in red]


def walks(table: Table) -> Iterator[list[Answer]]:
    """Every combination of the answers to the questions that hold a red flag, and with them in
    turn every combination of the rest."""
    red, rest = flagged(table)
    others = itertools.cycle(itertools.product(*(ask.rows.values() for ask in rest)))
    named = {ask.key: number for number, ask in enumerate(table.questions)}
    for first in itertools.product(*(ask.rows.values() for ask in red)):
        rows = list(zip([*red, *rest], [*first, *next(others)], strict=True))
        rows.sort(key=lambda pair: named[pair[0].key])
        yield [row for _, row in rows]


def answers(table: Table, rows: Sequence[Answer]) -> dict[str, str]:
    return {ask.key: row.key for ask, row in zip(table.questions, rows, strict=True)}


def faults(rows: Sequence[Answer], groups: tuple[Group, ...]) -> Iterator[str]:
    """What is wrong with what these answers lead to."""
    if not groups:
        yield "nothing at all"
    levels = [PLACE[group.level] for group in groups]
    if any(one >= two for one, two in itertools.pairwise(levels)):
        yield "red flags do not come first"
    where = {key: PLACE[group.level] for group in groups for key in group.steps}
    if len(where) != sum(len(group.steps) for group in groups):
        yield "a step twice"
    wanted = set()
    for row in rows:
        place = PLACE[row.level]
        for key in row.steps:
            wanted.add(key)
            if where.get(key, len(ORDER)) > place:
                yield f"{row.said or row.words} does not reach {key}"
    if where.keys() != wanted:
        yield "a step that no answer leads to"


def first_fault(table: Table, rule: Rule = next_steps) -> str:
    for rows in walks(table):
        for fault in faults(rows, rule(table, answers(table, rows))):
            return fault
    return ""


def every_answer_once() -> list[dict[str, str]]:
    """Forms as they are sent after the last question, which together hold every answer."""
    asked = [(ask.key, list(ask.rows)) for ask in shipped_table().questions]
    most = max(len(rows) for _, rows in asked)
    forms = [{key: rows[at % len(rows)] for key, rows in asked} for at in range(most)]
    return [{**form, "at": asked[-1][0]} for form in forms]


def piece(first: tuple[int, ...]) -> tuple[int, list[str]]:
    """Every combination that begins with these answers, by their places: how many, and the first
    few faults."""
    table = shipped_table()
    held = [list(ask.rows.values())[at] for ask, at in zip(table.questions, first, strict=False)]
    rest = [ask.rows.values() for ask in table.questions[len(first) :]]
    keys = [ask.key for ask in table.questions]
    wrong: list[str] = []
    count = 0
    for others in itertools.product(*rest):
        rows = (*held, *others)
        given = dict(zip(keys, [row.key for row in rows], strict=True))
        wrong += itertools.islice(faults(rows, next_steps(table, given)), 5 - len(wrong))
        count += 1
    return count, wrong


def main() -> int:
    table = shipped_table()
    sizes = [len(ask.rows) for ask in table.questions]
    pieces = list(itertools.product(*(range(size) for size in sizes[:AT_ONCE])))
    begun, walked = time.monotonic(), 0
    with Pool() as pool:
        for done, (count, wrong) in enumerate(pool.imap_unordered(piece, pieces), start=1):
            walked += count
            if wrong:
                print("\n".join(wrong))
                return 1
            print(f"{done} of {len(pieces)} pieces, {walked:,} combinations", flush=True)
    taken = time.monotonic() - begun
    print(f"table {table.mark}: {walked:,} of {math.prod(sizes):,} without a fault, {taken:.0f} s")
    return 0 if walked == math.prod(sizes) else 1


if __name__ == "__main__":
    sys.exit(main())

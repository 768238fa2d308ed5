"""What is asked of a result of the self-check, said anew, without the code of the rule; and forms
that together hold every answer."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from pennydrop.rooms.inform.rules.claims import Severity
from pennydrop.rooms.inform.rules.selfcheck import Answer, Group, Table
from pennydrop.rooms.inform.rules.starter.checking import shipped_table

LEVELS = [Severity.NOW, Severity.TODAY, Severity.CARE, None, Severity.INFORMATION]
PLACE = {level: place for place, level in enumerate(LEVELS)}


def answers(table: Table, rows: Sequence[Answer]) -> dict[str, str]:
    return {ask.key: row.key for ask, row in zip(table.questions, rows, strict=True)}


def rows_of(table: Table, given: Mapping[str, str]) -> list[Answer]:
    return [ask.rows[given[ask.key]] for ask in table.questions if ask.key in given]


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
            if where.get(key, len(LEVELS)) > place:
                yield f"{row.said or row.words} does not reach {key}"
    if where.keys() != wanted:
        yield "a step that no answer leads to"


def every_answer_once() -> list[dict[str, str]]:
    """Forms as they are sent after the last question, which together hold every answer."""
    asked = [(ask.key, list(ask.rows)) for ask in shipped_table().questions]
    most = max(len(rows) for _, rows in asked)
    forms = [{key: rows[at % len(rows)] for key, rows in asked} for at in range(most)]
    return [{**form, "at": asked[-1][0]} for form in forms]

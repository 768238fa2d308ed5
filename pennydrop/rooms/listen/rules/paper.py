"""Consent given on paper, for many people at once: what a table says, and what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.rules.consent import ConsentState, Reply, Scope

SCOPE_WORDS: Mapping[Scope, str] = {
    Scope.TAKE_PART: "Take part",
    Scope.ANALYSE: "Analyse",
    Scope.QUOTE: "Quote",
    Scope.PUBLISH: "Publish",
    Scope.KEEP: "Keep",
    Scope.LATER_STUDIES: "Later studies",
    Scope.CONTACT_AGAIN: "Contact again",
}
_MEANS: Mapping[str, Reply] = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "✓"), Reply.YES),
    **dict.fromkeys(("no", "n", "false", "0"), Reply.NO),
    **dict.fromkeys(("unknown", "?", "not known", "not asked", "dk"), Reply.UNKNOWN),
}
NAME_COLUMN = "pseudonym"


class BadConsents(ValueError):
    """A table of consents cannot be read. The message names the file and the row."""


@dataclass(frozen=True)
class Change:
    """One answer that is now another one."""

    participant: UUID
    scope: Scope
    reply: Reply


Replies = Mapping[UUID, Mapping[Scope, Reply]]


def changes(states: Mapping[UUID, ConsentState], replies: Replies) -> list[Change]:
    """What differs from what is recorded. Never asked and unknown are the same."""
    return [
        Change(person, scope, reply)
        for person, said in replies.items()
        for scope, reply in said.items()
        if states[person].on(scope).reply is not reply
    ]


def read_table(
    rows: Sequence[Sequence[str]], people: Mapping[str, UUID], *, file: str
) -> dict[UUID, dict[Scope, Reply]]:
    """Answers by participant from a table with a column `pseudonym` and one for each scope.

    An empty cell, or a scope without a column, leaves what is recorded. Raises BadConsents.
    """
    if not rows:
        raise BadConsents(f"{file} is empty; nothing was read.")
    heads = [_word(cell) for cell in rows[0]]
    at = _columns(heads, file)
    found: dict[UUID, dict[Scope, Reply]] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = [*row, *[""] * (len(heads) - len(row))]
        name = cells[heads.index(NAME_COLUMN)].strip().upper()
        if not any(cell.strip() for cell in row):
            continue
        if name not in people:
            raise BadConsents(_nobody(file, number, name))
        if people[name] in found:
            raise BadConsents(f"{file}, row {number}: {name} stands in the table twice.")
        found[people[name]] = dict(_replies(cells, at, file, number))
    if not found:
        raise BadConsents(f"{file} has headings and no rows; nothing was read.")
    return found


def _nobody(file: str, number: int, name: str) -> str:
    if not name:
        return f"{file}, row {number}: the pseudonym is missing."
    return (
        f"{file}, row {number}: nobody here is called {name[:20]} (or they have taken their words "
        "back). Write pseudonyms as they stand in the table, such as P014."
    )


def _columns(heads: Sequence[str], file: str) -> dict[Scope, int]:
    known = {scope.value: scope for scope in Scope}
    if NAME_COLUMN not in heads:
        raise BadConsents(
            f"{file}, row 1: there is no column “{NAME_COLUMN}”. The columns are "
            f"{NAME_COLUMN}, {', '.join(known)}."
        )
    strange = [head for head in heads if head and head != NAME_COLUMN and head not in known]
    twice = [head for head in heads if head and heads.count(head) > 1]
    if strange or twice:
        what = "is not a column that is read" if strange else "stands there twice"
        raise BadConsents(
            f"{file}, row 1: “{(strange or twice)[0][:40]}” {what}. The columns are "
            f"{NAME_COLUMN}, {', '.join(known)}."
        )
    return {known[head]: place for place, head in enumerate(heads) if head in known}


def _replies(
    cells: Sequence[str], at: Mapping[Scope, int], file: str, number: int
) -> Iterable[tuple[Scope, Reply]]:
    for scope, place in at.items():
        word = " ".join(cells[place].casefold().split())
        if not word:
            continue
        if word not in _MEANS:
            raise BadConsents(
                f"{file}, row {number}, column “{scope.value}”: “{cells[place].strip()[:20]}” is "
                "not an answer. Write yes, no or unknown."
            )
        yield scope, _MEANS[word]


def _word(cell: str) -> str:
    return "_".join(cell.strip().casefold().replace("-", " ").split())

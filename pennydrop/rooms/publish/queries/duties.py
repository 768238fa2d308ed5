"""What somebody has to look after about recommendations and promises, one line each."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.publish.queries.promises import Entry, Owner, entries
from pennydrop.rooms.publish.rules.commitments import State

SOON_DAYS = 21
AGAIN_DAYS = 28


@dataclass(frozen=True)
class Duty:
    """One thing that waits, and the recommendation it is about."""

    recommendation: UUID
    text: str


def duties(organisations: Collection[UUID], *, on: dt.date) -> list[Duty]:
    """What waits on a day in these organisations, most pressing first."""
    found = [
        (rank, Duty(entry.id, text))
        for entry in entries(on=on, organisations=organisations)
        for rank, text in _of(entry, on)
    ]
    return [duty for _, duty in sorted(found, key=lambda pair: pair[0])]


def _of(entry: Entry, on: dt.date) -> Iterator[tuple[int, str]]:
    for owner in entry.owners:
        if text := _figure_due(owner, on):
            yield 0, text
        elif owner.state in (State.LATE, State.BROKEN) and _fresh(owner, on):
            yield 1, f"{owner.name}: a promise is {owner.state.value} now."
        elif owner.state is State.NO_REPLY and _fresh(owner, on):
            yield 2, f"{owner.name} has not replied by {owner.reply_by:%-d %B}."
    if not entry.owners and not entry.source:
        yield 3, f"“{entry.text[:60].strip()}…” has not been put to anybody yet."


def _figure_due(owner: Owner, on: dt.date) -> str:
    """A figure has to come in by the promise's day, or it counts as late."""
    promise = owner.promised
    if promise is None or promise.named or owner.state is not State.NOT_YET_DUE:
        return ""
    left = (promise.due - on).days
    return f"{owner.name}: a figure is needed by {promise.due:%-d %B}." if left <= SOON_DAYS else ""


def _fresh(owner: Owner, on: dt.date) -> bool:
    """Whether it came about lately: what everybody knows by now need not be said each day."""
    return (on - owner.history[-1][0]).days <= AGAIN_DAYS

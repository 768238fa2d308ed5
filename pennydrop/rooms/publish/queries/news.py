"""What is new on the public page of promises, and the whole of it in short."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pennydrop.rooms.publish.queries.promises import Entry, Owner
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS, MEANING, State

MOST = 100
# Good and bad news side by side, for a page that has room for few.
TELLING = (State.KEPT, State.LATE, State.BROKEN, State.NOT_YET_DUE)


@dataclass(frozen=True)
class News:
    """One thing that everybody can read since a day. `key` names it for ever."""

    key: str
    on: dt.date
    title: str
    text: str
    slug: str


@dataclass(frozen=True)
class InShort:
    """One promise with its newest figure, what that counts and what was promised of it; `state` and
    `owner` say how it stands and with whom, `meaning` why it stands so."""

    asked: str
    figure: str
    measure: str
    owner: str
    state: State
    meaning: str
    slug: str


def in_short(entries: Sequence[Entry], *, most: int) -> list[InShort]:
    """A few promises that have figures, one from each state before a second from any."""
    found = [
        InShort(
            entry.text,
            figures[-1].words,
            f"{owner.promised.measure}. Promised: {owner.promised.target} by "
            f"{owner.promised.due:%-d %B %Y}",
            owner.name,
            owner.state,
            owner.meaning,
            entry.slug,
        )
        for entry in entries
        for owner in entry.owners
        if owner.promised and (figures := owner.promised.figures)
    ]
    firsts = [next((one for one in found if one.state is state), None) for state in TELLING]
    chosen = [one for one in firsts if one is not None]
    return [*chosen, *(one for one in found if one not in chosen)][:most]


def news_of(entries: Iterable[Entry]) -> list[News]:
    """Everything that turned in entries as everybody sees them, newest first."""
    found = [news for entry in entries for owner in entry.owners for news in _of(entry, owner)]
    return sorted(found, key=lambda news: (news.on, news.key), reverse=True)[:MOST]


def _of(entry: Entry, owner: Owner) -> Iterator[News]:
    label = "Invented. " if entry.invented else ""
    asked = f"{label}{entry.text}"
    for day, state in owner.history:
        title = f"{state.value[0].upper()}{state.value[1:]}: {owner.name}"
        key = f"{owner.id}/{day}/{state.name.lower()}"
        yield News(key, _public(day), title, f"{asked} {MEANING[state]}", entry.slug)
    for number, one in enumerate(owner.put_right, start=1):
        title = f"Corrected: {owner.name}"
        text = f"{asked} {one.said} {one.why}"
        yield News(f"{owner.id}/{number}/corrected", _public(one.on), title, text, entry.slug)
    if owner.promised is None:
        return
    for due, why, noted, _ in owner.promised.later:
        title = f"A later day was given: {owner.name}"
        text = (
            f"{asked} First promised for {owner.promised.due:%-d %B %Y}, now for "
            f"{due:%-d %B %Y}: {why}"
        )
        yield News(f"{owner.id}/{due}/later", _public(noted), title, text, entry.slug)
    for figure in owner.promised.figures:
        title = f"A figure came in: {owner.name}"
        text = f"{asked} {owner.promised.measure}, {figure.on:%-d %B %Y}: {figure.words}."
        yield News(f"{owner.id}/{figure.id}", _public(figure.noted_on), title, text, entry.slug)


def _public(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=EARLY_DAYS)

"""What is new on the public page of promises, and the whole of it in short."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pennydrop.rooms.publish.queries.promises import LOOK, Entry, Owner
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS, MEANING, State

MOST = 100
# Good and bad news side by side, for a page that has room for few.
TELLING = (State.KEPT, State.LATE, State.BROKEN, State.NOT_YET_DUE)


@dataclass(frozen=True)
class News:
    """One thing that everybody can read since a day. `key` names it for ever; `what` came about
    with `whom`, of what was `asked`; `look` goes with a state's word."""

    key: str
    on: dt.date
    what: str
    whom: str
    asked: str
    detail: str
    slug: str
    invented: bool
    look: str = ""

    @property
    def happened(self) -> dt.date:
        """When it came about, or was entered; everybody reads it some days later."""
        return self.on - dt.timedelta(days=EARLY_DAYS)

    @property
    def title(self) -> str:
        return f"{self.what}: {self.whom}"

    @property
    def text(self) -> str:
        """All of it, for whoever reads it away from our pages."""
        return f"{'Invented. ' if self.invented else ''}{self.asked} {self.detail}"


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


def newest_of_each(entries: Iterable[Entry]) -> list[News]:
    """The newest of each recommendation, newest first; what it came to before a figure of it."""
    found: dict[str, News] = {}
    for news in sorted(news_of(entries), key=lambda one: (one.on, bool(one.look)), reverse=True):
        found.setdefault(news.slug, news)
    return list(found.values())


def _of(entry: Entry, owner: Owner) -> Iterator[News]:
    def news(key: str, on: dt.date, what: str, detail: str, look: str = "") -> News:
        return News(
            f"{owner.id}/{key}", _public(on), what, owner.name, entry.text, detail, entry.slug,
            entry.invented, look,
        )  # fmt: skip

    for day, state in owner.history:
        what = f"{state.value[0].upper()}{state.value[1:]}"
        yield news(f"{day}/{state.name.lower()}", day, what, MEANING[state], LOOK[state])
    for number, one in enumerate(owner.put_right, start=1):
        yield news(f"{number}/corrected", one.on, "Corrected", f"{one.said} {one.why}")
    if owner.promised is None:
        return
    for due, why, noted, _ in owner.promised.later:
        detail = (
            f"First promised for {owner.promised.due:%-d %B %Y}, now for {due:%-d %B %Y}: {why}"
        )
        yield news(f"{due}/later", noted, "A later day was given", detail)
    for figure in owner.promised.figures:
        detail = f"{owner.promised.measure}, {figure.on:%-d %B %Y}: {figure.words}."
        yield news(str(figure.id), figure.noted_on, "A figure came in", detail)


def _public(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=EARLY_DAYS)

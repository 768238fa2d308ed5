"""Those who took part see their lines before they are printed: how long, and what an objection
stops. A person who does not look agrees to nothing more by it: consent alone decides."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

LEAST_DAYS = 7
USUAL_DAYS = 14
MOST_DAYS = 90


class Objection(Enum):
    """What somebody says against a line of theirs. The values are those of `core/first_look`."""

    NOT_THIS = "not_this"
    NOT_THESE_WORDS = "not_these_words"


class State(Enum):
    """How far one line is with the person who said it."""

    NOT_SHOWN = "not shown yet"
    CHANGED = "changed since it was shown"
    WAITING = "on show"
    OVER = "time is over"
    OBJECTED = "objected to"


@dataclass(frozen=True)
class Shown:
    """A line as it was put on show: `digest` says in which words, `last_day` until when a release
    waits for the person."""

    digest: str
    last_day: dt.date


def show(before: Shown | None, digest: str, *, days: int, today: dt.date) -> Shown:
    """What stands once a line is put on show, or again.

    The same words keep their time, and get more of it where there are more days now. Other words
    get all of it anew. The last day never moves nearer.

    >>> first = show(None, "a", days=14, today=dt.date(2026, 3, 2))
    >>> show(first, "b", days=7, today=dt.date(2026, 3, 4)).last_day
    datetime.date(2026, 3, 16)
    """
    fresh = today + dt.timedelta(days=days)
    if before is None:
        return Shown(digest, fresh)
    return Shown(
        digest, max(before.last_day, fresh) if before.digest != digest else before.last_day
    )


def longer(shown: Shown, *, by_days: int) -> Shown:
    """The same line with more days; fewer change nothing."""
    return Shown(shown.digest, shown.last_day + dt.timedelta(days=max(0, by_days)))


def stands(objection: Objection, said_of: str, digest: str) -> bool:
    """Whether an objection still stops a line. `said_of`: the words that it was about, `digest`:
    those that stand there now. Other words answer “not in these words” and nothing else."""
    return objection is Objection.NOT_THIS or said_of == digest


def state_of(shown: Shown | None, digest: str, *, objected: bool, today: dt.date) -> State:
    if objected:
        return State.OBJECTED
    if shown is None:
        return State.NOT_SHOWN
    if shown.digest != digest:
        return State.CHANGED
    return State.WAITING if today <= shown.last_day else State.OVER

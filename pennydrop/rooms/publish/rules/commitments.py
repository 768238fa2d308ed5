"""What became of a recommendation that was put to somebody: derived from dates and figures, never
typed.

Only what had been entered by a day counts on that day. So what was late can never turn into kept
by a figure that somebody enters afterwards, and the page of two weeks ago can be shown as it was.
Nothing here knows whether a study is open: closing ends no promise.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from pennydrop.rooms.publish.rules.measures import Measure, Reading, Told, is_met, tell

# Owners see a change this long before everybody does, and can answer beside it.
EARLY_DAYS = 14
# So long after its first day a promise is late; then it is broken, unless a later day was given.
PATIENCE_DAYS = 90
USUAL_WAIT_DAYS = 56
LONGEST_WAIT_DAYS = 365


class State(Enum):
    """Where a recommendation stands with one owner."""

    NOT_ASKED = "not asked yet"
    ASKED = "asked"
    NO_REPLY = "no reply"
    DECLINED = "declined"
    NOT_YET_DUE = "not yet due"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    MISTAKEN = "entered in error"


MEANING = {
    State.NOT_ASKED: "We have not put it to anybody yet.",
    State.ASKED: "We asked, and the time to reply is not over.",
    State.NO_REPLY: "We asked, and the time to reply went by without one.",
    State.DECLINED: "They said no.",
    State.NOT_YET_DUE: "They promised, and the day has not come.",
    State.KEPT: "It was done by the day they first promised.",
    State.LATE: "The first day went by. It was done after that, or a later day still holds.",
    State.BROKEN: "The days they gave went by and it was not done, or they took the promise back.",
    State.MISTAKEN: "It should not have been entered. It stays in sight, and counts for nothing.",
}


DONE_LATE = "It was done, but after the first day they gave."
NOT_DONE = "The first day they gave went by, and it is not done yet."
TAKEN_BACK = "They took the promise back."
LET_GO = "It was done by the first day they gave, and then let go."
NEVER_DONE = "The days they gave went by, and it was not done."


class OwnerKind(Enum):
    """Whom a recommendation can be put to."""

    ORGANISATION = "organisation"
    PARTNERSHIP = "Combating Drugs Partnership"
    COMMISSIONER = "commissioner"


@dataclass(frozen=True)
class NewDate:
    """A later day that an owner gave. The first one stays and stays in sight."""

    due: dt.date
    noted_on: dt.date


@dataclass(frozen=True)
class Promise:
    """What an owner agreed to. `due` is the first day; `noted_on` the day it was entered. A no
    that comes after it takes the promise back."""

    measure: Measure
    due: dt.date
    noted_on: dt.date
    later: tuple[NewDate, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Reply:
    on: dt.date
    noted_on: dt.date
    agreed: bool


@dataclass(frozen=True)
class Asked:
    """A recommendation put to one owner, and everything that came of it, as first entered.
    `corrected`: the whole of it as it should have been, from each day on which something was put
    right; `mistaken`: none of it should have been entered."""

    on: dt.date
    noted_on: dt.date
    wait_days: int
    replies: tuple[Reply, ...] = ()
    promise: Promise | None = None
    mistaken: bool = False
    corrected: tuple["Corrected", ...] = ()

    @property
    def reply_by(self) -> dt.date:
        return self.on + dt.timedelta(days=self.wait_days)


@dataclass(frozen=True)
class Corrected:
    """How something reads from the day on which it was put right; in the order of the days."""

    on: dt.date
    asked: Asked


@dataclass(frozen=True)
class Turned:
    """A correction that made one state another: never without its being said."""

    on: dt.date
    before: State
    after: State


def as_of(asked: Asked | None, day: dt.date) -> Asked | None:
    """What was known by the end of `day`."""
    if asked is None or asked.noted_on > day:
        return None
    asked = _as_corrected(asked, day)
    promise = asked.promise
    if promise is not None and promise.noted_on > day:
        promise = None
    if promise is not None:
        promise = replace(
            promise,
            later=tuple(date for date in promise.later if date.noted_on <= day),
            readings=tuple(_known(one, day) for one in promise.readings if one.noted_on <= day),
        )
    replies = tuple(reply for reply in asked.replies if reply.noted_on <= day)
    return replace(asked, replies=replies, promise=promise)


def _as_corrected(asked: Asked, day: dt.date) -> Asked:
    in_force = [one.asked for one in asked.corrected if one.on <= day]
    return in_force[-1] if in_force else replace(asked, corrected=())


def turned_by_correction(asked: Asked, until: dt.date) -> list[Turned]:
    """Each correction by then that gave a state another name than it had without."""
    found = []
    for number, one in enumerate(asked.corrected):
        without = replace(asked, corrected=asked.corrected[:number])
        before, after = state_of(without, one.on), state_of(asked, one.on)
        if one.on <= until and before is not after:
            found.append(Turned(one.on, before, after))
    return found


def _known(one: Reading, day: dt.date) -> Reading:
    return replace(one, struck_on=None) if one.struck_on and one.struck_on > day else one


def state_of(asked: Asked | None, day: dt.date) -> State:
    """Where it stands at the end of `day`, from what was known by then."""
    known = as_of(asked, day)
    if known is None:
        return State.NOT_ASKED
    if known.mistaken:
        return State.MISTAKEN
    if known.promise is not None:
        facts = _facts(known.promise, known.replies, day)
        return next(state for state, holds in TABLE if holds(facts))
    if known.replies:
        return State.DECLINED
    return State.ASKED if day <= known.reply_by else State.NO_REPLY


def meaning_of(asked: Asked, day: dt.date) -> str:
    """What the state means for this one, in a sentence."""
    known, state = as_of(asked, day), state_of(asked, day)
    if known is None or known.promise is None or state not in (State.LATE, State.BROKEN):
        return MEANING[state]
    facts = _facts(known.promise, known.replies, day)
    if state is State.LATE:
        return DONE_LATE if facts.met else NOT_DONE
    if facts.taken_back:
        return TAKEN_BACK
    return LET_GO if facts.on_time else NEVER_DONE


def changes(asked: Asked, until: dt.date) -> list[tuple[dt.date, State]]:
    """Each day on which the state became another, up to and with `until`, oldest first."""
    found: list[tuple[dt.date, State]] = []
    for day in sorted(day for day in _turning_days(asked) if asked.noted_on <= day <= until):
        state = state_of(asked, day)
        if not found or found[-1][1] is not state:
            found.append((day, state))
    return found


def _turning_days(asked: Asked) -> set[dt.date]:
    """The only days on which a state can become another."""
    days = {one.on for one in asked.corrected}
    for version in (asked, *(one.asked for one in asked.corrected)):
        days |= _days_of(version)
    return days


def _days_of(asked: Asked) -> set[dt.date]:
    days = {asked.noted_on, _after(asked.reply_by), *(reply.noted_on for reply in asked.replies)}
    promise = asked.promise
    if promise is not None:
        days |= {promise.noted_on, _after(promise.due), _after(_patience(promise.due))}
        days |= {date for later in promise.later for date in (later.noted_on, _after(later.due))}
        days |= {one.noted_on for one in promise.readings}
        days |= {one.struck_on for one in promise.readings if one.struck_on}
    return days


def _after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _patience(due: dt.date) -> dt.date:
    return due + dt.timedelta(days=PATIENCE_DAYS)


def met_on(promise: Promise) -> dt.date | None:
    """The first day on which what was promised was seen to be done; None while it never was."""
    measure = promise.measure
    days = [one.reading.noted_on for one in tell(measure, promise.readings) if is_met(measure, one)]
    return min(days, default=None)


@dataclass(frozen=True)
class _Facts:
    """What the table asks. `on_time`: met by the first day; `met`: met by what is known now;
    `missed`: seen not to hold after the first day; `waiting`: a day given has still to come."""

    over: bool
    lasting: bool
    on_time: bool
    met: bool
    missed: bool
    taken_back: bool
    waiting: bool


# The first row that holds says the state.
TABLE: tuple[tuple[State, Callable[[_Facts], bool]], ...] = (
    (State.BROKEN, lambda f: f.taken_back and f.lasting),
    (State.NOT_YET_DUE, lambda f: f.lasting and not f.over and not f.taken_back),
    (State.KEPT, lambda f: f.on_time and not (f.lasting and f.missed)),
    (State.LATE, lambda f: f.over and f.met),
    (State.BROKEN, lambda f: f.taken_back or (f.lasting and f.on_time)),
    (State.NOT_YET_DUE, lambda f: not f.over),
    (State.LATE, lambda f: f.waiting),
    (State.BROKEN, lambda f: True),
)


def _facts(promise: Promise, replies: Sequence[Reply], day: dt.date) -> _Facts:
    measure = promise.measure
    told = tell(measure, promise.readings)
    back = next((reply.noted_on for reply in replies if not reply.agreed), dt.date.max)
    until = min(promise.due, back)
    by_then = [one for one in told if max(one.reading.on, one.reading.noted_on) <= until]
    since = [one for one in told if one not in by_then]
    last = max([_patience(promise.due), *(d.due for d in promise.later)])
    return _Facts(
        over=day > promise.due,
        lasting=measure.lasting,
        on_time=_done(measure, by_then),
        met=_done(measure, told),
        missed=any(is_met(measure, one) is False for one in since),
        taken_back=back <= day,
        waiting=day <= last,
    )


def _done(measure: Measure, told: Sequence[Told]) -> bool:
    """Reached once is done; what has to last is told by the newest figure that says anything."""
    seen = [met for one in told if (met := is_met(measure, one)) is not None]
    return bool(seen) and (seen[-1] if measure.lasting else any(seen))

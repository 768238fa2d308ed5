"""Whose words stay when a study's time is over. Values in, values out; the day is handed in."""

import datetime as dt
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.consent import ConsentState, Reply, Scope, Use, may

WARN_DAYS = 30
"""How long before the day staff are told of it."""


@dataclass(frozen=True)
class Times:
    """The two days of a study; None where none was entered, and then nothing is deleted."""

    until: dt.date | None
    longest: dt.date | None


def stays(state: ConsentState) -> bool:
    """Whether somebody said that we may keep their words when the work is over.

    A yes to later studies is a yes to keeping, since it cannot be done without; but a plain no to
    keeping is stronger. Unknown means no.
    """
    if state.on(Scope.KEEP).reply is Reply.NO:
        return False
    return may(state, Use.KEEP) or may(state, Use.LATER_STUDIES)


def is_over(state: ConsentState, times: Times, *, shared: bool, on: dt.date) -> bool:
    """Whether these words must be deleted on this day. What was never shared is kept by nobody."""
    if times.until is None or on < times.until:
        return False
    if times.longest is not None and on >= times.longest:
        return True
    return not (shared and stays(state))


def take_back_until(shared_on: dt.date, days: int | None) -> dt.date | None:
    """The last day on which taking back reaches everything; None: until something is published."""
    return shared_on + dt.timedelta(days=days) if days is not None else None

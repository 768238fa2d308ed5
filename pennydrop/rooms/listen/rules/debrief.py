"""After hard interviews, rest: how many are too many, and when there is room again.

The limit is for people, not for the project: it warns and asks for rest, and locks nobody out of
their work. Seven days in a row count, not a calendar week, since Sunday and Monday stand side by
side.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

HARD = 4
DAYS = 7
LIMIT = 3
LONGEST_AGO = 60
HARDNESS = {
    1: "Easy",
    2: "All right",
    3: "It took something",
    4: "Hard",
    5: "Very hard: it stays with me",
}


class Rest(Enum):
    FINE = "fine"
    NEAR = "one more is the limit"
    REACHED = "rest first"


@dataclass(frozen=True)
class Load:
    """How somebody stands today. `hard`: hard interviews in the last seven days; `free_on`: the
    day on which there is room for another, where the limit is reached."""

    state: Rest
    hard: int
    limit: int
    free_on: dt.date | None


class BadDebrief(Exception):
    """Something in the note about an interview must change; the message says what."""


def load(hard_days: Collection[dt.date], today: dt.date, limit: int) -> Load:
    """How many hard interviews (one day for each) lie within seven days, against the limit."""
    first = today - dt.timedelta(days=DAYS - 1)
    counted = sorted(day for day in hard_days if first <= day <= today)
    hard = len(counted)
    if hard >= limit:
        # Room comes back when enough of them are seven days old.
        leaves = counted[hard - limit]
        return Load(Rest.REACHED, hard, limit, leaves + dt.timedelta(days=DAYS))
    state = Rest.NEAR if hard and hard == limit - 1 else Rest.FINE
    return Load(state, hard, limit, None)


def check_debrief(held_on: dt.date, today: dt.date, hardness: int) -> None:
    """Raise BadDebrief for a day to come or long past, or a number that is not one to five."""
    if held_on > today:
        raise BadDebrief("That day is still to come.")
    if (today - held_on).days > LONGEST_AGO:
        raise BadDebrief(f"Note interviews of the last {LONGEST_AGO} days.")
    if hardness not in HARDNESS:
        raise BadDebrief("Say how hard it was, from 1 to 5.")


def check_talk(booked_for: dt.date | None, held_on: dt.date, talked_on: dt.date | None) -> None:
    """Raise BadDebrief for a talk before the interview it is about."""
    for day in (booked_for, talked_on):
        if day is not None and day < held_on:
            raise BadDebrief("The talk cannot be before the interview.")

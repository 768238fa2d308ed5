"""Staffed hours: who is on, when somebody is next, and how much staffed time has passed.

Hours are local (`zone`) and weekly. One that ends at or before it starts goes on into the next
day. On the two nights a year when clocks change, an hour is counted as it was lived.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

# Further ahead than this nobody is waited for: a rota without an hour in five weeks has none.
HORIZON = dt.timedelta(days=35)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Shift:
    """Weekly hours with a lead and perhaps a deputy, as records name them (`user:3`).
    `weekday`: Monday is 0."""

    weekday: int
    starts: dt.time
    ends: dt.time
    lead: str
    deputy: str = ""


@dataclass(frozen=True)
class Rota:
    shifts: tuple[Shift, ...]
    closed: frozenset[dt.date]
    zone: ZoneInfo


@dataclass(frozen=True)
class Spell:
    """One stretch of staffed time, as two moments."""

    begins: dt.datetime
    ends: dt.datetime
    shift: Shift


class BadShift(Exception):
    """These hours cannot stand in a rota."""


def check_shift(shift: Shift) -> None:
    """Raise BadShift for hours of no length, or a deputy who is the lead."""
    if not 0 <= shift.weekday <= 6:
        raise BadShift("Choose a day of the week.")
    if shift.starts == shift.ends:
        raise BadShift("Hours must end at another time than they start.")
    if shift.lead == shift.deputy:
        raise BadShift("The deputy must be somebody else: they stand in when the lead cannot.")


def spells(rota: Rota, since: dt.datetime) -> Iterator[Spell]:
    """Staffed stretches that end after `since`, in order, for five weeks. They may overlap."""
    first = since.astimezone(rota.zone).date() - dt.timedelta(days=1)
    found = []
    for number in range(HORIZON.days + 2):
        day = first + dt.timedelta(days=number)
        if day in rota.closed:
            continue
        for shift in rota.shifts:
            if shift.weekday == day.weekday():
                found.append(_spell(rota, shift, day))
    return iter(sorted((s for s in found if s.ends > since), key=lambda s: (s.begins, s.ends)))


def _spell(rota: Rota, shift: Shift, day: dt.date) -> Spell:
    last = day if shift.ends > shift.starts else day + dt.timedelta(days=1)
    begins = dt.datetime.combine(day, shift.starts, rota.zone).astimezone(dt.UTC)
    ends = dt.datetime.combine(last, shift.ends, rota.zone).astimezone(dt.UTC)
    return Spell(begins, ends, shift)


def on_now(rota: Rota, at: dt.datetime) -> list[Spell]:
    """The stretches that `at` lies in; nobody is on where there is none."""
    return [spell for spell in spells(rota, at) if spell.begins <= at]


def next_after(rota: Rota, at: dt.datetime) -> Spell | None:
    """The next stretch that begins after `at`, within five weeks."""
    return next((spell for spell in spells(rota, at) if spell.begins > at), None)


def after_staffed(rota: Rota, since: dt.datetime, minutes: int) -> dt.datetime | None:
    """The moment at which this much staffed time has passed since `since`; None where the rota
    has no hours. Overlapping hours count once."""
    left, here = dt.timedelta(minutes=minutes), since
    for spell in spells(rota, since):
        begins = max(spell.begins, here)
        if begins >= spell.ends:
            continue
        if spell.ends - begins >= left:
            return begins + left
        left -= spell.ends - begins
        here = spell.ends
    return None


def end_of_spell(rota: Rota, at: dt.datetime) -> dt.datetime | None:
    """The end of the staffed stretch that `at` lies in, or else of the next one.

    For a concern that comes from an answer: its clock may not tell the time of the answer.
    """
    now = on_now(rota, at)
    if now:
        return max(spell.ends for spell in now)
    following = next_after(rota, at)
    return following.ends if following else None

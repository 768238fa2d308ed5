"""Functions over dates and times (ODK XForms, Date and Time Functions).

A date without a time is a day; a time without an offset is taken in the zone of the moment that
the caller hands in.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from math import floor, isnan, trunc

from pennydrop.rooms.listen.rules.xpath.context import Names, Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import (
    Single,
    Value,
    day_number,
    from_day_number,
    read_moment,
    read_time,
    single,
    to_string,
)

_PLACEHOLDER = re.compile(r"%(.?)", re.DOTALL)


def today(scope: Scope, given: list[Value]) -> date:
    return scope.context.moment.date()


def now(scope: Scope, given: list[Value]) -> datetime:
    return scope.context.moment


def to_date(scope: Scope, given: list[Value]) -> Value:
    """A day, from a text, a day number or a moment. Blank stays blank.

    Raises ExpressionError for a text that is no date, and for yes or no.
    """
    value = single(given[0])
    if isinstance(value, float) and not isnan(value):
        return from_day_number(float(_trunc(value))).date()
    found = _moment(scope, value)
    if found is None:
        return ""
    return found.date() if isinstance(found, datetime) else found


def _trunc(value: float) -> int:
    if abs(value) > 2**31:
        raise ExpressionError("A number here is too far away to be the number of a day.")
    return trunc(value)


def to_date_time(scope: Scope, given: list[Value]) -> Value:
    """A moment, from a text, a number of days with a fraction, or a day (its midnight)."""
    found = _moment(scope, single(given[0]))
    return "" if found is None else _with_time(scope, found)


def _moment(scope: Scope, value: Single) -> date | None:
    """A date or moment; None for blank. Raises ExpressionError for what is neither."""
    if value == "" or value != value:
        return None
    if isinstance(value, bool):
        raise ExpressionError("Yes or no cannot become a date.")
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        return from_day_number(value).astimezone(scope.context.moment.tzinfo)
    found = read_moment(value.strip())
    if found is None:
        raise ExpressionError("A text here is not a date. Write one like 2024-05-31.")
    return _with_time(scope, found) if isinstance(found, datetime) else found


def _with_time(scope: Scope, found: date) -> datetime:
    zone = scope.context.moment.tzinfo
    if not isinstance(found, datetime):
        return datetime(found.year, found.month, found.day, tzinfo=zone)
    return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)


def decimal_date_time(scope: Scope, given: list[Value]) -> Value:
    """Days since 1970 in UTC, with the time as their fraction. Blank stays blank."""
    value = single(given[0])
    if isinstance(value, float):
        from_day_number(0.0 if isnan(value) else value)
        return value
    found = _moment(scope, value)
    return "" if found is None else day_number(_with_time(scope, found))


def decimal_time(scope: Scope, given: list[Value]) -> Value:
    """The time of day as a fraction, where we are: noon is 0.5. Takes a time or a moment."""
    value = single(given[0])
    if isinstance(value, float):
        return value - floor(value) if abs(value) <= 2**31 else _moment(scope, value) or ""
    found = None
    if isinstance(value, str):
        found = read_time(value.strip(), scope.context.moment.date())
    moment = found or _moment(scope, value)
    if moment is None:
        return ""
    local = _with_time(scope, moment).replace(tzinfo=None)
    days = day_number(local)
    return days - floor(days)


def format_date(scope: Scope, given: list[Value]) -> str:
    """A date or moment in the author's own way of writing it. Blank stays blank."""
    found = _moment(scope, single(given[0]))
    if found is None:
        return ""
    moment, names = _with_time(scope, found), scope.context.names
    return _PLACEHOLDER.sub(
        lambda match: _written(match.group(1), moment, names), to_string(given[1])
    )


def _written(letter: str, moment: datetime, names: Names) -> str:
    write = _LETTERS.get(letter)
    if write is None:
        raise ExpressionError(f"“%{letter}” is no part of a date. Use %Y, %m, %d and the like.")
    return write(moment, names)


_LETTERS: dict[str, Callable[[datetime, Names], str]] = {
    "Y": lambda at, names: f"{at.year:04d}",
    "y": lambda at, names: f"{at.year % 100:02d}",
    "m": lambda at, names: f"{at.month:02d}",
    "n": lambda at, names: str(at.month),
    "B": lambda at, names: names.months[at.month - 1],
    "b": lambda at, names: names.short(names.months[at.month - 1]),
    "d": lambda at, names: f"{at.day:02d}",
    "e": lambda at, names: str(at.day),
    "A": lambda at, names: names.days[at.weekday()],
    "a": lambda at, names: names.short(names.days[at.weekday()]),
    "W": lambda at, names: str(at.isocalendar().week),
    "H": lambda at, names: f"{at.hour:02d}",
    "h": lambda at, names: str(at.hour),
    "M": lambda at, names: f"{at.minute:02d}",
    "S": lambda at, names: f"{at.second:02d}",
    "3": lambda at, names: f"{at.microsecond // 1000:03d}",
    "%": lambda at, names: "%",
}

FUNCTIONS: dict[str, Eager] = {
    "today": today, "now": now, "date": to_date, "date-time": to_date_time,
    "format-date": format_date, "format-date-time": format_date, "decimal-time": decimal_time,
    "decimal-date-time": decimal_date_time,
}  # fmt: skip

"""What an expression can give, and how one kind becomes another (XPath 1.0, 4; ODK XForms).

Numbers follow JavaRosa where the two part: a comma counts as a decimal point, no exponent, and
what lies closer together than 1e-12 is equal. Days count from 1 January 1970.
"""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import copysign, isinf, isnan, nan

from pennydrop.rooms.listen.rules.xpath.nodes import NUMERIC, Node
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError

Single = str | float | bool | date
Value = str | float | bool | date | list[Node]

CLOSE = 1e-12
EPOCH = date(1970, 1, 1)
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")
_STRICT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}|\Z)")
_DAY = re.compile(r"([0-9]{1,4})-([0-9]{1,2})-([0-9]{1,2})(?:T(.*))?\Z")
_TIME = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]*))?)?(Z|[+-][0-9]{1,2}(?::?[0-9]{2})?)?\Z"
)


def value_of(node: Node) -> str | float:
    """A node's value: a number where the form says it is one, else its text."""
    if node.kind in NUMERIC and node.text:
        number = to_number(node.text)
        return node.text if isnan(number) else number
    return node.words()


def single(value: Value) -> Single:
    """One value: of a set of nodes the first one's, and blank for none."""
    if isinstance(value, list):
        return value_of(value[0]) if value else ""
    return value


def to_string(value: Value) -> str:
    """As text. Numbers without an exponent and without a needless point; dates as ISO 8601."""
    if isinstance(value, list):
        return value[0].words() if value else ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    return value.isoformat()


def _number_text(value: float) -> str:
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    nearest = round(value)
    if abs(value - nearest) < CLOSE:
        return str(nearest)
    return format(Decimal(repr(value)), "f")


def to_number(value: Value) -> float:
    """As a number; NaN where it is none. A date or a text written like one gives its day number.

    The whole number of days for a date; for a date with a time, days in UTC with their fraction.
    """
    if isinstance(value, list):
        value = value_of(value[0]) if value else ""
    if isinstance(value, str):
        return _read_number(value)
    if isinstance(value, bool | float):
        return float(value)
    return day_number(value)


def _read_number(text: str) -> float:
    tidy = text.replace(",", ".").strip()
    if _NUMBER.match(tidy):
        return float(tidy)
    if _STRICT.match(tidy):
        moment = read_moment(text.strip())
        return nan if moment is None else day_number(moment)
    return nan


def to_boolean(value: Value) -> bool:
    """As yes or no. A blank text, zero and NaN are no; so is a set of only blank answers."""
    if isinstance(value, list):
        return any(to_boolean(value_of(node)) for node in value)
    if isinstance(value, float):
        return abs(value) > CLOSE
    return bool(value) if isinstance(value, bool | str) else True


def to_whole(value: Value) -> int:
    """As a whole number, towards zero. What is no number counts as 0."""
    number = to_number(value)
    if isnan(number):
        return 0
    return int(copysign(2**31, number)) if abs(number) >= 2**31 else int(number)


def day_number(moment: date) -> float:
    """Days since 1 January 1970; a time is counted in UTC, one without an offset as if it were."""
    if not isinstance(moment, datetime):
        return float((moment - EPOCH).days)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1) / 86_400_000


def read_moment(text: str) -> date | datetime | None:
    """A text such as 2024-05-01 or 2024-05-01T10:30:00.000+01:00; None where it is neither."""
    match = _DAY.match(text)
    if match is None:
        return None
    year, month, day, time = match.groups()
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if time is None else read_time(time, found)


def read_time(text: str, day: date) -> datetime | None:
    """A time of day such as 10:30 or 10:30:00.000+01:00, on a given day; None where it is none."""
    match = _TIME.match(text)
    if match is None:
        return None
    hour, minute, second, parts, offset = match.groups()
    try:
        micro = int((parts or "0")[:6].ljust(6, "0"))
        naive = datetime(
            day.year, day.month, day.day, int(hour), int(minute), int(second or 0), micro
        )
        return datetime.fromisoformat(naive.isoformat() + _offset(offset))
    except ValueError:
        return None


def _offset(text: str | None) -> str:
    if not text or text == "Z":
        return "+00:00" if text else ""
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{text[0]}{int(hours):02d}:{minutes}"


def from_day_number(days: float) -> datetime:
    """The moment, in UTC, of a number of days since 1970. Raises ExpressionError out of range."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days)
    except (OverflowError, ValueError):
        why = "A number here is too far away to be the number of a day."
        raise ExpressionError(why) from None

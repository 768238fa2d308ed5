"""How long a closed concern is kept."""

import calendar
import datetime as dt


def end_day(closed: dt.date, months: int) -> dt.date:
    """The day on which a concern closed on `closed` ends: the same day of the month `months`
    later, or the last day of a shorter month."""
    year, month = divmod(closed.year * 12 + closed.month - 1 + months, 12)
    return dt.date(year, month + 1, min(closed.day, calendar.monthrange(year, month + 1)[1]))

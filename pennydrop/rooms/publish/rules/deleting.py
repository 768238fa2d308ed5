"""Who may delete a draft, and how long it can be brought back."""

import datetime as dt

KEPT_DAYS = 30

OUT = (
    "It was released, and readers cite it and may hold printed copies: what is out is not deleted. "
    "Release a corrected edition in its place. If a single line must go, whoever said it can take "
    "it back, and it leaves every edition at once."
)
NOT_YOURS = (
    "Only whoever started it, a coordinator or a deputy can delete it. Ask one of them: it takes a "
    "minute, and it can be brought back for a month."
)


def why_not(*, released: bool, started: bool, leads: bool) -> str:
    """Why somebody cannot delete a draft, in a sentence to read; "" where they can.

    `started`: they started it; `leads`: they may publish findings here.

    >>> why_not(released=False, started=True, leads=False)
    ''
    """
    if released:
        return OUT
    return "" if started or leads else NOT_YOURS


def last_day(deleted_on: dt.date) -> dt.date:
    """The last day on which what was deleted on a day can be brought back.

    >>> last_day(dt.date(2026, 3, 2))
    datetime.date(2026, 4, 1)
    """
    return deleted_on + dt.timedelta(days=KEPT_DAYS)

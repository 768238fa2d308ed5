"""How long a page may look for what it shows: a page that is full need not wait for a count."""

import time
from collections.abc import Callable

AT_ONCE = 0.02  # seconds of looking, after which a page that is full is shown
PATIENCE = 3.0  # seconds after which it is shown however full it is
COUNT_ALL = 20.0  # seconds, for somebody who asks to have all of it counted


def clock(wait: float) -> Callable[[bool], bool]:
    """Begins now, and says whether it is enough, given whether the page is full. `wait`: seconds
    that even a full page is worth."""
    began = time.monotonic()

    def enough(full: bool) -> bool:
        spent = time.monotonic() - began
        return spent > max(wait, PATIENCE) or (full and spent > wait)

    return enough

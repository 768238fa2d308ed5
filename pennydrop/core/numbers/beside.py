"""What a figure is told beside: all that everybody can read by then of the same people.

Only questions and released figures are looked at, never a count. Which bands a figure has is then
public, and so is that something is not shown: neither tells anything.
"""

from collections.abc import Mapping

from pennydrop.core.numbers.cells import adds_up, cells
from pennydrop.core.numbers.reach import reach
from pennydrop.core.numbers.small import (
    ALONE,
    CLOSED,
    LEAST_OPEN,
    LEAST_WHERE_ADDED,
    NOT_SHOWN,
    Beside,
    Figure,
    possible,
)
from pennydrop.core.numbers.whom import Whom, names

Public = Mapping[Whom, Figure]


def beside(whom: Whom, kind: str, *, of: Figure, public: Public) -> Beside:
    """How far the count of these people can go, and which numbers lie within it or round it. `of`:
    what is told of everybody who was heard in this way."""
    everybody = possible(of)
    around = {other: told for other, told in public.items() if _tells(told, everybody[1])}
    rows = _hang_together(whom, around)
    if not rows:
        return ALONE
    found = cells((whom, *rows), kind)
    held = tuple(possible(around[row]) for row in rows)
    ends = reach(found, held, everybody) if found else None
    if not found or not ends:
        return CLOSED
    least = LEAST_WHERE_ADDED if adds_up(found) else LEAST_OPEN
    bits = [(1 << place, around[row]) for place, row in enumerate(rows, start=1)]
    return Beside(
        low=ends[0],
        high=ends[1],
        least=least,
        within=tuple(told for bit, told in bits if all(one & bit for one in found if one & 1)),
        holds=tuple(told for bit, told in bits if all(one & 1 for one in found if one & bit)),
    )


def _tells(told: Figure, most: int) -> bool:
    low, high = possible(told)
    return told.words != NOT_SHOWN and (low > 0 or high < most)


def _hang_together(whom: Whom, public: Public) -> tuple[Whom, ...]:
    """Those that have something in common with it, or with one that has."""
    left, found, reached = list(public), [], names(whom)
    while near := [row for row in left if row == whom or names(row) & reached]:
        found += near
        left = [row for row in left if row not in near]
        reached = reached.union(*map(names, near))
    return tuple(row for row in public if row in found)

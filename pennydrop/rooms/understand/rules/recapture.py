"""How many names nobody saw, worked out from two looks that did not know of each other.

What two independent looks have in common says how much both together can have missed, as when fish
are caught, marked, let go and caught again. Chapman, D. G. (1951), Some properties of the
hypergeometric distribution with applications to zoological sample censuses, University of
California Publications in Statistics 1, 131-160; Seber, G. A. F. (1982), The estimation of animal
abundance, 2nd ed., ch. 3. The interval holds every number for which what both saw is no surprise
(exact limits of the hypergeometric distribution: Chung, J. H. and DeLury, D. B. (1950), Confidence
limits for the hypergeometric distribution); with few names an approximation would be far off.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

# With fewer in common the estimate itself leans (Robson and Regier 1964, after Seber 1982).
FEWEST_IN_COMMON = 7
SURPRISE = 0.025  # on either side


@dataclass(frozen=True)
class Estimate:
    """How many there are in all, with a 95 % interval (`high` is infinite where the two have
    nothing in common); `seen`: by at least one of the two."""

    total: float
    low: int
    high: float
    seen: int

    @property
    def left(self) -> int:
        """About how many neither saw."""
        return max(0, round(self.total - self.seen))

    @property
    def at_most(self) -> int | None:
        """As many as it could be, at the upper end of the interval; None where that is open."""
        if math.isinf(self.high):
            return None
        return max(self.left, int(self.high) - self.seen)


def chapman(first: int, second: int, both: int) -> Estimate:
    """Chapman's estimate of how many there are, of which `first` were seen by one look, `second` by
    another and `both` by both. Raises ValueError where that cannot be."""
    if not 0 <= both <= min(first, second):
        raise ValueError(f"{both} of both looks, of {first} and {second}")
    seen = first + second - both
    return Estimate(
        total=(first + 1) * (second + 1) / (both + 1) - 1,
        low=_first(seen, lambda every: 1 - _tail(every, first, second, both + 1) >= SURPRISE),
        high=_first(seen, lambda every: _tail(every, first, second, both) < SURPRISE) - 1
        if both
        else math.inf,
        seen=seen,
    )


def _tail(every: int, first: int, second: int, both: int) -> float:
    """The chance that two looks at `every` names have at least `both` in common, if independent."""
    ways = _log_choose(every, second)
    fewest = max(both, first + second - every)
    return math.fsum(
        math.exp(_log_choose(first, x) + _log_choose(every - first, second - x) - ways)
        for x in range(fewest, min(first, second) + 1)
    )


def _log_choose(of: int, some: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(some + 1) - math.lgamma(of - some + 1)


def _first(start: int, holds: Callable[[int], bool]) -> int:
    """The first number from `start` on for which it holds; it does for all after that."""
    step = 1
    while not holds(start + step - 1):
        step *= 2
    low, high = start + step // 2, start + step - 1
    if step == 1:
        return start
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def said_of_two(first: int, second: int, both: int, share: int) -> str:
    """The honest sentence about two looks. `share`: per cent of the text that the second read."""
    begin = f"The second reader marked {_names(second)} without seeing ours; we had {both} of them."
    if both < FEWEST_IN_COMMON:
        return f"{begin} That is too little to say how many neither of us saw."
    found = chapman(first, second, both)
    where = "in this text" if share >= 100 else f"in the {share} % of the text that they read"
    if found.left:
        said = f"{begin} By that, about {found.left} more that neither saw may stand {where}, and"
    else:
        said = f"{begin} By that, perhaps there is none {where} that neither saw, but"
    return f"{said} it could be as many as {max(1, found.at_most or 1)}."


ASSUMES = (
    "This takes it that the two looked independently. Some names are hard to see for everybody, "
    "so it is likely more. It counts names and numbers, and not what else only one person could "
    "have told."
)


def said_of_finder(hidden: int, added: int) -> str:
    """How much of what was hidden in a study the finder had pointed to; "" where nothing was."""
    if not hidden:
        return ""
    pointed = hidden - added
    return (
        f"Of {_names(hidden)} hidden in this study the finder had pointed to {pointed}; "
        f"people added {added}."
    )


def _names(count: int) -> str:
    return f"{count} name" if count == 1 else f"{count} names"

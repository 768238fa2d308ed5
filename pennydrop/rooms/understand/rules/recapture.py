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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

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


@dataclass(frozen=True)
class Seen:
    """One thing that at least one of two looks pointed to before they knew of each other.
    `no_name`: somebody has looked at it since, and it stays as it is."""

    first: bool
    second: bool
    no_name: bool = False


class Counts(NamedTuple):
    """How many names the first look saw, how many the second, and how many both."""

    first: int
    second: int
    both: int


def counted(seen: Iterable[Seen]) -> Counts:
    """The names among what two looks pointed to. What turned out to be none is not one of those
    whose number is asked for, whoever pointed to it: another fish in the net is no trout."""
    names = [one for one in seen if not one.no_name]
    return Counts(
        sum(one.first for one in names),
        sum(one.second for one in names),
        sum(one.first and one.second for one in names),
    )


def said_of_looks(seen: Sequence[Seen], share: int) -> str:
    """The honest sentences about two looks: what neither may have seen; what was not counted, and
    what it would be with that. What nobody has decided on counts as a name. `share`: per cent of
    the text that the second read."""
    counts = counted(seen)
    said = [said_of_two(*counts, share)]
    if left := sum(one.no_name and one.second for one in seen):
        said.append(_said_of_left(left))
        # Somebody who leaves a name as it is must not make the figure look better unseen.
        after_all = counted(replace(o, no_name=o.no_name and not o.second) for o in seen)
        most, more = _at_most(counts), _at_most(after_all)
        if most and more and more > most:
            they = "it is a name" if left == 1 else "they are names"
            said.append(f"If {they} after all, there could be as many as {more}.")
    return " ".join(said)


def said_of_two(first: int, second: int, both: int, share: int) -> str:
    """What two looks say about what neither saw. `share`: per cent of the text that the second
    read."""
    had = f"We had {both} of them" if second != 1 else "We had it too" if both else "We had not"
    begin = f"The second reader found {_names(second)} without seeing ours. {had}."
    most = _at_most(Counts(first, second, both))
    if most is None:
        return f"{begin} That is too little to say how many neither of us saw."
    where = "in this text" if share >= 100 else f"in the {share} % of the text that they read"
    if left := chapman(first, second, both).left:
        return (
            f"{begin} So about {left} more may stand {where} that neither of us saw. "
            f"There could be as many as {most}."
        )
    return (
        f"{begin} So perhaps neither of us missed a name {where}. "
        f"But there could be as many as {most} that we both missed."
    )


def _at_most(counts: Counts) -> int | None:
    """As many as neither may have seen; None where they have too little in common to say."""
    if counts.both < FEWEST_IN_COMMON:
        return None
    return max(1, chapman(*counts).at_most or 1)


def _said_of_left(count: int) -> str:
    if count == 1:
        return "They also marked 1 thing that stays as it is: it counts as no name here."
    return f"They also marked {count} things that stay as they are: they count as no names here."


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

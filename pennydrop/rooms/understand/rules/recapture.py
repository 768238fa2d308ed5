"""How many names nobody saw, worked out from two looks that did not know of each other.

What two independent looks have in common says how much both together can have missed, as when fish
are caught, marked, let go and caught again. Chapman, D. G. (1951), Some properties of the
hypergeometric distribution with applications to zoological sample censuses, University of
California Publications in Statistics 1, 131-160; Seber, G. A. F. (1982), The estimation of animal
abundance, 2nd ed., ch. 3. The interval: Sadinle, M. (2009), Transformed logit confidence intervals
for small populations in single capture-recapture estimation, Communications in Statistics -
Simulation and Computation 38, 1909-1924.
"""

import math
from dataclasses import dataclass

# With fewer in common the estimate itself leans (Robson and Regier 1964, after Seber 1982).
FEWEST_IN_COMMON = 7
Z95 = 1.959964


@dataclass(frozen=True)
class Estimate:
    """How many there are in all, with a 95 % interval; `seen`: by at least one of the two."""

    total: float
    low: float
    high: float
    seen: int

    @property
    def left(self) -> int:
        """About how many neither saw."""
        return max(0, round(self.total - self.seen))

    @property
    def at_most(self) -> int:
        """As many as it could be, at the upper end of the interval."""
        return max(self.left, math.ceil(self.high - self.seen - 1e-9))


def chapman(first: int, second: int, both: int) -> Estimate:
    """Chapman's estimate of how many there are, of which `first` were seen by one look, `second` by
    another and `both` by both. Raises ValueError where that cannot be."""
    if not 0 <= both <= min(first, second):
        raise ValueError(f"{both} of both looks, of {first} and {second}")
    total = (first + 1) * (second + 1) / (both + 1) - 1
    common, ones, others = both + 0.5, first - both + 0.5, second - both + 0.5
    spread = Z95 * math.sqrt(1 / common + 1 / ones + 1 / others + common / (ones * others))
    unseen = ones * others / common
    base = first + second - both - 0.5
    return Estimate(
        total=total,
        low=base + unseen * math.exp(-spread),
        high=base + unseen * math.exp(spread),
        seen=first + second - both,
    )


def said_of_two(first: int, second: int, both: int, share: int) -> str:
    """The honest sentence about two looks. `share`: per cent of the text that the second read."""
    begin = f"The second reader marked {_names(second)} without seeing ours; we had {both} of them."
    if both < FEWEST_IN_COMMON:
        return f"{begin} That is too little to say how many neither of us saw."
    found = chapman(first, second, both)
    where = "in this text" if share >= 100 else f"in the {share} % of the text that they read"
    about = f"about {found.left} more" if found.left else "perhaps no more"
    still = f"{begin} By that, {about} may still stand {where}"
    if found.at_most > found.left:
        return f"{still}, and it could be as many as {found.at_most}."
    return f"{still}."


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

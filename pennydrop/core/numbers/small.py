"""Small numbers: what a count becomes before it may leave.

A count below the study's threshold leaves as a word, zero included; any other is rounded to the
nearest 5. Words and bands are ours; the threshold and the rounding follow the Office for National
Statistics (10 for research outputs) and NHS England's disclosure control for hospital figures
(round everything that is shown to 5, take percentages from rounded numbers only).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

STEP = 5
LEAST_THRESHOLD = 5
# Below ten people a share says almost the number, so no share is told of so few.
ENOUGH_FOR_SHARES = 10
NOT_SHOWN = "not shown"
NEARLY_ALL = "nearly all"
ANYTHING = 10**9


@dataclass(frozen=True)
class Word:
    """A word that stands for a share of the people asked: from `low`, up to `high`."""

    text: str
    low: Fraction
    high: Fraction
    meaning: str


WORDS = (
    Word("a few or none", Fraction(0), Fraction(1, 4), "less than a quarter, or nobody"),
    Word("several", Fraction(1, 4), Fraction(1, 2), "from a quarter up to half"),
    Word("most", Fraction(1, 2), Fraction(1), "more than half"),
)


@dataclass(frozen=True)
class Figure:
    """A count as it leaves. `shown` is rounded; None: too small, and `words` stand instead.

    `threshold` is the one it was made under, so that a later edition can tell what it may hide.
    """

    shown: int | None
    words: str
    threshold: int

    @property
    def said(self) -> str:
        return self.words if self.shown is None else f"about {self.shown}"


def rounded(count: int) -> int:
    """To the nearest 5; a count is never exactly between two."""
    return (count + STEP // 2) // STEP * STEP


def least_shown(threshold: int) -> int:
    """The smallest count that is shown: not below the threshold, also once it is rounded."""
    if threshold < LEAST_THRESHOLD:
        raise ValueError(f"A threshold under {LEAST_THRESHOLD} protects nobody.")
    count = threshold
    while rounded(count) < threshold:
        count += 1
    return count


def figure(count: int, *, threshold: int, base: int | None = None) -> Figure:
    """What leaves of `count` people, of `base` where one was asked about."""
    least = least_shown(threshold)
    if count >= least:
        return Figure(rounded(count), "", threshold)
    if base is None or base < max(least, ENOUGH_FOR_SHARES):
        return Figure(None, f"fewer than {least}", threshold)
    return Figure(None, _word(Fraction(count, base)).text, threshold)


def _word(share: Fraction) -> Word:
    if share > WORDS[2].low:
        return WORDS[2]
    return WORDS[1] if share >= WORDS[1].low else WORDS[0]


def possible(told: Figure) -> tuple[int, int]:
    """The smallest and greatest count that a reader must think possible."""
    if told.shown is not None:
        return max(least_shown(told.threshold), told.shown - 2), told.shown + 2
    if told.words == NOT_SHOWN:
        return 0, ANYTHING
    return 0, least_shown(told.threshold) - 1


def settle(
    count: int, *, threshold: int, base: int | None = None, before: Sequence[Figure] = ()
) -> Figure:
    """What a later edition may say. `before`: what earlier ones said of the same, oldest first.

    A new figure beside an old one must not point at one person: the last released figure stays
    until the count is at least the threshold away from whatever each earlier edition may have
    meant.
    """
    fresh = figure(count, threshold=threshold, base=base)
    if all(_same(old, fresh) or _far(old, count, threshold) for old in before):
        return fresh
    return before[-1]


def _same(old: Figure, new: Figure) -> bool:
    return (old.shown, old.words) == (new.shown, new.words)


def _far(old: Figure, count: int, threshold: int) -> bool:
    low, high = possible(old)
    away = max(low - count, count - high)
    return away >= max(threshold, old.threshold)


def nearly_all(told: Figure, base: Figure) -> bool:
    """Whether two rounded counts are so close that their difference should not be read off."""
    return told.shown is not None and base.shown is not None and 10 * told.shown > 9 * base.shown


def percent(told: Figure, base: Figure) -> int | None:
    """A share in percent made of released figures alone, rounded to 5; None where none is told.

    A word counts as the middle of its band: the length of a bar then says what the word says.
    """
    if told.shown is not None and base.shown:
        return min(100, rounded(round(100 * told.shown / base.shown)))
    for word in WORDS:
        if told.words == word.text:
            return round(50 * (word.low + word.high))
    return None


def meanings(threshold: int) -> tuple[str, ...]:
    """How to read our figures, one line for each rule: stands in every edition's method."""
    least = least_shown(threshold)
    words = "; ".join(f"“{word.text}” means {word.meaning}" for word in WORDS)
    return (
        f"Counts of people are rounded to the nearest {STEP}. A count under {least} is never "
        "given, and a nought counts as small.",
        f"Words stand for small counts. Of the people heard in one way: {words}. Where fewer than "
        f"{max(least, ENOUGH_FOR_SHARES)} people were heard in that way, we only say “fewer than "
        f"{least}”.",
        f"“{NEARLY_ALL.capitalize()}” means more than nine in ten, once both are rounded.",
        "A total is left out wherever one of its parts is.",
        f"Once released, a figure stays as it is until it has changed by {threshold} or more, so "
        "that two editions side by side do not give anybody away.",
    )

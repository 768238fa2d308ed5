"""Small numbers: what a count becomes before it may leave.

All counts that are told alike form a band. A count below the study's threshold leaves as a word,
zero included; so does one that leaves fewer than that of the people it is part of. Any other is
rounded to the nearest 5. Which band a count falls into follows from the count and from what is
public already, and every band holds at least three counts: whoever knows all of our rules is left
with a whole band (docs/decisions/0021-what-a-reader-can-work-out.md).

Words are ours; the threshold and the rounding follow the Office for National Statistics (10 for
research outputs) and NHS England's disclosure control for hospital figures (round everything that
is shown to 5, take percentages from rounded numbers only).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

STEP = 5
LEAST_THRESHOLD = 5
LEAST_OPEN = 3
# Where figures add up, a step of one may be worth two of another.
LEAST_WHERE_ADDED = 5
# Below ten people a share says almost the number, so no share is told of so few.
ENOUGH_FOR_SHARES = 10
NOT_SHOWN = "not shown"
ANYTHING = 10**9


@dataclass(frozen=True)
class Word:
    """A word that stands for a share of the people asked: above `low`, up to `high`."""

    text: str
    low: Fraction
    high: Fraction
    meaning: str

    @property
    def shares(self) -> tuple[Fraction, Fraction]:
        """From which part of a whole to which it stands for."""
        return max(self.low, Fraction(0)), min(self.high, Fraction(1))


WORDS = (
    Word("a few or none", Fraction(-1), Fraction(1, 4), "up to about a quarter, or nobody"),
    Word("several", Fraction(1, 4), Fraction(1, 2), "from about a quarter up to half"),
    Word("most", Fraction(1, 2), Fraction(9, 10), "more than half"),
    Word("nearly all", Fraction(9, 10), Fraction(ANYTHING), "about nine in ten, or more"),
)
NEARLY_ALL = WORDS[-1].text


@dataclass(frozen=True)
class Figure:
    """A count as it leaves. `shown` is rounded; None: too small, and `words` stand instead.

    `threshold` is the one it was made under, so that a later edition can tell what it may hide.
    From `low` up to `high` is every count that a reader must think possible; `high` -1: not noted.
    """

    shown: int | None
    words: str
    threshold: int
    low: int = 0
    high: int = -1

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


@dataclass(frozen=True)
class Beside:
    """What everybody can work out of a count from other figures: that it is from `low` up to
    `high`; and which of them tell of more people, all of these among them (`within`), or of only
    some of these (`holds`). No band may hold fewer than `least` counts."""

    low: int = 0
    high: int = ANYTHING
    least: int = LEAST_OPEN
    within: tuple[Figure, ...] = ()
    holds: tuple[Figure, ...] = ()


ALONE = Beside()
CLOSED = Beside(low=1, high=0)  # nothing may be told


def figure(
    count: int, *, threshold: int, of: Figure | None = None, beside: Beside = ALONE
) -> Figure:
    """What leaves of `count` people; `of`: what is public of the people they are part of;
    `beside`: what else is public that can be set against it.

    The share is taken of the released figure, never of the true one: a reader then learns nothing
    of the whole from what is said of a part.
    """
    if of is not None:
        bands = _bands(threshold, of.shown, _room(threshold, of, beside))
        return next((band for band in reversed(bands) if band.low <= count), bands[0])
    return _alone(count, threshold)


def _alone(count: int, threshold: int) -> Figure:
    least = least_shown(threshold)
    if count < least:
        return Figure(None, f"fewer than {least}", threshold, 0, least - 1)
    shown = rounded(count)
    return Figure(shown, "", threshold, max(least, shown - 2), shown + 2)


@dataclass(frozen=True)
class Room:
    """What a part of a whole can be, as everybody can tell: from `low` up to `high`; `whole` is the
    most that the whole can be. A number is given from `first` up to `last`, and nowhere else; no
    band holds fewer than `least`."""

    low: int
    high: int
    whole: int
    first: int
    last: int
    least: int


@lru_cache(maxsize=512)
def _room(threshold: int, of: Figure, beside: Beside) -> Room:
    """Neither a part told as a number nor what is left of anything told as one may be small."""
    smallest, whole = possible(of)
    least = least_shown(threshold)
    over = [possible(one)[1] + least for one in beside.holds if one.shown is not None]
    under = [possible(one)[0] - least for one in beside.within if one.shown is not None]
    return Room(
        low=beside.low,
        high=min(whole, beside.high),
        whole=whole,
        first=max([least, *over]),
        last=min([smallest - least, *under]),
        least=beside.least,
    )


@lru_cache(maxsize=512)
def _bands(threshold: int, whole: int | None, room: Room) -> tuple[Figure, ...]:
    """Every way to tell a part of a whole that is told as `whole`, smallest counts first. Counts
    outside of the room (of old figures) go with the nearest band."""
    least = least_shown(threshold)
    if whole is None:
        return (Figure(None, f"fewer than {least}", threshold, 0, room.whole),)
    if whole < ENOUGH_FOR_SHARES or room.high - room.low + 1 < room.least:
        return (Figure(None, NOT_SHOWN, threshold, 0, room.whole),)
    told = [(_told(n, whole, least, room), n) for n in range(room.low, room.high + 1)]
    grouped = [(key, [n for _, n in some]) for key, some in groupby(told, lambda one: one[0])]
    return tuple(
        Figure(*_as_told(key), threshold, counts[0], counts[-1])
        for key, counts in _joined(grouped, room.least)
    )


def _told(count: int, whole: int, least: int, room: Room) -> int | str:
    """A number where everything that is told as it lies above `first`; else a word."""
    lowest = max(least, rounded(count) - STEP // 2)
    if max(room.first, room.low) <= lowest <= count <= room.last:
        return rounded(count)
    return _word(Fraction(count, whole)).text


def _joined(
    grouped: Sequence[tuple[int | str, list[int]]], least: int
) -> Iterator[tuple[int | str, list[int]]]:
    """No band holds fewer than `least` counts: a shorter one goes with a word beside it, the one
    below where there is one. Where one of the two is a number, the word stands for both."""
    kept: list[tuple[int | str, list[int]]] = []
    over: list[int] = []
    word = ""
    for key, counts in grouped:
        key = word if word and isinstance(key, int) else key
        counts = over + counts
        over, word = [], ""
        if len(counts) >= least:
            kept.append((key, counts))
        elif kept and isinstance(kept[-1][0], str):
            kept[-1][1].extend(counts)
        else:
            over, word = counts, key if isinstance(key, str) else ""
    if over:
        key, counts = kept.pop()
        kept.append((word if word and isinstance(key, int) else key, counts + over))
    return iter(kept)


def _as_told(key: int | str) -> tuple[int | None, str]:
    return (None, key) if isinstance(key, str) else (key, "")


def _word(share: Fraction) -> Word:
    return next(word for word in WORDS if word.low < share <= word.high)


def possible(told: Figure) -> tuple[int, int]:
    """The smallest and greatest count that a reader must think possible."""
    if told.high >= 0:
        return told.low, told.high
    if told.shown is not None:
        return max(least_shown(told.threshold), told.shown - 2), told.shown + 2
    if told.words == NOT_SHOWN:
        return 0, ANYTHING
    return 0, least_shown(told.threshold) - 1


def settle(
    count: int, *, threshold: int, of: Figure | None = None, before: Sequence[Figure] = (),
    beside: Beside = ALONE,
) -> Figure:  # fmt: skip
    """What a later edition may say. `before`: what earlier ones said of the same, oldest first.
    `beside`: what is public by then of what nests with it.

    A new figure beside an old one must not point at one person: the last released figure stays
    until the count is at least the threshold away from whatever each earlier edition may have
    meant. That a figure changed is itself told to the reader, so it changes only where that leaves
    three counts open, and becomes a word only where the whole band stays open.
    """
    fresh = figure(count, threshold=threshold, of=of, beside=beside)
    return _apart(fresh, count, before, threshold, beside.least) or before[-1]


def _apart(
    fresh: Figure, count: int, told: Sequence[Figure], threshold: int, least: int
) -> Figure | None:  # fmt: skip
    """A figure with the counts it leaves open beside those that are told; None where too few."""
    others = tuple(one for one in told if (one.shown, one.words) != (fresh.shown, fresh.words))
    if not others:
        return fresh
    left = _left(fresh, others, threshold)
    enough = len(left) >= (least if fresh.shown is not None else fresh.high - fresh.low + 1)
    return replace(fresh, low=left[0], high=left[-1]) if enough and count in left else None


@lru_cache(maxsize=512)
def _left(fresh: Figure, others: tuple[Figure, ...], threshold: int) -> tuple[int, ...]:
    """The counts of a figure that are far enough from whatever the others may have meant."""
    counts = range(fresh.low, fresh.high + 1)
    return tuple(n for n in counts if all(_far(one, n, threshold) for one in others))


def _far(old: Figure, count: int, threshold: int) -> bool:
    low, high = possible(old)
    away = max(low - count, count - high)
    return away >= max(threshold, old.threshold)


def percent(told: Figure, base: Figure) -> int | None:
    """A share in percent made of released figures alone, rounded to 5; None where none is told.

    A word counts as the middle of its band: the length of a bar then says what the word says.
    """
    if told.shown is not None and base.shown:
        return min(100, rounded(round(100 * told.shown / base.shown)))
    for word in WORDS:
        if told.words == word.text:
            return round(50 * sum(word.shares))
    return None


def meanings(threshold: int) -> tuple[str, ...]:
    """How to read our figures, one line for each rule: stands in every edition's method."""
    least = least_shown(threshold)
    words = "; ".join(f"“{word.text}” means {word.meaning}" for word in WORDS)
    return (
        f"Counts of people are rounded to the nearest {STEP}. A count under {least} is never "
        "given, and a nought counts as small.",
        f"Words stand for small counts, and where fewer than {least} people are left out. Of the "
        f"people heard in one way: {words}. Where fewer than {least} people were heard in that "
        f"way, we only say “fewer than {least}”; of fewer than ten, no share is told.",
        "A word is stretched a little where it would otherwise fit fewer than three counts, and "
        "stands for a number that would tell of a few people beside another figure.",
        "A total is left out wherever one of its parts is.",
        f"Once released, a figure stays as it is until it has changed by {threshold} or more, so "
        "that two editions side by side do not give anybody away.",
    )

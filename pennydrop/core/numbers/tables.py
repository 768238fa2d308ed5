"""Counts that add up: nothing hidden can be worked back from the rest."""

from collections.abc import Sequence
from dataclasses import replace

from pennydrop.core.numbers.small import (
    ANYTHING,
    LEAST_OPEN,
    NOT_SHOWN,
    Figure,
    figure,
    least_shown,
    possible,
)

Range = tuple[int, int]
Counts = Sequence[int]


def release_lines(lines: Sequence[Counts], *, threshold: int) -> list[tuple[Figure, ...]]:
    """Lines of which each adds up to a total of its own, and what stands beside each other does
    not, such as people of different ages who spoke of different things."""
    return [release_line(line, threshold=threshold) for line in lines]


def release_line(counts: Counts, *, threshold: int) -> tuple[Figure, ...]:
    """Counts of which somebody may know the true total from elsewhere (a grant report, a register).

    Whatever is small is hidden, and always the last one with it. Where the hidden ones may still
    add up to too little to leave them open, the one before goes too, and so on. Which goes follows
    from its place, and how many from what is public: a rule that looked for the smallest would
    itself tell how large each of them can be.
    """
    told = [figure(count, threshold=threshold) for count in counts]
    hidden = {place for place, one in enumerate(told) if one.shown is None}
    if not hidden or len(told) == 1:
        return tuple(told)
    left = reversed(range(len(told)))
    hidden.add(next(left))
    while not _enough(told, hidden, sum(counts)):
        hidden.add(next(left))
    return _hidden(told, hidden, sum(counts))


def _enough(told: Sequence[Figure], hidden: set[int], total: int) -> bool:
    """Whether a small one could be anything under the threshold, for whoever knows the total."""
    most = _most(told, hidden, total)
    return len(hidden) == len(told) or (
        len(hidden) > 1 and most >= least_shown(told[0].threshold) - 1
    )


def _most(told: Sequence[Figure], hidden: set[int], total: int) -> int:
    """The most that the hidden ones can add up to."""
    return total - sum(possible(one)[0] for n, one in enumerate(told) if n not in hidden)


def _hidden(told: Sequence[Figure], hidden: set[int], total: int) -> tuple[Figure, ...]:
    """Those at the end of the line are hidden whatever they are, and look alike. One that stands
    before a shown one is small, as everybody can tell: its words may say so."""
    threshold = told[0].threshold
    least = least_shown(threshold)
    last_shown = max(set(range(len(told))) - hidden, default=-1)
    all_small = _most(told, hidden, total) < least
    small = Figure(None, f"fewer than {least}", threshold, 0, least - 1)
    any_size = replace(small, words=NOT_SHOWN, high=ANYTHING)
    return tuple(
        one if place not in hidden else small if place < last_shown or all_small else any_size
        for place, one in enumerate(told)
    )


def release_parts(counts: Sequence[int], *, threshold: int) -> tuple[tuple[Figure, ...], Figure]:
    """Parts that add up to a whole, each told as a share of it, and the whole.

    Where what is told of all of them would narrow one of them down, none is told. Whether it would
    is judged by what is told alone, so that not telling gives nothing away either.
    """
    whole = figure(sum(counts), threshold=threshold)
    parts = tuple(figure(count, threshold=threshold, of=whole) for count in counts)
    if all(high - low + 1 >= LEAST_OPEN for low, high in _narrowed(parts, whole)):
        return parts, whole
    return (Figure(None, NOT_SHOWN, threshold, 0, possible(whole)[1]),) * len(parts), whole


def _narrowed(parts: Sequence[Figure], whole: Figure) -> list[Range]:
    """What is left open of each part, and of the whole, once all are added up."""
    ranges = [possible(part) for part in parts]
    low, high = possible(whole)
    lows, highs = sum(one for one, _ in ranges), sum(one for _, one in ranges)
    left = [(max(a, low - (highs - b)), min(b, high - (lows - a))) for a, b in ranges]
    return [*left, (max(low, lows), min(high, highs))]

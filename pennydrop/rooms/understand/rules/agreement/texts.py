"""Agreement over texts: every character is a unit, coded with a code or not.

The universe is every character of the texts that two coders or more have read. It is not the
characters that somebody coded: over those alone nobody ever agrees that a passage is *not* about
a code, and kappa comes out wrong (QualCoder's does). Words that one coder has under two codings
of the same code count once, and agree with nobody by that.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from pennydrop.rooms.understand.rules.agreement.coefficients import Counts, Pattern
from pennydrop.rooms.understand.rules.agreement.figures import SEED
from pennydrop.rooms.understand.rules.positions import SPAN

CODED, NOT = "coded", "not"
# With fewer texts than this the turns are drawn anew for an interval, not whole texts.
ENOUGH_TEXTS = 12
# A text and a code are numbers here: whoever reads them from somewhere knows which is which.
Turn = tuple[int, int]
Placed = tuple[int, int, int]


@dataclass(frozen=True)
class Universe:
    """What was read by whom: the length of each turn (code points), by text and turn order; and
    for each text, which of the coders have read it, as places in `coders`."""

    coders: tuple[str, ...]
    turns: Mapping[Turn, int]
    readers: Mapping[int, frozenset[int]]


class Coded(NamedTuple):
    """One coding. Positions: rules/positions.py; `coder` is a place in the universe's coders."""

    text: int
    code: int
    coder: int
    start: int
    end: int


@dataclass
class _Column:
    """How many characters look like this, by the cluster they stand in."""

    clusters: list[int]
    characters: list[int]


class Characters:
    """The characters of a universe as counted patterns, for each code.

    Characters stand in clusters that are drawn anew together: a text, or where there are few texts
    a turn. Neighbouring characters are no independent pieces of evidence.
    """

    def __init__(self, universe: Universe, codings: Iterable[Coded]) -> None:
        self.coders = universe.coders
        shared = {t for t, readers in universe.readers.items() if len(readers) > 1}
        turns = {turn: n for turn, n in universe.turns.items() if turn[0] in shared}
        self.texts = len({text for text, _ in turns})
        self.whole_texts = self.texts >= ENOUGH_TEXTS
        self._cluster: dict[Turn | int, int] = {}
        for turn in turns:
            self._cluster.setdefault(self._group(turn), len(self._cluster))
        self._masks = {text: _mask(universe.readers[text]) for text in shared}
        self._blank: dict[int, list[int]] = {}
        self._count_blank(turns)
        self._columns: dict[int, dict[tuple[int, int], _Column]] = defaultdict(dict)
        self._sweep(turns, codings)

    @property
    def characters(self) -> int:
        """How many characters two coders or more have read."""
        return sum(sum(lengths) for lengths in self._blank.values())

    @property
    def codes(self) -> list[int]:
        """The codes that any of the coders used in what is shared."""
        return list(self._columns)

    def counts(self, code: int) -> Counts:
        return self._counts(code, [1] * len(self._cluster), self._blanks(None))

    def draws(self, times: int, seed: int = SEED) -> Iterator[dict[int, Counts]]:
        """The clusters drawn anew, as many as there are: the counts of every code each time."""
        source, clusters = random.Random(seed), len(self._cluster)
        if clusters < 2:
            return
        for _ in range(times):
            drawn = Counter(source.choices(range(clusters), k=clusters))
            weights = [drawn[n] for n in range(clusters)]
            blanks = self._blanks(weights)
            yield {code: self._counts(code, weights, blanks) for code in self._columns}

    def _group(self, turn: Turn) -> Turn | int:
        return turn[0] if self.whole_texts else turn

    def _count_blank(self, turns: Mapping[Turn, int]) -> None:
        """Readers -> the characters of each cluster that exactly they have read."""
        for turn, length in turns.items():
            row = self._blank.setdefault(self._masks[turn[0]], [0] * len(self._cluster))
            row[self._cluster[self._group(turn)]] += length

    def _sweep(self, turns: Mapping[Turn, int], codings: Iterable[Coded]) -> None:
        for (code, turn), spans in _by_turn(turns, codings, self._masks).items():
            cluster, readers = self._cluster[self._group(turn)], self._masks[turn[0]]
            for on, characters in stacked(spans).items():
                column = self._columns[code].setdefault((readers, on), _Column([], []))
                column.clusters.append(cluster)
                column.characters.append(characters)

    def _blanks(self, weights: Sequence[int] | None) -> dict[int, int]:
        return {
            readers: sum(lengths) if weights is None else sum(map(mul, weights, lengths))
            for readers, lengths in self._blank.items()
        }

    def _counts(self, code: int, weights: Sequence[int], blanks: Mapping[int, int]) -> Counts:
        left = dict(blanks)
        counts: dict[Pattern, float] = {}
        for (readers, on), column in self._columns[code].items():
            here = sum(map(mul, map(weights.__getitem__, column.clusters), column.characters))
            counts[_pattern(readers, on, len(self.coders))] = here
            left[readers] -= here
        for readers, characters in left.items():
            counts[_pattern(readers, 0, len(self.coders))] = characters
        return counts


def cut(coding: Coded, turns: Mapping[Turn, int]) -> Iterator[tuple[Turn, Placed]]:
    """The parts of a coding in each turn that is there: (code, start, end), in code points."""
    for order in range(coding.start // SPAN, coding.end // SPAN + 1):
        turn = (coding.text, order)
        low = max(coding.start - order * SPAN, 0)
        high = min(coding.end - order * SPAN, turns.get(turn, 0))
        if low < high:
            yield turn, (coding.code, low, high)


def stacked(spans: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """How many characters lie under which coders. Spans are (start, end, coder), the coder as a
    bit; the answer's keys are bits together, never none."""
    edges = sorted({edge for low, high, _ in spans for edge in (low, high)})
    found: dict[int, int] = {}
    for start, end in pairwise(edges):
        on = 0
        for low, high, bit in spans:
            if low <= start < high:
                on |= bit
        if on:
            found[on] = found.get(on, 0) + end - start
    return found


def _by_turn(
    turns: Mapping[Turn, int], codings: Iterable[Coded], masks: Mapping[int, int]
) -> dict[tuple[int, Turn], list[tuple[int, int, int]]]:
    """Codings cut at the ends of turns, those of readers only: (code, turn) -> spans in it."""
    found: dict[tuple[int, Turn], list[tuple[int, int, int]]] = {}
    for one in codings:
        bit = 1 << one.coder
        if not masks.get(one.text, 0) & bit:
            continue
        for turn, (_, low, high) in cut(one, turns):
            found.setdefault((one.code, turn), []).append((low, high, bit))
    return found


def _mask(readers: Iterable[int]) -> int:
    return sum(1 << place for place in readers)


@lru_cache(maxsize=4096)
def _pattern(readers: int, on: int, coders: int) -> Pattern:
    """What each coder said of such a character: coded, not, or nothing (not read)."""
    return tuple(
        (CODED if on >> place & 1 else NOT) if readers >> place & 1 else None
        for place in range(coders)
    )

"""Find out how a tool counted: try every way, and see which lets passages meet words.

The standard says Unicode code points, end exclusive. Tools count UTF-16 units, take a line end as
one or two, count the byte order mark or not. Only the passages themselves can tell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.exchange.boundaries import ends_well
from pennydrop.rooms.understand.rules.exchange.offsets import Outside, Ruler
from pennydrop.rooms.understand.rules.exchange.project import (
    ALWAYS_TWO,
    AS_WRITTEN,
    CODE_POINT,
    ONE,
    UTF8,
    UTF16,
    Dialect,
    Selection,
)

COMMON = tuple(
    Dialect(unit, lines, bom)
    for unit in (CODE_POINT, UTF16)
    for lines in (AS_WRITTEN, ONE)
    for bom in (False, True)
)
# Never seen to be right without strong proof, so that a few lucky passages cannot choose them.
RARE = (
    *(Dialect(unit, ALWAYS_TWO, bom) for unit in (CODE_POINT, UTF16) for bom in (False, True)),
    *(Dialect(unit, lines, every_bom=True, bom=True)
      for unit in (CODE_POINT, UTF16) for lines in (AS_WRITTEN, ONE)),
    *(Dialect(unit, lines, inclusive=True)
      for unit in (CODE_POINT, UTF16) for lines in (AS_WRITTEN, ONE)),
    *(Dialect(UTF8, lines, bom) for lines in (AS_WRITTEN, ONE) for bom in (False, True)),
)  # fmt: skip
_PROOF = 5  # passages that a rare way must be judged by
_TOLD, _LOST = 6, -2  # words that the file gives for the passage; a place that is not there
MOST_JUDGED = 4000


@dataclass(frozen=True)
class Judged:
    """How well one way of counting fits: points, of at most 4 for each passage and 6 more for
    each whose words the file tells."""

    dialect: Dialect
    points: int
    passages: int

    @property
    def share(self) -> float:
        return self.points / (4 * self.passages) if self.passages else 0.0


@dataclass(frozen=True)
class Sample:
    """A text and the passages on it."""

    ruler: Ruler
    selections: Sequence[Selection]


def choose(samples: Sequence[Sample], origin: str) -> Dialect:
    """The way of counting that fits best over all texts; where several do, the likelier one."""
    likely = _likely_first(origin)
    fits = [_judge(samples, dialect) for dialect in likely]
    best = max(fits, key=lambda fit: fit.points)  # the first of equals
    # Nine in ten or better at both ends leaves nothing to explain.
    if best.passages >= _PROOF and best.share < 0.9:
        rare = max((_judge(samples, d) for d in RARE), key=lambda fit: fit.points)
        if rare.share > best.share + 0.2:
            return rare.dialect
    return best.dialect


def choose_for(sample: Sample, usual: Dialect, origin: str) -> Dialect:
    """The way for one source: the usual one, unless its passages plainly follow another.

    Projects are put together from parts that came by different ways.
    """
    fit = _judge([sample], usual)
    if fit.passages < _PROOF or fit.share >= 0.7:
        return usual
    own = choose([sample], origin)
    return own if _judge([sample], own).share > fit.share + 0.25 else usual


def _likely_first(origin: str) -> list[Dialect]:
    """Common ways, the one that this tool is known for first, the standard's where none is."""
    tool = origin.casefold()
    first = Dialect()
    if "nvivo" in tool:
        first = Dialect(UTF16)
    elif "atlas" in tool or "qualcoder" in tool:
        first = Dialect(lines=ONE)
    return sorted(COMMON, key=lambda d: (d != first, d.unit != first.unit, d.lines != first.lines))


def _judge(samples: Iterable[Sample], dialect: Dialect) -> Judged:
    points = passages = 0
    for sample in samples:
        for one in sample.selections[:MOST_JUDGED]:
            if one.start is not None and one.end is not None and one.start < one.end:
                passages += 1
                points += _points(sample.ruler, one, dialect)
    return Judged(dialect, points, passages)


def _points(ruler: Ruler, one: Selection, dialect: Dialect) -> int:
    try:
        start, end = span(ruler, one, dialect)
    except Outside:
        return _LOST
    if start >= end:
        return _LOST
    told = _TOLD if agrees(one, ruler.text[start:end]) else 0
    return sum(ends_well(ruler.text, start, end)) + told


def span(ruler: Ruler, one: Selection, dialect: Dialect) -> tuple[int, int]:
    """Where a passage lies in the clean text. Raises Outside."""
    if one.start is None or one.end is None:
        raise Outside
    return ruler.at(one.start, dialect), ruler.at(one.end + dialect.inclusive, dialect)


def agrees(one: Selection, words: str) -> bool:
    """Whether the words are those that the file gives for the passage: whole, or as far as a
    shortened hint goes."""
    if one.exact:
        return _folded(one.hint) == _folded(words)
    hint, said = _folded(one.hint), _folded(words)
    short = hint.rstrip("…. ")
    if len(short) < 3:
        return False
    return hint == said or (len(short) >= 12 and said.startswith(short))


def _folded(text: str) -> str:
    return " ".join(text.split())

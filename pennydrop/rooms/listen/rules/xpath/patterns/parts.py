"""What a pattern is made of."""

from collections.abc import Callable
from dataclasses import dataclass

MANY = -1

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Letter:
    """One character that passes a test."""

    test: Test


@dataclass(frozen=True, slots=True)
class Row:
    """One part after another. An empty row matches nothing at all."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """One of several parts."""

    ways: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part several times: at least `least`, at most `most` (MANY: no end)."""

    part: "Part"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A place and no character: `^`, `$`, `b` (edge of a word) or `B` (no edge of one)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must follow here, or must not, without being used up."""

    part: "Part"
    wanted: bool


Part = Letter | Row | Either | Repeat | Edge | Ahead

"""Named public figures: what a room can count by itself, so that a promise can be held against it.
`web/wiring.py` is the one place that hands them in, by name."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from uuid import UUID


class Kind(Enum):
    """What a figure is: so many of something, or a part of a whole in percent."""

    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True)
class Standing:
    """A figure on one day, as it truly is. `base` is the whole that a share is a part of."""

    value: Decimal
    base: Decimal | None = None


@dataclass(frozen=True)
class NamedFigure:
    """A figure that an organisation can be held to. `people`: it counts people, so that small
    numbers are protected wherever it is shown. `read` is given the organisation and the day."""

    name: str
    title: str
    about: str
    kind: Kind
    people: bool
    read: Callable[[UUID, dt.date], Standing]


_figures: dict[str, NamedFigure] = {}


def connect(figures: Sequence[NamedFigure]) -> None:
    """Hand in every figure there is; those handed in before are forgotten."""
    _figures.clear()
    _figures.update({figure.name: figure for figure in figures})


def named_figures() -> Mapping[str, NamedFigure]:
    return MappingProxyType(_figures)

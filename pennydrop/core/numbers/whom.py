"""Whom a figure counts, told from what was asked and never from whom it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

KIND = "kind of source"


class How(Enum):
    """How two rows make up a third."""

    AND = "and"
    OR = "or"
    WITHOUT = "without"


@dataclass(frozen=True)
class AnyOf:
    """Everybody of whom any of these facts is so: each by itself may be so of anybody."""

    facts: frozenset[str]


@dataclass(frozen=True)
class Known:
    """Everybody of whom one of these values is known; nobody has two. Of `KIND`: whoever was heard
    in one of these ways."""

    of: str
    values: frozenset[str]


@dataclass(frozen=True)
class Joined:
    """`sort` keeps two apart that are not surely the same people, and are taken for the same all
    the same: to take people for fewer sorts than there are errs on the side of care."""

    one: "Whom"
    how: How
    other: "Whom"
    sort: str = ""


Whom = AnyOf | Known | Joined


def as_data(whom: Whom) -> list[Any]:
    """JSON-able; `from_data` reads it back."""
    if isinstance(whom, AnyOf):
        return ["any", *sorted(whom.facts)]
    if isinstance(whom, Known):
        return ["known", whom.of, *sorted(whom.values)]
    return [whom.how.value, as_data(whom.one), as_data(whom.other), whom.sort]


def from_data(data: Sequence[Any]) -> Whom:
    head, *rest = data
    if head == "any":
        return AnyOf(frozenset(rest))
    if head == "known":
        return Known(rest[0], frozenset(rest[1:]))
    one, other, sort = rest
    return Joined(from_data(one), How(head), from_data(other), sort)


@lru_cache(maxsize=4096)
def names(whom: Whom) -> frozenset[str]:
    """What it turns on: rows without a name in common say nothing of each other."""
    if isinstance(whom, Joined):
        return names(whom.one) | names(whom.other)
    if isinstance(whom, Known):
        return frozenset({f"known:{whom.of}"} - {f"known:{KIND}"})
    return frozenset(f"fact:{fact}" for fact in whom.facts)

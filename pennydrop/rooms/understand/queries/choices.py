"""The list from which somebody chooses what kind of stand-in it is to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.kind_groups import GROUPS

Choice = tuple[str, str]  # a kind, and the next free stand-in of it


@dataclass(frozen=True)
class Choices:
    """`likely`: the few to begin with. `groups`: every kind, under its heading."""

    likely: tuple[Choice, ...]
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]


def choices_of(next_of_kind: Mapping[str, str], likely: Iterable[str] = ()) -> Choices:
    def among(kinds: Iterable[str]) -> tuple[Choice, ...]:
        return tuple((kind, next_of_kind[kind]) for kind in kinds)

    return Choices(among(likely), tuple((title, among(kinds)) for title, kinds in GROUPS.items()))

"""Rooms that hold what a person told us say here how to forget it, what they hold, and what the
person may be shown. `web/wiring.py` is the one place that registers them, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID


@dataclass(frozen=True)
class Holding:
    """One kind of thing that a room holds of a person, and where it was used."""

    what: str
    count: int
    used_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Invitation:
    """Something a person may be shown with their code, such as a quote before release."""

    what: str
    words: str


Forget = Callable[[UUID], Mapping[str, int]]
Holdings = Callable[[UUID], list[Holding]]
Invitations = Callable[[UUID], list[Invitation]]


@dataclass(frozen=True)
class Keeper:
    """How one room answers for what it keeps of a participant (an opaque id)."""

    forget: Forget
    holdings: Holdings
    invitations: Invitations


_keepers: dict[str, Keeper] = {}


def register(room: str, *, forget: Forget, holdings: Holdings, invitations: Invitations) -> None:
    _keepers[room] = Keeper(forget=forget, holdings=holdings, invitations=invitations)


def keepers() -> Mapping[str, Keeper]:
    return MappingProxyType(_keepers)


def forget_everywhere(participant: UUID) -> dict[str, dict[str, int]]:
    """Have every room remove what it holds of this person. Returns room -> {what: how many}."""
    return {room: dict(keeper.forget(participant)) for room, keeper in _keepers.items()}


def holdings_everywhere(participant: UUID) -> list[Holding]:
    return [holding for keeper in _keepers.values() for holding in keeper.holdings(participant)]


def invitations_everywhere(participant: UUID) -> list[Invitation]:
    return [item for keeper in _keepers.values() for item in keeper.invitations(participant)]

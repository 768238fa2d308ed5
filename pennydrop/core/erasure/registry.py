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


@dataclass(frozen=True)
class Held:
    """One thing that a room holds of a person, whole, for the export of their record. `facts`
    are pairs of a name and what stands there; `words` are theirs, or about them; `file` are the
    bytes of a picture or recording, of the type `media`."""

    what: str
    facts: tuple[tuple[str, str], ...] = ()
    words: str = ""
    file: bytes = b""
    media: str = ""


Forget = Callable[[UUID], Mapping[str, int]]
Holdings = Callable[[UUID], list[Holding]]
Invitations = Callable[[UUID], list[Invitation]]
Record = Callable[[UUID], list[Held]]


@dataclass(frozen=True)
class Keeper:
    """How one room answers for what it keeps of a participant (an opaque id).

    `expire` is what goes when the study's time is over; None where what the room keeps outlasts
    it (lines in a published edition), which taking back still removes. `record` is everything, in
    full, for the person themself.
    """

    forget: Forget
    holdings: Holdings
    invitations: Invitations
    record: Record
    expire: Forget | None


_keepers: dict[str, Keeper] = {}


def _nothing(participant: UUID) -> list[Held]:
    return []


def register(
    room: str, *, forget: Forget, holdings: Holdings, invitations: Invitations,
    record: Record = _nothing, expire: Forget | None = None,
) -> None:  # fmt: skip
    _keepers[room] = Keeper(forget, holdings, invitations, record, expire)


def keepers() -> Mapping[str, Keeper]:
    return MappingProxyType(_keepers)


def forget_everywhere(participant: UUID) -> dict[str, dict[str, int]]:
    """Have every room remove what it holds of this person. Returns room -> {what: how many}."""
    return {room: dict(keeper.forget(participant)) for room, keeper in _keepers.items()}


def holdings_everywhere(participant: UUID) -> list[Holding]:
    return [holding for keeper in _keepers.values() for holding in keeper.holdings(participant)]


def invitations_everywhere(participant: UUID) -> list[Invitation]:
    return [item for keeper in _keepers.values() for item in keeper.invitations(participant)]


def record_everywhere(participant: UUID) -> dict[str, list[Held]]:
    """Everything that the house holds of this person, room by room."""
    return {room: keeper.record(participant) for room, keeper in _keepers.items()}


def expire_everywhere(participant: UUID) -> dict[str, dict[str, int]]:
    """Have every room remove what does not outlast the study. Returns room -> {what: how many}."""
    return {
        room: dict(keeper.expire(participant))
        for room, keeper in _keepers.items()
        if keeper.expire is not None
    }


def outlasting(participant: UUID) -> int:
    """How much is held of this person in rooms whose keeping outlasts the study."""
    return sum(
        holding.count
        for keeper in _keepers.values()
        if keeper.expire is None
        for holding in keeper.holdings(participant)
    )

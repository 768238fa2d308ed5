"""Lines of somebody who took part, shown to them before they are printed, with time to object.

Drafts lie in a room above the one in which people come back with their code, and the lower may not
import it: so `web/wiring.py` hands its functions here, by name.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

OBJECTIONS = ("not_this", "not_these_words")


class NotShown(Exception):
    """This line is not shown to this person, or not any more."""


@dataclass(frozen=True)
class Part:
    """Some words of theirs round a line; `chosen`: they are in it."""

    text: str
    chosen: bool


@dataclass(frozen=True)
class Said:
    """One turn of theirs round a line. `speaker`: as the transcript names who speaks."""

    speaker: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Line:
    """One line of theirs as it would be printed in one document, and where.

    `beside`: what the section says round it, in the team's own words (Markdown). `last_day`: until
    then it is not printed, whatever they do; None while it is being changed. `out`: it stands in
    findings that are public already. `objection`: one of OBJECTIONS or "", with `why`.
    """

    quote: UUID
    document: UUID
    title: str
    section: str
    beside: tuple[str, ...]
    around: tuple[Said, ...]
    printed: str
    attribution: str
    last_day: dt.date | None
    out: bool
    objection: str
    why: str


@dataclass(frozen=True)
class FirstLook:
    """What the room of findings does for the pages of those who took part."""

    lines_for: Callable[[UUID, dt.date], list[Line]]
    object_to: Callable[..., None]
    take_back: Callable[..., None]


_room: list[FirstLook] = []


def connect(first_look: FirstLook) -> None:
    """Hand it over. Called once, by `web/wiring.py`."""
    _room[:] = [first_look]


def lines_for(participant: UUID, *, on: dt.date) -> list[Line]:
    """The lines that this person may look at on this day."""
    return _room[0].lines_for(participant, on)


def object_to(
    *, participant: UUID, quote: UUID, objection: str, why: str, by: str, at: dt.datetime
) -> None:
    """Keep that they object, in place of what they said before. `objection` is one of OBJECTIONS;
    `why` may be empty and is sealed under their key. Of `at` the day is kept.

    Raises NotShown.
    """
    _room[0].object_to(
        participant=participant, quote=quote, objection=objection, why=why, by=by, at=at
    )  # fmt: skip


def take_back(*, participant: UUID, quote: UUID, by: str, at: dt.datetime) -> None:
    """They object no more. Nothing happens where they did not. `at`: the day is kept."""
    _room[0].take_back(participant=participant, quote=quote, by=by, at=at)

"""Insights on which somebody who took part is asked whether they were understood (member checks).

What was understood lies in a room above the one in which people come back with their code, and the
lower may not import it: so `web/wiring.py` hands its functions here, by name.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

ANSWERS = ("yes", "not_quite", "no")


class NotAsked(Exception):
    """This is not asked of this person, or not any more."""


@dataclass(frozen=True)
class Check:
    """One insight in the team's words, and what the person has said of it; "" while nothing."""

    id: UUID
    words: str
    answer: str
    why: str


@dataclass(frozen=True)
class Understood:
    """What the room of analysis does for the pages of those who took part."""

    checks_for: Callable[[UUID, dt.date], list[Check]]
    answer: Callable[..., None]


_room: list[Understood] = []


def connect(understood: Understood) -> None:
    """Hand it over. Called once, by `web/wiring.py`."""
    _room[:] = [understood]


def checks_for(participant: UUID, *, on: dt.date) -> list[Check]:
    """What this person is asked on this day: nothing, unless they said that we may ask more."""
    return _room[0].checks_for(participant, on)


def answer_check(
    *, participant: UUID, check: UUID, answer: str, why: str, by: str, at: dt.datetime
) -> None:
    """Keep what they say, in place of what they said before. `answer` is one of ANSWERS; `why` may
    be empty and is sealed under their key. Of `at` the day is kept.

    Raises NotAsked.
    """
    _room[0].answer(
        participant=participant, check=check, answer=answer, why=why, by=by, at=at
    )  # fmt: skip

"""Concerns for somebody's safety, as far as rooms that know nothing of each other may speak of
them. The safeguarding desk lies in a room of its own, and no room below may import it: so
`web/wiring.py` hands its functions here, and the functions about studies to it, by name.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class Level(Enum):
    """How pressing a concern is, most pressing last."""

    DISTRESS = "distress"
    RISK = "risk"
    SOMEBODY_AT_RISK = "somebody at risk"
    IMMEDIATE = "immediate"


@dataclass(frozen=True)
class Pointer:
    """Where a concern comes from. Kept only sealed: in the clear it would join two records."""

    study: UUID
    participant: UUID | None = None
    source: UUID | None = None


@dataclass(frozen=True)
class Place:
    """What a pointer leads to, in words, with an address for those who may open it."""

    organisation: UUID
    title: str
    url: str = ""


@dataclass(frozen=True)
class Duty:
    """Whether somebody is on the rota now. `ends` and `begins` are moments; either may be None."""

    staffed: bool
    ends: dt.datetime | None = None
    begins: dt.datetime | None = None


@dataclass(frozen=True)
class Desk:
    """What the safeguarding desk does for other rooms."""

    told_before: Callable[[UUID], str]
    raise_from_words: Callable[..., bool]
    duty: Callable[..., Duty]
    open_about: Callable[[Collection[UUID]], set[UUID]]


@dataclass(frozen=True)
class Studies:
    """What the desk asks about studies. `copied`: runs of six or more words of a study's sources
    in a text, each with the source's title."""

    titles: Callable[[Collection[UUID]], list[tuple[UUID, UUID, str]]]
    place_of: Callable[[Pointer], Place | None]
    copied: Callable[[Pointer, str], list[tuple[str, str]]]


_desk: list[Desk] = []
_studies: list[Studies] = []


def connect(*, desk: Desk, studies: Studies) -> None:
    """Hand both sides over. Called once, by `web/wiring.py`."""
    _desk[:] = [desk]
    _studies[:] = [studies]


def studies() -> Studies:
    """What the desk may ask about studies."""
    return _studies[0]


def told_before(study: UUID) -> str:
    """What people must read before the first question of this study, in words of their own age;
    "" where the study opens no concerns from answers. Show it with the limits of confidentiality.
    """
    return _desk[0].told_before(study)


def open_about(participants: Collection[UUID]) -> set[UUID]:
    """Those of whom a concern for somebody's safety is open. It says nothing of which, or why."""
    return _desk[0].open_about(participants)


def raise_from_words(
    *,
    study: UUID,
    participant: UUID,
    joined_on: dt.date,
    level: Level,
    what: str,
    at: dt.datetime,
) -> bool:
    """Open a concern because an answer suggests a risk, for a person to read the answer.

    Does nothing, and returns False, unless the study says so and did so before `joined_on`, the
    day on which this person began. Call it when somebody *shares*, never for a draft: we promise
    that nobody reads those. `what`: the kinds of risk in our words (`risk_words.pressing`), never
    the person's. Of an answer the day is kept and no time. Once for each person while one is open.
    """
    return _desk[0].raise_from_words(
        study=study, participant=participant, joined_on=joined_on, level=level, what=what, at=at
    )


def duty(organisation: UUID, *, at: dt.datetime) -> Duty:
    """Whether somebody is there to read a concern now. Where no rota was entered: nobody, ever."""
    return _desk[0].duty(organisation, at=at)

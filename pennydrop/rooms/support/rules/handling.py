"""How a concern is handled: levels, clocks, steps, and who may close it."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from pennydrop.core.concerns import Level

LONGEST = 4_000
_PSEUDONYM = re.compile(r"\bP ?\d{3}\b")


class Origin(Enum):
    """Where a concern comes from. ANSWER: words in an answer opened it, no person."""

    ANSWER = "answer"
    WRITTEN = "a written answer that somebody read"
    INTERVIEW = "an interview or focus group"
    OBSERVED = "something a colleague saw or heard"


class StepKind(Enum):
    LOOKED = "looked"
    DONE = "done"
    HANDED = "handed to"
    TAKEN_OVER = "taken over"
    LEVEL = "level changed"
    CLOSED = "closed"


# Who took any of these steps has handled the concern.
HANDLES = frozenset(
    {StepKind.LOOKED, StepKind.DONE, StepKind.HANDED, StepKind.TAKEN_OVER, StepKind.LEVEL}
)

# Minutes of staffed time until the first look. Our own choice, told on the pages; an organisation
# with a stricter policy looks sooner.
FIRST_LOOK: dict[Level, int] = {
    Level.IMMEDIATE: 60,
    Level.SOMEBODY_AT_RISK: 240,
    Level.RISK: 240,
    Level.DISTRESS: 960,
}
MEANING: dict[Level, str] = {
    Level.IMMEDIATE: "Somebody may die or be badly hurt today. Call 999 first, then write this.",
    Level.SOMEBODY_AT_RISK: "A child, or an adult who needs care or support, may be being hurt.",
    Level.RISK: "Somebody may come to harm, not today: self-harm, unsafe use, threats.",
    Level.DISTRESS: "Somebody is having a hard time and may need company or help.",
}


class ClockState(Enum):
    """LATE stays late after the look: a late look never becomes a timely one."""

    NOT_RUNNING = "no clock"
    RUNNING = "running"
    OVERDUE = "overdue"
    IN_TIME = "looked at in time"
    LATE = "looked at late"


class SamePerson(Exception):
    """Who raised or handled a concern cannot close it."""


class BadConcern(Exception):
    """Something in what was written about a concern must change; the message says what."""


@dataclass(frozen=True)
class Clock:
    due: dt.datetime | None
    looked: dt.datetime | None

    def state(self, at: dt.datetime) -> ClockState:
        if self.due is None:
            return ClockState.NOT_RUNNING
        if self.looked is not None:
            return ClockState.IN_TIME if self.looked <= self.due else ClockState.LATE
        return ClockState.OVERDUE if at > self.due else ClockState.RUNNING


def check_closer(by: str, raised_by: str, handled_by: Collection[str]) -> None:
    """Raise SamePerson unless somebody handled the concern and `by` is none of them, nor who
    raised it: a second person looks at whether enough was done."""
    if not handled_by:
        raise SamePerson("Nobody has looked at this yet. It can be closed after that.")
    if by == raised_by:
        raise SamePerson("You raised this. Somebody else must look at it and close it.")
    if by in handled_by:
        raise SamePerson("You handled this. Somebody else must look at what was done and close it.")


def check_text(text: str, copied: Collection[tuple[str, str]], *, what: str) -> str:
    """The text, trimmed. Raises BadConcern where it is empty, too long, names a pseudonym, or
    repeats six or more words in a row of somebody's own (`copied`: the words and their source).
    """
    said = text.strip()
    if not said:
        raise BadConcern(f"{what}: write something first.")
    if len(said) > LONGEST:
        raise BadConcern(f"{what}: {LONGEST:,} characters at most; this has {len(said):,}.")
    if _PSEUDONYM.search(said):
        raise BadConcern(
            f"{what}: leave the participant's number out. It would lead back to a study for as "
            "long as this is kept; the link on the concern goes when the person asks for it."
        )
    for words, title in copied:
        raise BadConcern(
            f"{what}: “{words}” stands word for word in {title}. A concern is kept when the person "
            "takes their words back, so put it in words of your own."
        )
    return said


def higher(one: Level, other: Level) -> Level:
    """The more pressing of two levels (the one with the shorter first look)."""
    return max(one, other, key=[*Level].index)

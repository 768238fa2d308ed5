"""An alert: what a graded source found, passed on for a few days.

We relay and never raise an alert of our own. What is found is told as its source tells it; what to
do is never typed into an alert but taken from claims, so that advice is signed like any other. It
goes out with a source and two graders of two sides who chose the same level, and ends by itself.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from uuid import UUID

from pennydrop.rooms.inform.rules.claims import Side, Source
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.writing import hurtful, source_problems

LONGEST_REVIEW_DAYS = 14
LONGEST_DAYS = 92  # whatever is true for longer belongs in a guide
LONGEST_LINE = 120
LONGEST_WHY = 600
MOST_CLAIMS = 20
_STRENGTH = re.compile(
    r"\b(?:strong(?:er|est)?|strength|pur(?:e|er|est|ity)|poten(?:t|cy))\b", re.IGNORECASE
)
_PRAISE = re.compile(
    r"\b(?:best|finest|premium|legit|great|amazing|top|the real thing|fire"
    r"|(?:good|better|high|top)[- ](?:quality|grade|stuff|batch))\b|[®™]",
    re.IGNORECASE,
)


class BadAlert(ValueError):
    """An alert cannot be kept, graded or sent out so. The message says why, in a sentence."""


class Level(StrEnum):
    """How much it presses, in the three steps that checking services use."""

    INFORMATION = "Information"
    CARE = "Take care"
    WARNING = "Warning"


class Evidence(StrEnum):
    """What it stands on."""

    LAB = "confirmed by a laboratory"
    SUSPECTED = "suspected, and not confirmed yet"
    TOLD = "told by people, and not tested"


class Message(StrEnum):
    """What this version is to a reader who saw the one before."""

    NEW = "new"
    UPDATE = "update"
    WITHDRAWN = "withdrawn"


_BEFORE = {Message.NEW: "", Message.UPDATE: "Updated: ", Message.WITHDRAWN: "Withdrawn: "}


class State(Enum):
    CURRENT = "current"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class AlertText:
    """An alert as it stands in one version. `claims` are keys of what to do and of emergency steps;
    `looks` is shown only where both graders agree; `strength` says why a word such as “strong” is
    needed, and is told to the reader."""

    found: str
    sold_as: str
    why: str
    level: Level
    area: Place
    evidence: Evidence
    source: Source
    review_by: dt.date
    expires: dt.date
    claims: tuple[str, ...] = ()
    looks: str = ""
    strength: str = ""
    samples: int | None = None
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None

    @property
    def last_day(self) -> dt.date:
        """The last day on which it is passed on: unless somebody looks again, its review day."""
        return min(self.review_by, self.expires)

    @property
    def headline(self) -> str:
        sold = f" in what is sold as {self.sold_as}" if self.sold_as else ""
        return f"{self.found[:1].upper()}{self.found[1:]}{sold}"


@dataclass(frozen=True)
class Grade:
    """What one grader decided. `role` is what readers see; `looks`: its look may be told."""

    side: Side
    role: str
    level: Level
    looks: bool
    on: dt.date


@dataclass(frozen=True)
class Issued:
    """An alert as the world may know it. `earlier` are the versions sent out before this one."""

    id: UUID
    number: int
    text: AlertText
    grades: tuple[Grade, ...]
    issued_at: dt.datetime
    earlier: tuple[tuple[int, dt.datetime], ...] = ()
    withdrawn_at: dt.datetime | None = None
    withdrawn_why: str = ""
    invented: bool = False

    @property
    def message(self) -> Message:
        if self.withdrawn_at is not None:
            return Message.WITHDRAWN
        return Message.UPDATE if self.earlier else Message.NEW

    @property
    def looks(self) -> str:
        """What it looks like, where both graders want it told: somebody may take it as a promise
        that what looks otherwise is all right."""
        return self.text.looks if all(grade.looks for grade in self.grades) else ""

    @property
    def title(self) -> str:
        """Its level and headline, for a list of what is new."""
        return f"{_BEFORE[self.message]}{self.text.level}: {self.text.headline}"

    @property
    def ends(self) -> str:
        by = f"Raised by {self.text.source.publisher}."
        return f"Ends on {self.text.last_day:%-d %B %Y}. {by}"

    @property
    def sent_at(self) -> dt.datetime:
        return self.withdrawn_at or self.issued_at

    def state(self, today: dt.date) -> State:
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        return State.CURRENT if today <= self.text.last_day else State.ENDED


def tidied(text: AlertText) -> AlertText:
    """Each text as one line without spaces at its ends."""
    source = replace(
        text.source, title=_line(text.source.title), publisher=_line(text.source.publisher)
    )
    return replace(
        text,
        found=_line(text.found),
        sold_as=_line(text.sold_as),
        looks=_line(text.looks),
        strength=_line(text.strength),
        why=_line(text.why),
        source=source,
    )


def check_alert(text: AlertText) -> None:
    """Raise BadAlert for the first thing that is wrong with the words, source or dates."""
    for problem in _problems(text):
        raise BadAlert(problem)


def gaps(
    text: AlertText, grades: Sequence[Grade], graders: Iterable[str], *, today: dt.date
) -> tuple[str, ...]:
    """What keeps an alert from going out on a day. `graders` are the people, one for each grade."""
    sides = {grade.side for grade in grades}
    soon, late = today + dt.timedelta(LONGEST_REVIEW_DAYS), today + dt.timedelta(LONGEST_DAYS)
    missing = {
        "Nobody has graded it from lived experience.": Side.LIVED not in sides,
        "No clinician has graded it.": Side.CLINICAL not in sides,
        "One person cannot grade for both sides.": len(set(graders)) < len(grades),
        "The graders do not choose the level that it has.": any(
            grade.level is not text.level for grade in grades
        ),
        f"Choose a review day within {LONGEST_REVIEW_DAYS} days.": not (
            today <= text.review_by <= soon
        ),
        f"Choose a last day within {LONGEST_DAYS} days.": not today <= text.expires <= late,
    }
    return tuple(said for said, here in missing.items() if here)


def _line(value: str) -> str:
    return " ".join(value.split())


def _problems(text: AlertText) -> Iterator[str]:
    if not text.found:
        yield "Say what was found."
    if not text.why:
        yield "Say why it matters."
    yield from _in_words(text)
    if not text.source.link:
        yield "Give the https address where the source says it: we only pass on."
    yield from (f"The source: {problem}" for problem in source_problems(text.source))
    if text.level is Level.WARNING and text.evidence is Evidence.TOLD:
        yield "What people told, and nobody tested, cannot be a Warning. Choose “Take care”."
    if text.samples is not None and text.samples < 1:
        yield "Leave the number of samples empty where it is not known."
    if text.first_seen and text.last_seen and text.first_seen > text.last_seen:
        yield "It cannot have been seen last before it was seen first."
    if len(text.claims) > MOST_CLAIMS:
        yield f"Name at most {MOST_CLAIMS} claims."


def _in_words(text: AlertText) -> Iterator[str]:
    for said in (text.found, text.sold_as, text.looks, text.strength, text.why):
        most = LONGEST_WHY if said is text.why else LONGEST_LINE
        if len(said) > most:
            yield f"“{said[:40]}…” has {len(said)} characters; at most {most} fit."
        if not said.isprintable():
            yield "There is a character that cannot be shown."
        yield from hurtful(said)
        if praise := _PRAISE.search(said):
            yield f"“{praise[0]}” can read as praise. Say what was found."
        strong = _STRENGTH.search(said)
        if strong and said is not text.strength and not text.strength:
            yield f"“{strong[0]}” can draw people in. Say why the reader needs it, or leave it out."

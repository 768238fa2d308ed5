"""Easy words: one version of a claim said in short sentences, a picture beside each.

They are an advice of their own: shown only while the claim itself may be shown and both sides have
signed these very words. What helps in an emergency and where to call does not wait for them: until
they are signed it is shown in the claim's own words.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from pennydrop.core.documents.drawings import DRAWINGS
from pennydrop.rooms.inform.rules.calls import Call, calls_in
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Severity, Side, Signed
from pennydrop.rooms.inform.rules.glossary import Explained, Term
from pennydrop.rooms.inform.rules.pages import GuidePage, Line
from pennydrop.rooms.inform.rules.writing import hurtful

MOST_WORDS = 15  # in a sentence
MOST_LINES = 6  # for one claim
ENOUGH = 0.5  # of what the guide shows: below that the easy form would leave out too much
_NUMBER = re.compile(r"\d(?:[\d ]*\d)?")
_ENDS = re.compile(r"[.!?](?=\s|$)")


class BadEasy(ValueError):
    """Easy words cannot be kept so. The message says why, in a sentence."""


@dataclass(frozen=True)
class EasyLine:
    """One idea: a sentence, and the name of the drawing beside it."""

    picture: str
    text: str

    @property
    def alt(self) -> str:
        """What the picture shows."""
        return DRAWINGS[self.picture]

    @property
    def calls(self) -> tuple[Call, ...]:
        return calls_in(self.text)


@dataclass(frozen=True)
class EasyWords:
    """The ideas of one claim, in their order, and who signed these words."""

    lines: tuple[EasyLine, ...]
    signed: tuple[Signed, ...] = ()

    @property
    def review_by(self) -> dt.date | None:
        """The last day on which every sign-off counts; None where nobody has signed."""
        return min((one.review_by for one in self.signed), default=None)


class EasyGap(Enum):
    """What keeps easy words from the public. The value says it to an editor."""

    NONE = "Nobody has written easy words."
    LIVED = "Nobody has signed the easy words from lived experience."
    CLINICAL = "No clinician has signed the easy words."
    OVERDUE = "The review date of the easy words has passed."


def easy_gaps(words: EasyWords | None, *, today: dt.date) -> tuple[EasyGap, ...]:
    """What is missing on a day; nothing where the words may be shown with their claim."""
    if words is None:
        return (EasyGap.NONE,)
    sides = {one.side for one in words.signed if one.on <= today}
    missing = {
        EasyGap.LIVED: Side.LIVED not in sides,
        EasyGap.CLINICAL: Side.CLINICAL not in sides,
        EasyGap.OVERDUE: words.review_by is not None and words.review_by < today,
    }
    return tuple(gap for gap, here in missing.items() if here)


def check_easy(words: EasyWords, claim: ClaimText) -> None:
    """Raise BadEasy for the first thing that is wrong with easy words of this claim."""
    for problem in _problems(words, claim):
        raise BadEasy(problem)


def _problems(words: EasyWords, claim: ClaimText) -> Iterator[str]:
    if not 1 <= len(words.lines) <= MOST_LINES:
        yield f"Write one to {MOST_LINES} sentences, each on its own line."
    for line in words.lines:
        yield from _line_problems(line)
    said = _numbers(" / ".join(line.text for line in words.lines))
    known = _numbers(claim.text)
    for number in sorted(said - known):
        yield f"“{number}” does not stand in the claim. Copy numbers from it."
    for number in sorted(one for one in known - said if len(one) > 2):
        yield f"The claim names {number}: say it in the easy words too."


def _line_problems(line: EasyLine) -> Iterator[str]:
    count = len(line.text.split())
    if line.picture not in DRAWINGS:
        yield f"There is no picture “{line.picture}”."
    if not line.text.strip() or not line.text.isprintable():
        yield "A sentence is empty, or holds signs that cannot be printed."
    if count > MOST_WORDS:
        yield f"“{line.text}” has {count} words; at most {MOST_WORDS} are easy to read."
    if len(_ENDS.findall(line.text)) != 1 or not _ENDS.search(line.text[-1:]):
        yield f"“{line.text}” has to be one sentence. Put each idea on its own line."
    yield from hurtful(line.text)


def _numbers(text: str) -> set[str]:
    """Numbers without their spaces, so that 116 123 is one however it is written."""
    return {re.sub(r"\s", "", found) for found in _NUMBER.findall(text)}


@dataclass(frozen=True)
class Idea:
    """A claim on an easy page. `own`: it is in the claim's own words, as no easy ones are signed.

    `unsound`: the claim, or in the demonstration its easy words, are not signed by both sides.
    `terms` are the hard words that stand here first.
    """

    claim: ClaimText
    lines: tuple[EasyLine, ...]
    own: bool
    unsound: bool
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class EasySection:
    """A heading with its ideas."""

    title: str
    ideas: tuple[Idea, ...]


@dataclass(frozen=True)
class EasyPage:
    """What is shown in easy read. `said` of `all` sentences of the page are; `pictures` names each
    drawing once."""

    sections: tuple[EasySection, ...]
    said: int
    all: int

    @property
    def enough(self) -> bool:
        """Whether it may stand for the page. Else readers are told, and led to the page itself."""
        return self.all > 0 and self.said >= ENOUGH * self.all

    @property
    def whole(self) -> bool:
        return self.said == self.all

    @property
    def unsound(self) -> bool:
        return any(idea.unsound for idea in self.ideas)

    @property
    def pictures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.picture for idea in self.ideas for line in idea.lines))

    @property
    def ideas(self) -> tuple[Idea, ...]:
        return tuple(idea for section in self.sections for idea in section.ideas)


def easy_page(
    page: GuidePage, easy: Mapping[str, EasyWords], *, today: dt.date, drafts: bool = False
) -> EasyPage:
    """The easy form of what a page shows on a day; nothing that the page does not show.

    `easy` holds words of the shown version of each claim, by key. With `drafts` unsigned ones are
    shown too.
    """
    sections, explained = [], Explained()
    for section in page.sections:
        lines = [line for part in section.parts for line in part.lines]
        ideas = tuple(
            replace(idea, terms=explained.first(" ".join(one.text for one in idea.lines)))
            for line in lines
            if (idea := idea_of(line, easy.get(line.claim.key), today, drafts=drafts))
        )
        if ideas:
            sections.append(EasySection(section.title, ideas))
    every = sum(len(part.lines) for section in page.sections for part in section.parts)
    return EasyPage(tuple(sections), sum(len(one.ideas) for one in sections), every)


def idea_of(
    line: Line, words: EasyWords | None, today: dt.date, *, drafts: bool = False
) -> Idea | None:
    """How a claim that may be shown is said; None for advice without easy words in order."""
    gaps = easy_gaps(words, today=today)
    if words is not None and (drafts or not gaps):
        return Idea(line.claim, words.lines, False, bool(gaps) or not line.standing.sound)
    if not line.claim.kind.stays:
        return None
    own = EasyLine(_picture_of(line.claim), line.claim.text)
    return Idea(line.claim, (own,), True, not line.standing.sound)


def _picture_of(claim: ClaimText) -> str:
    """What stands beside a claim's own words, which nobody has chosen a picture for."""
    if claim.kind is Kind.HELPLINE:
        return "call"
    return "ambulance" if claim.severity is Severity.NOW else "help"


def read_easy(text: str) -> EasyWords:
    """Easy words as somebody writes them: on each line a picture, a colon and a sentence.

    Raises BadEasy for a line without a picture.
    """
    lines = []
    for number, written in enumerate(filter(str.strip, text.splitlines()), start=1):
        picture, colon, said = written.partition(":")
        if not colon:
            raise BadEasy(f"Line {number}: begin with a picture and a colon, such as “phone:”.")
        lines.append(EasyLine(picture.strip(), " ".join(said.split())))
    return EasyWords(tuple(lines))


def write_easy(words: Iterable[EasyLine]) -> str:
    """What `read_easy` reads back to the same."""
    return "\n".join(f"{line.picture}: {line.text}" for line in words)

"""Who answers for the questions of a course: the cases, the answers that count as right, and why.

Both sides sign them as one claim, whose text names a mark for each question. The mark changes with
the words of a question and with those of the claims it rests on, so a changed question begins
unsigned while the others stay signed, word for word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, standing
from pennydrop.rooms.inform.rules.courses import Asked, Course, questions_asked
from pennydrop.rooms.inform.rules.writing import MOST_SOURCES

PREFIX = "questions-"
_LETTERS = 8
_MARK = re.compile(rf"\b[0-9a-f]{{{_LETTERS}}}\b")
_SAID = (
    "The {count} questions of the course, the answers that count as right, and why, follow from "
    "the claims that they name. Marks: {marks}."
)


def questions_key(slug: str) -> str:
    """The key of the claim that stands for the questions of a course."""
    return PREFIX + slug


def course_in(key: str) -> str:
    """The address of the course whose questions a claim stands for; empty for any other claim."""
    return key.removeprefix(PREFIX) if key.startswith(PREFIX) else ""


def short_mark(asked: Asked) -> str:
    """The mark of a question as the claim names it."""
    return asked.mark[:_LETTERS]


def questions_claim(course: Course, claims: Mapping[str, ClaimText]) -> ClaimText:
    """The claim to be signed for the questions as they stand. Its sources are those that most of
    them rest on."""
    asked = every_question(course, claims)
    named = [claims[key] for one in asked for key in one.question.rests_on]
    counted = Counter(source for claim in named for source in claim.sources)
    most = sorted(counted, key=lambda source: (-counted[source], source.cited))
    return ClaimText(
        questions_key(course.head.slug),
        _SAID.format(count=len(asked), marks=" ".join(map(short_mark, asked))),
        sources=tuple(most[:MOST_SOURCES]),
    )


def every_question(course: Course, claims: Mapping[str, ClaimText]) -> tuple[Asked, ...]:
    """All that rest on claims in use, whether or not those may be shown today."""
    return questions_asked(course.modules, claims, claims)


def signed_marks(worded: Iterable[ClaimText], *, today: date) -> frozenset[str]:
    """The marks of the questions that both sides answer for on a day. `worded`: every wording that
    the claim ever had, each with the sign-offs that stand for it."""
    # It is advice, whatever somebody calls it: a question never has to be asked in an emergency.
    sound = (one for one in worded if standing(replace(one, kind=Kind.ADVICE), today=today).sound)
    return frozenset(mark for one in sound for mark in _MARK.findall(one.text))


def answered_for(asked: Iterable[Asked], marks: frozenset[str]) -> tuple[Asked, ...]:
    """Those that may be asked."""
    return tuple(one for one in asked if short_mark(one) in marks)


def names_all(claim: ClaimText | None, course: Course, claims: Mapping[str, ClaimText]) -> bool:
    """Whether the claim in use names every question as it stands: then it can be signed."""
    named = frozenset(_MARK.findall(claim.text)) if claim is not None else frozenset()
    asked = every_question(course, claims)
    return bool(asked) and {short_mark(one) for one in asked} <= named

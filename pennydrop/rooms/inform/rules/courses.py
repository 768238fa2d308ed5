"""A course: short modules made of claims and connecting words, with questions that teach.

What may not be shown on a day is not taught and not asked that day, and the pass mark counts only
what is asked. Where too little is left, the course says so and nobody gets a certificate.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.core.documents.blocks import Block
from pennydrop.rooms.inform.rules.bodies import keys_in
from pennydrop.rooms.inform.rules.claims import ClaimText
from pennydrop.rooms.inform.rules.guides import Reader
from pennydrop.rooms.inform.rules.marks import fingerprint, mark_of

USUAL_PASS_MARK = 80
FEWEST_ASKED = 6


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    text: str
    right: bool


@dataclass(frozen=True)
class Question:
    """A case and what to do. `why` is told after an answer; `rests_on` are the keys of the claims
    that make the right answer right."""

    text: str
    options: tuple[Option, ...]
    why: str
    rests_on: tuple[str, ...]

    @property
    def right(self) -> frozenset[int]:
        """The places of the right options, from 0."""
        return frozenset(n for n, option in enumerate(self.options) if option.right)

    @property
    def several(self) -> bool:
        return len(self.right) > 1

    def is_right(self, chosen: Collection[int]) -> bool:
        """All of the right options were chosen, and no other."""
        return frozenset(chosen) == self.right


@dataclass(frozen=True)
class Module:
    """One sitting of a few minutes."""

    title: str
    blocks: tuple[Block, ...]
    questions: tuple[Question, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The claims it teaches or asks about, each once."""
        asked = (key for question in self.questions for key in question.rests_on)
        return tuple(dict.fromkeys([*keys_in(self.blocks), *asked]))


@dataclass(frozen=True)
class CourseHead:
    """What a list of courses shows of one. `minutes`: about how long it takes; `pass_mark`: per
    cent of what is asked."""

    slug: str
    title: str
    summary: str
    minutes: int
    reader: Reader = Reader.PROFESSIONAL
    place: int = 0
    pass_mark: int = USUAL_PASS_MARK


@dataclass(frozen=True)
class Course:
    head: CourseHead
    modules: tuple[Module, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for module in self.modules for key in module.keys))

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for module in self.modules for question in module.questions)


@dataclass(frozen=True)
class Asked:
    """A question that is asked on a day. `module` counts from 1; `mark` changes with its words and
    with those of the claims it rests on, so an answer to older words does not count."""

    module: int
    question: Question
    mark: str


@dataclass(frozen=True)
class Result:
    """How somebody stands. `still` are the modules with questions they have not answered;
    `enough`: so much of the course is left that passing means something."""

    right: int
    asked: int
    still: tuple[int, ...]
    enough: bool
    pass_mark: int

    @property
    def passed(self) -> bool:
        return self.enough and not self.still and self.right * 100 >= self.pass_mark * self.asked

    @property
    def needed(self) -> int:
        """How many right answers pass."""
        return -(-self.pass_mark * self.asked // 100)


def asked_of(
    course: Course, claims: Mapping[str, ClaimText], shown: Collection[str]
) -> tuple[Asked, ...]:
    """The questions of a day: those that rest on nothing but claims that may be shown."""
    return questions_asked(course.modules, claims, shown)


def questions_asked(
    modules: Sequence[Module], claims: Mapping[str, ClaimText], shown: Collection[str]
) -> tuple[Asked, ...]:
    """The same of modules that are no course."""
    return tuple(
        Asked(number, question, question_mark(question, claims))
        for number, module in enumerate(modules, start=1)
        for question in module.questions
        if all(key in shown and key in claims for key in question.rests_on)
    )


def is_enough(course: Course, asked: Sequence[Asked]) -> bool:
    """At least `FEWEST_ASKED` questions, and half of all."""
    return len(asked) >= FEWEST_ASKED and 2 * len(asked) >= len(course.questions)


def result_of(course: Course, asked: Sequence[Asked], answers: Mapping[str, bool]) -> Result:
    """How somebody stands whose answers, by the mark of the question, were right or wrong."""
    return Result(
        right=sum(answers.get(one.mark, False) for one in asked),
        asked=len(asked),
        still=tuple(sorted({one.module for one in asked if one.mark not in answers})),
        enough=is_enough(course, asked),
        pass_mark=course.head.pass_mark,
    )


def question_mark(question: Question, claims: Mapping[str, ClaimText]) -> str:
    """A mark of a question together with the claims it rests on."""
    options = [[option.text, option.right] for option in question.options]
    return fingerprint(
        question.text, options, question.why, [mark_of(claims[key]) for key in question.rests_on]
    )

"""Read courses: as anybody may take them on a day, and as editors see them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import Course as CourseRow
from pennydrop.rooms.inform.models import CourseVersion
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.queries.course_questions import Worded, worded_questions
from pennydrop.rooms.inform.rules.claims import ClaimText, standing
from pennydrop.rooms.inform.rules.course_questions import (
    answered_for,
    every_question,
    names_all,
    questions_key,
)
from pennydrop.rooms.inform.rules.course_text import read_modules
from pennydrop.rooms.inform.rules.course_versions import Facts, facts_of, version_of, words_mark
from pennydrop.rooms.inform.rules.courses import (
    Asked,
    Course,
    CourseHead,
    asked_of,
    is_enough,
)
from pennydrop.rooms.inform.rules.guides import Reader
from pennydrop.rooms.inform.rules.pages import GuidePage, page_of


@dataclass(frozen=True)
class ModuleView:
    """A module as it is taught on a day. `number` is its place in the course, from 1, and stays
    when a module before it has nothing to show."""

    number: int
    title: str
    page: GuidePage
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class CourseView:
    """A course on one day. `modules` are those with something left; `claims` all that it names.

    `unsigned`: how many questions are not asked only because nobody answers for them yet.
    `invented`: it belongs to the demonstration, where drafts are taught under a banner. `draft`:
    something that is taught was not signed by both sides, so a certificate counts for nothing.
    """

    id: UUID
    organisation: UUID
    organisation_name: str
    course: Course
    modules: tuple[ModuleView, ...]
    asked: tuple[Asked, ...]
    claims: Mapping[str, ClaimText]
    facts: Facts
    words: str
    invented: bool
    draft: bool
    unsigned: int = 0

    @property
    def head(self) -> CourseHead:
        return self.course.head

    @property
    def version(self) -> str:
        return version_of(self.words, self.facts)

    @property
    def enough(self) -> bool:
        return is_enough(self.course, self.asked)

    @property
    def empty(self) -> bool:
        return not self.modules

    def module(self, number: int) -> ModuleView | None:
        return next((one for one in self.modules if one.number == number), None)

    def after(self, number: int) -> ModuleView | None:
        """The next module with something left."""
        return next((one for one in self.modules if one.number > number), None)


def public_course(slug: str, *, today: dt.date) -> CourseView | None:
    """A course as anybody may take it on a day, or None where none is out at this address."""
    row = CourseRow.objects.filter(slug=slug, out=True).first()
    return views_of([row], today=today)[0] if row is not None else None


def public_courses(*, today: dt.date) -> list[CourseView]:
    """The courses that have something to teach on a day."""
    found = views_of(CourseRow.objects.filter(out=True), today=today)
    return [view for view in found if not view.empty]


def courses_of(organisation: UUID, *, today: dt.date) -> list[tuple[CourseRow, CourseView]]:
    """Every course of an organisation with what the public would see of it."""
    rows = list(CourseRow.objects.filter(organisation=organisation))
    return list(zip(rows, views_of(rows, today=today), strict=True))


def views_of(rows: Iterable[CourseRow], *, today: dt.date) -> list[CourseView]:
    """Several courses at once: one question for each organisation's claims, none for each course
    but its own words."""
    rows = list(rows)
    places = {row.organisation for row in rows}
    owners = {one.pk: one for one in Organisation.objects.filter(pk__in=places)}
    here = {one: _Place(owners[one], claims_of(one), worded_questions(one)) for one in places}
    versions = _versions(rows)
    return [_view(row, versions[row.pk], here[row.organisation], today) for row in rows]


@dataclass(frozen=True)
class ToSign:
    """A question for those who sign it. `rests_on` with whether each claim is sound; `signed`: both
    sides answer for it as it stands."""

    asked: Asked
    rests_on: tuple[tuple[ClaimText, bool], ...]
    signed: bool


@dataclass(frozen=True)
class Questions:
    """All of a course. `ready`: they are before those who sign just as they stand; `lost`: so many
    rest on a claim that is not in use."""

    course: Course
    all: tuple[ToSign, ...]
    ready: bool
    lost: int

    @property
    def signed(self) -> int:
        return sum(one.signed for one in self.all)


def questions_to_sign(row: CourseRow, *, today: dt.date) -> Questions:
    """The questions of a course as they stand, and who answers for which."""
    course = course_of(_versions([row])[row.pk])
    claims = claims_of(row.organisation, course.keys)
    worded = worded_questions(row.organisation).get(questions_key(row.slug), Worded())
    marks = worded.marks(today)
    every = every_question(course, claims)
    read = tuple(
        ToSign(
            one,
            tuple(
                (claims[key], standing(claims[key], today=today).sound)
                for key in one.question.rests_on
            ),
            bool(answered_for([one], marks)),
        )
        for one in every
    )
    ready = names_all(worded.now, course, claims)
    return Questions(course, read, ready, len(course.questions) - len(every))


def course_of(version: CourseVersion) -> Course:
    """The value of a version."""
    head = CourseHead(
        slug=version.course.slug,
        title=version.title,
        summary=version.summary,
        minutes=version.minutes,
        reader=Reader(version.reader),
        place=version.course.place,
        pass_mark=version.pass_mark,
    )
    return Course(head, read_modules(version.text))


def _versions(rows: list[CourseRow]) -> dict[UUID, CourseVersion]:
    """The current one of each. Older ones are few."""
    current = {row.pk: row.current for row in rows}
    found = CourseVersion.objects.filter(course__in=current).select_related("course")
    return {one.course_id: one for one in found if one.number == current[one.course_id]}


@dataclass(frozen=True)
class _Place:
    """What the courses of one organisation share."""

    owner: Organisation
    claims: Mapping[str, ClaimText]
    worded: Mapping[str, Worded]

    def answered_for(
        self, course: Course, asked: tuple[Asked, ...], today: dt.date
    ) -> tuple[Asked, ...]:
        """The demonstration asks drafts as well, under its banner."""
        if self.owner.invented:
            return asked
        worded = self.worded.get(questions_key(course.head.slug), Worded())
        return answered_for(asked, worded.marks(today))


def _view(row: CourseRow, version: CourseVersion, place: _Place, today: dt.date) -> CourseView:
    course, owner = course_of(version), place.owner
    named = {key: place.claims[key] for key in course.keys if key in place.claims}
    judge = partial(standing, today=today)
    stand = {key: judge(claim) for key, claim in named.items()}
    shown = {key for key, how in stand.items() if owner.invented or how.public}
    could = asked_of(course, named, shown)
    asked = place.answered_for(course, could, today)
    modules = (
        ModuleView(
            number,
            module.title,
            page_of(module.blocks, named, judge, drafts=owner.invented),
            tuple(one for one in asked if one.module == number),
        )
        for number, module in enumerate(course.modules, start=1)
    )
    return CourseView(
        id=row.pk,
        organisation=row.organisation,
        organisation_name=owner.name,
        course=course,
        modules=tuple(one for one in modules if one.asked or not one.page.empty),
        asked=asked,
        claims=named,
        facts=facts_of(course, named, shown),
        words=words_mark(course),
        invented=owner.invented,
        draft=owner.invented or not all(stand[key].sound for key in shown),
        unsigned=len(could) - len(asked),
    )

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
from pennydrop.rooms.inform.rules.claims import ClaimText, standing
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
    claims = {place: claims_of(place) for place in places}
    versions = _versions(rows)
    return [
        _view(row, versions[row.pk], claims[row.organisation], owners[row.organisation], today)
        for row in rows
    ]


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


def _view(
    row: CourseRow,
    version: CourseVersion,
    claims: Mapping[str, ClaimText],
    owner: Organisation,
    today: dt.date,
) -> CourseView:
    course = course_of(version)
    named = {key: claims[key] for key in course.keys if key in claims}
    judge = partial(standing, today=today)
    stand = {key: judge(claim) for key, claim in named.items()}
    shown = {key for key, how in stand.items() if owner.invented or how.public}
    asked = asked_of(course, named, shown)
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
    )

"""Write a course, put it out and take it in; bring in those that are shipped."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.actions.claims import write_claim
from pennydrop.rooms.inform.models import Claim, CourseVersion, SignOff
from pennydrop.rooms.inform.models import Course as CourseRow
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.course_questions import questions_claim
from pennydrop.rooms.inform.rules.course_text import (
    BadCourse,
    check_course,
    unknown_claims,
    write_modules,
)
from pennydrop.rooms.inform.rules.courses import Course
from pennydrop.rooms.inform.rules.marks import mark_of
from pennydrop.rooms.inform.rules.starter.lessons import starter_courses


@transaction.atomic
def start_course(
    *, organisation: UUID, course: Course, starter: str = "", by: str, at: dt.datetime
) -> CourseRow:
    """A new course that is not out yet. Raises BadCourse, also where the address is taken."""
    _check(organisation, course)
    try:
        with transaction.atomic():
            row = CourseRow.objects.create(
                organisation=organisation, slug=course.head.slug, place=course.head.place
            )
    except IntegrityError:
        raise BadCourse(f"There is a course at “{course.head.slug}” already.") from None
    _write(row, course, starter, by, at)
    record(what="inform.course.start", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def save_course(
    *, row: CourseRow, course: Course, based_on: int, starter: str = "", by: str, at: dt.datetime
) -> None:
    """Other words: a new version, out at once where the course is. Its address stays as it is.

    Raises BadCourse, also where somebody saved meanwhile.
    """
    _check(row.organisation, course)
    row = CourseRow.objects.select_for_update().get(pk=row.pk)
    if row.current != based_on:
        raise BadCourse("Somebody else saved it while you wrote. Copy your words and open it anew.")
    row.place = course.head.place
    _write(row, course, starter, by, at)
    record(what="inform.course.save", on=str(row.pk), by=by, at=at)


@transaction.atomic
def show_course(*, row: CourseRow, out: bool, by: str, at: dt.datetime) -> None:
    """Let anybody take it, or nobody any more. Certificates stay either way."""
    CourseRow.objects.filter(pk=row.pk).update(out=out)
    row.out = out
    record(what=f"inform.course.{'put_out' if out else 'take_in'}", on=str(row.pk), by=by, at=at)


@transaction.atomic
def bring_in_courses(*, organisation: UUID, by: str, at: dt.datetime) -> tuple[int, list[str]]:
    """Add the shipped courses that are missing, and a new version of those that a newer Pennydrop
    words otherwise. Returns how many, and the titles of those left alone because somebody here has
    written them anew."""
    count, left = 0, []
    for shipped in starter_courses():
        course, mark = shipped.course, shipped.mark
        here = CourseRow.objects.filter(slug=course.head.slug).first()
        if here is None:
            made = start_course(
                organisation=organisation, course=course, starter=mark, by=by, at=at
            )
            show_course(row=made, out=True, by=by, at=at)
        elif here.organisation != organisation or not here.starter:
            left.append(course.head.title)
            continue
        elif here.starter == mark:
            put_questions_forward(row=here, course=course, by=by, at=at)
            continue
        else:
            save_course(row=here, course=course, based_on=here.current, starter=mark, by=by, at=at)
        count += 1
    return count, left


@transaction.atomic
def put_questions_forward(*, row: CourseRow, course: Course, by: str, at: dt.datetime) -> None:
    """Put the questions of a course before those who sign, as they stand now. What was signed stays
    signed, word for word; nothing happens where the same questions are before them already.
    Questions that somebody took out of use come back unsigned."""
    text = questions_claim(course, claims_of(row.organisation, course.keys))
    retired = Claim.objects.filter(organisation=row.organisation, key=text.key, retired=True)
    SignOff.objects.filter(version__claim__in=retired, ended_on=None).update(
        ended_on=at.date(), ended_by=by
    )
    write_claim(organisation=row.organisation, new=text, starter=mark_of(text), by=by, at=at)


def _check(organisation: UUID, course: Course) -> None:
    check_course(course)
    if missing := unknown_claims(course, claims_of(organisation, course.keys)):
        raise BadCourse("There is no claim with the key " + ", ".join(f"“{k}”" for k in missing))


def _write(row: CourseRow, course: Course, starter: str, by: str, at: dt.datetime) -> None:
    head = course.head
    row.current += 1
    row.starter = starter
    row.save()
    CourseVersion.objects.create(
        course=row, number=row.current, title=head.title.strip(), summary=head.summary.strip(),
        minutes=head.minutes, reader=head.reader, pass_mark=head.pass_mark,
        text=write_modules(course.modules), made_by=by, made_at=at,
    )  # fmt: skip
    # Its address stays: the claim is named after that.
    put_questions_forward(
        row=row, course=replace(course, head=replace(head, slug=row.slug)), by=by, at=at
    )

"""Read certificates: one by its code, and the record of an organisation."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.rooms.inform.models import Certificate
from pennydrop.rooms.inform.models import Course as CourseRow
from pennydrop.rooms.inform.queries.courses import CourseView, views_of
from pennydrop.rooms.inform.queries.learners import Learner, learners_of
from pennydrop.rooms.inform.rules.certificates import read_code
from pennydrop.rooms.inform.rules.course_versions import Changed, changed_since, version_of


@dataclass(frozen=True)
class CertificateView:
    """A certificate with what is otherwise in the course today than when it was passed."""

    row: Certificate
    learner: Learner
    course: CourseView
    version: str
    changed: Changed


def certificate_with_code(typed: str, *, today: dt.date) -> CertificateView | None:
    """The certificate of a code as somebody typed it, or None: no such one, or its time is over."""
    code = read_code(typed)
    return _only(_kept(today).filter(code=code), today) if code is not None else None


def certificates_with_codes(codes: Sequence[str], *, today: dt.date) -> list[CertificateView]:
    """Those of these whole codes that there are, latest first."""
    found = certificate_views(_kept(today).filter(code__in=codes), today=today)
    by_title = sorted(found, key=lambda one: one.row.title)
    return sorted(by_title, key=lambda one: one.row.passed_on, reverse=True)


def own_certificate(key: UUID, *, today: dt.date) -> CertificateView | None:
    """The same by its id, for its owner."""
    return _only(_kept(today).filter(pk=key), today)


def record_of(organisation: UUID, *, today: dt.date) -> list[CertificateView]:
    """Everybody who passed a course of this organisation, latest first."""
    found = certificate_views(_kept(today).filter(course__organisation=organisation), today=today)
    by_name = sorted(found, key=lambda one: one.learner.name.casefold())
    return sorted(by_name, key=lambda one: one.row.passed_on, reverse=True)


def certificate_views(rows: Iterable[Certificate], *, today: dt.date) -> list[CertificateView]:
    """Certificates with their learners; those whose key is gone are gone."""
    rows = list(rows)
    learners = learners_of(rows)
    courses = list(CourseRow.objects.filter(pk__in={row.course_id for row in rows}))
    views = {view.id: view for view in views_of(courses, today=today)}
    return [_view(row, learners[row.pk], views) for row in rows if row.pk in learners]


def _only(rows: QuerySet[Certificate], today: dt.date) -> CertificateView | None:
    return next(iter(certificate_views(rows, today=today)), None)


def _kept(today: dt.date) -> QuerySet[Certificate]:
    return Certificate.objects.filter(kept_until__gte=today)


def _view(row: Certificate, learner: Learner, views: Mapping[UUID, CourseView]) -> CertificateView:
    course = views[row.course_id]
    return CertificateView(
        row=row,
        learner=learner,
        course=course,
        version=version_of(row.words, row.facts),
        changed=changed_since(row.words, row.facts, words_now=course.words, facts_now=course.facts),
    )

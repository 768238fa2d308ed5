"""Courses for those who write them, and the record of who passed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, entered, may_do, signed_in
from pennydrop.rooms.inform.actions.certificates import delete_certificate
from pennydrop.rooms.inform.actions.courses import save_course, show_course, start_course
from pennydrop.rooms.inform.forms.courses import CourseForm
from pennydrop.rooms.inform.models import Certificate, Course
from pennydrop.rooms.inform.queries.certificates import record_of
from pennydrop.rooms.inform.queries.claims import claim_rows
from pennydrop.rooms.inform.queries.courses import courses_of, views_of
from pennydrop.rooms.inform.queries.training import HEAD, csv_rows, how_many
from pennydrop.rooms.inform.rules.course_text import BadCourse


def here(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Every course with what the public sees of it today; the record for who looks after people."""
    enter(request, organisation, May.READ_ADVICE)
    today = timezone.localdate()
    sees = may_do(request, organisation, May.MANAGE_PEOPLE)
    record = record_of(organisation, today=today) if sees else []
    context = {
        "organisation": organisation,
        "courses": [
            {"row": row, "view": view, **how_many(row, record)}
            for row, view in courses_of(organisation, today=today)
        ],
        "record": record,
        "sees_record": sees,
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
    }
    return render(request, "inform/training.html", context)


def record_csv(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The record as a table to take away. It names people, so it asks for the right to see them."""
    enter(request, organisation, May.MANAGE_PEOPLE)
    written = as_csv(HEAD, csv_rows(record_of(organisation, today=timezone.localdate())))
    answer = HttpResponse(written, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="courses-record.csv"'
    return answer


@require_POST
def delete(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Delete one on a person's wish, or because it should not be there."""
    row = Certificate.objects.filter(pk=certificate).select_related("course").first()
    if row is None:
        raise Http404
    enter(request, row.course.organisation, May.MANAGE_PEOPLE)
    delete_certificate(certificate=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Deleted. Its code opens nothing any more.")
    return redirect("inform:courses-here", row.course.organisation)


def add(request: HttpRequest, organisation: UUID) -> HttpResponse:
    enter(request, organisation, May.WRITE_ADVICE)
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            start_course(
                organisation=organisation, course=form.course, by=actor(signed_in(request)),
                at=timezone.now(),
            )  # fmt: skip
            return redirect("inform:courses-here", organisation)
        except BadCourse as why:
            form.add_error(None, str(why))
    return _form(request, form, organisation, None)


def edit(request: HttpRequest, course: UUID) -> HttpResponse:
    """Other words are a new version; certificates say what changed since."""
    row = _row(request, course)
    now = views_of([row], today=timezone.localdate())[0].course
    form = CourseForm(request.POST or None, course=now, based_on=row.current)
    if request.method == "POST" and form.is_valid():
        try:
            save_course(
                row=row, course=form.course, based_on=form.cleaned_data["based_on"] or 0,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
            return redirect("inform:courses-here", row.organisation)
        except BadCourse as why:
            form.add_error(None, str(why))
    return _form(request, form, row.organisation, now.head.title)


@require_POST
def out(request: HttpRequest, course: UUID) -> HttpResponse:
    return _show(request, course, out=True)


@require_POST
def take_in(request: HttpRequest, course: UUID) -> HttpResponse:
    return _show(request, course, out=False)


def _show(request: HttpRequest, course: UUID, *, out: bool) -> HttpResponse:
    row = _row(request, course)
    show_course(row=row, out=out, by=actor(signed_in(request)), at=timezone.now())
    said = "Out. Claims that may not be shown yet are left out." if out else "Taken in."
    messages.success(request, said)
    return redirect("inform:courses-here", row.organisation)


def _row(request: HttpRequest, course: UUID) -> Course:
    return entered(request, Course.objects.filter(pk=course).first(), May.WRITE_ADVICE)


def _form(
    request: HttpRequest, form: CourseForm, organisation: UUID, title: str | None
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "organisation": organisation,
        "claims": claim_rows(organisation),
    }
    status = 422 if form.errors else 200
    return render(request, "inform/course_form.html", context, status=status)

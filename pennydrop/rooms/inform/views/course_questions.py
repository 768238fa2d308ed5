"""The questions of a course for those who sign them: cases, right answers, and why."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import entered, may_do, signed_in
from pennydrop.rooms.inform.actions.courses import put_questions_forward
from pennydrop.rooms.inform.forms.claims import SignForm
from pennydrop.rooms.inform.models import Course
from pennydrop.rooms.inform.queries.claims import claim_with_key, versions_of
from pennydrop.rooms.inform.queries.course_questions import standing_signs
from pennydrop.rooms.inform.queries.courses import questions_to_sign, views_of
from pennydrop.rooms.inform.rules.course_questions import questions_key
from pennydrop.rooms.inform.views.claims import sides_for


@require_safe
def questions(request: HttpRequest, course: UUID) -> HttpResponse:
    """Every question with its answers and what it rests on, who has signed, and the form."""
    row = _row(request, course, May.READ_ADVICE)
    read = questions_to_sign(row, today=timezone.localdate())
    key = questions_key(row.slug)
    context = {
        "course": row,
        "read": read,
        "key": key,
        "signs": standing_signs(row.organisation, key),
        "me": actor(signed_in(request)),
        "may_write": may_do(request, row.organisation, May.WRITE_ADVICE),
    }
    claim = claim_with_key(row.organisation, key)
    if claim is not None and read.ready:
        current = versions_of(claim)[0]
        context["sides"] = sides_for(request, claim, current)
        context["form"] = SignForm(initial={"number": current.number})
    return render(request, "inform/course_questions.html", context)


@require_POST
def forward(request: HttpRequest, course: UUID) -> HttpResponse:
    """Put them before those who sign, as they stand now."""
    row = _row(request, course, May.WRITE_ADVICE)
    view = views_of([row], today=timezone.localdate())[0]
    by = actor(signed_in(request))
    put_questions_forward(row=row, course=view.course, by=by, at=timezone.now())
    messages.success(request, "The questions are here to be signed, as they stand now.")
    return redirect("inform:course-questions", row.pk)


def _row(request: HttpRequest, course: UUID, act: May) -> Course:
    return entered(request, Course.objects.filter(pk=course).first(), act)

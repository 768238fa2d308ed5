"""Courses for anybody: a list, a course, its modules one by one, and the end. They set nothing; how
far somebody is stands in the address."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import actor, places_of
from pennydrop.core.people.views.origins import open_form
from pennydrop.rooms.inform.actions.certificates import give_certificate
from pennydrop.rooms.inform.forms.lessons import LearnerForm, Posed, Progress, posed, progress_in
from pennydrop.rooms.inform.models import Course
from pennydrop.rooms.inform.queries.courses import (
    CourseView,
    ModuleView,
    public_course,
    public_courses,
)
from pennydrop.rooms.inform.queries.learners import Learner
from pennydrop.rooms.inform.rules.certificates import KEPT_DAYS, BadCertificate
from pennydrop.rooms.inform.rules.courses import Result, result_of
from pennydrop.rooms.inform.views.certificates import own_address


@login_not_required
def courses(request: HttpRequest) -> HttpResponse:
    """Every course that has something to teach today."""
    found = public_courses(today=timezone.localdate())
    return render(request, "inform/courses.html", {"courses": found})


@login_not_required
def course(request: HttpRequest, course: str) -> HttpResponse:
    """What it holds, how long it takes and what passes. An address once out leads to the list."""
    view = public_course(course, today=timezone.localdate())
    if view is None:
        if Course.objects.filter(slug=course).exists():
            return redirect("inform:courses")
        raise Http404
    return render(request, "inform/course.html", {"course": view})


@open_form
def module(request: HttpRequest, course: str, number: int) -> HttpResponse:
    """Read it and answer; then see what was right, and why."""
    view = _course(course)
    here = view.module(number)
    if here is None:
        raise Http404
    progress = _progress(request, course)
    if request.method != "POST":
        return _module(request, view, here, progress, posed(here.asked, view.claims))
    answered = posed(here.asked, view.claims, request.POST)
    if any(one.error for one in answered):
        return _module(request, view, here, progress, answered)
    progress = progress.add({one.asked.mark: one.is_right for one in answered})
    context = {
        **_around(view, here, progress), "answered": answered,
        "right": sum(one.is_right for one in answered),
    }  # fmt: skip
    return render(request, "inform/course_answers.html", context)


@open_form
def end(request: HttpRequest, course: str) -> HttpResponse:
    """How somebody did; who passed may have a certificate."""
    view = _course(course)
    progress = _progress(request, course)
    result = result_of(view.course, view.asked, progress.answers)
    user = _account(request)
    form = LearnerForm(request.POST or None, **_known(user))
    if request.method == "POST" and form.is_valid():
        learner = Learner(**form.cleaned_data, account=actor(user) if user else "")
        try:
            made = give_certificate(
                view=view, result=result, attempt=progress.attempt, learner=learner,
                at=timezone.now(),
            )  # fmt: skip
            return redirect(own_address(made))
        except BadCertificate as why:
            form.add_error(None, str(why))
    return _end(request, view, progress, result, form)


def _course(slug: str) -> CourseView:
    view = public_course(slug, today=timezone.localdate())
    if view is None:
        raise Http404
    return view


def _progress(request: HttpRequest, slug: str) -> Progress:
    carried = request.POST.get("p") or request.GET.get("p", "")
    return progress_in(carried, slug=slug, today=timezone.localdate())


def _module(
    request: HttpRequest, view: CourseView, here: ModuleView, progress: Progress,
    questions: list[Posed],
) -> HttpResponse:  # fmt: skip
    errors = {f"id_{one.name}_0": f"Question {one.number}: {one.error}" for one in questions
              if one.error}  # fmt: skip
    context = {**_around(view, here, progress), "questions": questions, "errors": errors}
    return render(request, "inform/course_module.html", context, status=422 if errors else 200)


def _around(view: CourseView, here: ModuleView, progress: Progress) -> dict[str, Any]:
    """What a module's two pages share. `place` is this module's among those with something left."""
    after = view.after(here.number)
    carried = progress.written()
    return {
        "course": view,
        "module": here,
        "place": view.modules.index(here) + 1,
        "carried": carried,
        "after": after,
        "on_url": _address(view, after, carried),
    }


def _address(view: CourseView, to: ModuleView | None, carried: str) -> str:
    slug = view.head.slug
    if to is None:
        return f"{reverse('inform:course-end', args=[slug])}?{urlencode({'p': carried})}"
    page = reverse("inform:course-module", args=[slug, to.number])
    return f"{page}?{urlencode({'p': carried})}"


def _end(
    request: HttpRequest, view: CourseView, progress: Progress, result: Result, form: LearnerForm
) -> HttpResponse:
    carried = progress.written()
    context = {
        "course": view,
        "result": result,
        "form": form,
        "carried": carried,
        "years": KEPT_DAYS // 365,
        "still": [
            {"title": one.title, "url": _address(view, one, carried)}
            for one in view.modules
            if one.number in result.still
        ],
        "again_url": reverse("inform:course-module", args=[view.head.slug, view.modules[0].number])
        if view.modules
        else "",
    }
    return render(request, "inform/course_end.html", context, status=422 if form.errors else 200)


def _account(request: HttpRequest) -> User | None:
    """Who is signed in; a mere reader's session is not looked at."""
    signed_in = "sessionid" in request.COOKIES and isinstance(request.user, User)
    return request.user if signed_in else None  # type: ignore[return-value]


def _known(user: User | None) -> dict[str, str]:
    if user is None:
        return {}
    places = places_of(user)
    return {"name": str(user), "workplace": places[0].name if places else ""}

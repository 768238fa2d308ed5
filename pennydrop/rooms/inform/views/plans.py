"""A plan for a bad moment, made by somebody alone or with friends. Nothing is kept here: the words
travel in the form, and come back as a page, a file or a sheet to print."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from pennydrop.core.people.views.origins import from_ourselves
from pennydrop.rooms.inform.forms.plans import PlanForm
from pennydrop.rooms.inform.queries.doors import help_claims
from pennydrop.rooms.inform.queries.plans import plan_pdf
from pennydrop.rooms.inform.rules.doors import HelpPage, door_page
from pennydrop.rooms.inform.rules.plans import PARTS, STEPS
from pennydrop.rooms.inform.views.help import answering_script, light_page

Made = Callable[[HttpRequest, PlanForm], HttpResponse]


@csrf_exempt  # its token would set a cookie; `from_ourselves` stands in its place
@login_not_required
def plan(request: HttpRequest) -> HttpResponse:
    """The form, and the card that comes of it."""
    request.quiet = True  # type: ignore[attr-defined]
    if request.method != "POST" or not from_ourselves(request):
        return render(request, "inform/plan/form.html", {"form": PlanForm()})
    form = PlanForm(request.POST)
    if "change" in request.POST or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "inform/plan/form.html", {"form": form}, status=status)
    return _card(request, form, "card")


def made(view: Made) -> Callable[[HttpRequest], HttpResponse]:
    """A file that is made of a plan which was sent along; without one, back to the form."""

    @csrf_exempt  # as above
    @login_not_required
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        request.quiet = True  # type: ignore[attr-defined]
        form = PlanForm(request.POST)
        if request.method != "POST" or not from_ourselves(request) or not form.is_valid():
            return redirect("inform:plan")
        return view(request, form)

    return page


@made
def card_file(request: HttpRequest, form: PlanForm) -> HttpResponse:
    """A file that a phone opens without signal. Its name says nothing."""
    return as_file(_card(request, form, "file"), "card.html")


@made
def card_pdf(request: HttpRequest, form: PlanForm) -> HttpResponse:
    """One sheet to print and fold."""
    today = timezone.localdate()
    content = plan_pdf(form.plan, steps_on(today), on=today)
    return as_file(HttpResponse(content, content_type="application/pdf"), "card.pdf")


@login_not_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Shows what somebody kept on this phone. The server knows nothing of it."""
    request.quiet = True  # type: ignore[attr-defined]
    told = {**light_page(request), "page": steps_on(timezone.localdate()), "parts": PARTS}
    return render(request, "inform/plan/mine.html", told)


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the card without signal, and for nothing else."""
    request.quiet = True  # type: ignore[attr-defined]
    return answering_script(request, "card")


def kept_paths() -> list[str]:
    """Everything that a copy holds besides the words, which the phone keeps by itself."""
    look = [static(name) for name in ("inform/help.css", "inform/card.js", "ui/blank.svg")]
    return [reverse("inform:plan-mine"), *look]


def steps_on(today: dt.date) -> HelpPage:
    """Emergency steps and helplines as they stand on a day."""
    return door_page(STEPS, help_claims(today=today), today=today)


def as_file(answer: HttpResponse, name: str) -> HttpResponse:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _card(request: HttpRequest, form: PlanForm, name: str) -> HttpResponse:
    today = timezone.localdate()
    told: dict[str, Any] = {
        **light_page(request),
        "plan": form.plan,
        "sent": list(form.sent()),
        "page": steps_on(today),
        "today": today,
        "worker": reverse("inform:plan-worker"),
        "scope": reverse("inform:plan"),
        "paths": " ".join(kept_paths()),
    }
    return render(request, f"inform/plan/{name}.html", told)

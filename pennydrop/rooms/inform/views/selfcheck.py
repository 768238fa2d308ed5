"""The self-check, for anybody: one question on a page. Nothing is kept and nothing is set: the
answers travel in the form."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from pennydrop.core.ui.languages import said
from pennydrop.rooms.inform.queries.selfcheck import Check, public_check
from pennydrop.rooms.inform.rules.checkpages import split_off_999
from pennydrop.rooms.inform.rules.keeping import KEEP_DAYS
from pennydrop.rooms.inform.rules.selfcheck import UNSAID, Question, valid


@login_not_required
def check(request: HttpRequest) -> HttpResponse:
    """What it is, and what it is not. While nobody has signed it: who to call."""
    here = check_here(request)
    return render(request, "inform/check/start.html", {"check": here, "page": here.closed()})


@csrf_exempt  # nothing is changed by it: a button leads to a page, and a token is a trace
@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """The next question, the one before, or what the answers lead to."""
    here = check_here(request)
    if request.method != "POST" or not here.open:
        return redirect("inform:check")
    given = valid(here.table, request.POST)
    asked = [question.key for question in here.table.questions]
    at = request.POST.get("at", "")
    place = asked.index(at) if at in asked else -1
    if "back" in request.POST:
        return _back(request, here, given, place)
    if at in asked and at not in given:
        return _question(
            request, here, given, place, gettext("Choose one. You can choose not to say.")
        )
    if place + 1 < len(asked):
        return _question(request, here, given, place + 1)
    return result_page(request, here, given)


@csrf_exempt  # as above
@login_not_required
def paper(request: HttpRequest) -> HttpResponse:
    """The same to take along: the answers in one's own words, and what they lead to."""
    here = check_here(request)
    if request.method != "POST" or not here.open:
        return redirect("inform:check")
    given = valid(here.table, request.POST)
    return render(request, "inform/check/paper.html", _told(here, given))


def check_here(request: HttpRequest) -> Check:
    request.quiet = True  # type: ignore[attr-defined]  # no session is read
    return public_check(today=timezone.localdate())


def _back(request: HttpRequest, here: Check, given: Mapping[str, str], place: int) -> HttpResponse:
    if place <= 0:
        return redirect("inform:check")
    return _question(request, here, given, place - 1)


def _question(
    request: HttpRequest, here: Check, given: Mapping[str, str], place: int, error: str = ""
) -> HttpResponse:
    question = here.table.questions[place]
    context = {
        "check": here,
        "question": question,
        "options": [(row.key, said(row.words)) for row in question.rows.values()],
        "chosen": given.get(question.key, ""),
        "kept": {key: value for key, value in given.items() if key != question.key},
        "number": place + 1,
        "page": here.urgent(given, just=request.POST.get("at", "")),
        "error": error,
        "errors": _problem(question, error),
    }
    return render(request, "inform/check/question.html", context, status=422 if error else 200)


def _problem(question: Question, error: str) -> list[dict[str, str]]:
    return [{"text": error, "href": f"#id_{question.key}_0"}] if error else []


def result_page(
    request: HttpRequest, here: Check, given: Mapping[str, str], **more: Any
) -> HttpResponse:
    """What these answers lead to. `more`: what is told besides of answers that are kept."""
    told = {**_told(here, given), "keep_days": KEEP_DAYS, **more}
    told["urgent"], told["rest"] = split_off_999(told["page"])
    return render(request, "inform/check/result.html", told)


def _told(here: Check, given: Mapping[str, str]) -> dict[str, Any]:
    return {
        "check": here,
        "page": here.page(given),
        "kept": given,
        "told": [
            (question, question.rows[given[question.key]])
            for question in here.table.questions
            if given.get(question.key, UNSAID) != UNSAID  # what was left unsaid stays so
        ],
        "last": here.table.questions[-1].key,
        "today": here.today,
    }

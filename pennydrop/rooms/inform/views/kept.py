"""Answers kept under a code, for somebody who asks for it: keep, come back, remove. No cookie."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from pennydrop.core.people.views.origins import from_ourselves
from pennydrop.core.vault.codes import BadCode, group_code, read_code, say_code
from pennydrop.core.vault.lookups import TooBusy
from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.inform.actions.keeping import keep_answers, remove_answers
from pennydrop.rooms.inform.queries.keeping import kept_under
from pennydrop.rooms.inform.rules.keeping import PURPOSE, Given
from pennydrop.rooms.inform.rules.selfcheck import valid
from pennydrop.rooms.inform.views.selfcheck import check_here, result_page

NOT_THERE = (
    "Nothing is kept under this code. Check it. If its time is over, or you removed it, that is "
    "how it should be."
)
View = Callable[[HttpRequest], HttpResponse]


def slow_page(view: View) -> View:
    """A page for anybody, which may have to ask for patience: each try costs a slow hash."""

    @csrf_exempt  # its token would set a cookie; `from_ourselves` stands in its place
    @login_not_required
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        request.quiet = True  # type: ignore[attr-defined]
        if request.method == "POST" and not from_ourselves(request):
            return redirect("inform:check")
        try:
            return view(request)
        except TooBusy:
            answer = render(request, "inform/check/busy.html", status=503)
            answer.headers["Retry-After"] = "5"
            return answer

    return page


@slow_page
def keep(request: HttpRequest) -> HttpResponse:
    """Seal the answers that were sent along, and tell the code once."""
    here = check_here(request)
    given = valid(here.table, request.POST)
    if request.method != "POST" or not here.open or not given:
        return redirect("inform:check")
    code, until = keep_answers(given=Given(here.table.mark, given), at=timezone.now())
    told = {"code": group_code(code), "spoken": say_code(code), "until": until}
    return render(request, "inform/check/kept.html", told)


@slow_page
def code(request: HttpRequest) -> HttpResponse:
    """Where a code opens what is kept under it."""
    if request.method != "POST":
        return render(request, "inform/check/code.html")
    try:
        digits = read_code(request.POST.get("code", "")[:400])
    except BadCode as problem:
        return _again(request, str(problem))
    here = check_here(request)
    found = kept_under(digits, today=here.today)
    if found is None:
        return _again(request, NOT_THERE)
    ticket = close_ticket({"code": digits}, purpose=PURPOSE)
    given = valid(here.table, found.given.answers)
    other = found.given.mark != here.table.mark
    return result_page(request, here, given, until=found.until, ticket=ticket, other_table=other)


@slow_page
def remove(request: HttpRequest) -> HttpResponse:
    """Let go at once what is kept under the code that opened the page before."""
    ticket = open_ticket(request.POST.get("ticket", ""), purpose=PURPOSE)
    if ticket is None:
        return redirect("inform:check-code")
    remove_answers(code=str(ticket["code"]), at=timezone.now())
    return render(request, "inform/check/removed.html")


def _again(request: HttpRequest, problem: str) -> HttpResponse:
    # What was typed is not shown again: it may be nearly somebody's code.
    told = {"error": problem, "errors": [{"text": problem, "href": "#id_code"}]}
    return render(request, "inform/check/code.html", told, status=422)

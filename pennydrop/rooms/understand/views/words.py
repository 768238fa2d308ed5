"""The words that participants say most, and the list of words that are left out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.ui.charts import Bars, Series
from pennydrop.rooms.understand.actions.finding import (
    BadStopList,
    set_stop_list,
    ship_stop_list,
)
from pennydrop.rooms.understand.queries.words import said_most, typed_stop_list
from pennydrop.rooms.understand.views import COUNTING, finding_frame, signed_in, study_for
from pennydrop.rooms.understand.views.asked import words_link

TAB, HERE = "understand:by-people", "understand:words-said"
IN_CHART = 20


@require_GET
def said(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    found = said_most(study)
    first = found[:IN_CHART]
    chart = Bars(
        title="Words said most", category_name="Word",
        description="The words that participants said most often, without those on the list of "
        "words left out.",
        categories=tuple(one.word for one in first),
        series=(Series("times", tuple(one.times for one in first)),),
    ) if first else None  # fmt: skip
    context = {
        **finding_frame(request, card, TAB, COUNTING, HERE),
        "rows": [(one, words_link(study, one.word)) for one in found],
        "chart": chart,
    }
    return render(request, "understand/find/words_said.html", context)


@require_http_methods(["GET", "POST"])
def stop_list(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    context = {**finding_frame(request, card, TAB, COUNTING, HERE), "words": typed_stop_list(study)}
    if request.method == "GET":
        return render(request, "understand/find/stop_list.html", context)
    by, at = actor(signed_in(request)), timezone.now()
    if "shipped" in request.POST:
        ship_stop_list(study=study, by=by, at=at)
        messages.success(request, "The list is the one that comes with Pennydrop again.")
        return redirect(HERE, study)
    typed = request.POST.get("words", "")
    try:
        set_stop_list(study=study, words=typed, by=by, at=at)
    except BadStopList as problem:
        context |= {"words": typed, "errors": {"id_words": str(problem)}}
        return render(request, "understand/find/stop_list.html", context, status=400)
    messages.success(request, "The list is changed, for everybody in this study.")
    return redirect(HERE, study)

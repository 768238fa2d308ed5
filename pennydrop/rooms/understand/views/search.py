"""Search in the words of a study."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.queries.search import folded
from pennydrop.rooms.understand.queries.search import search as find
from pennydrop.rooms.understand.queries.waiting import AT_ONCE, COUNT_ALL
from pennydrop.rooms.understand.queries.words import in_context
from pennydrop.rooms.understand.rules.searching import beginning
from pennydrop.rooms.understand.views import FINDING, finding_frame, signed_in, study_for

PER_PAGE = 50
LONGEST = 300


@require_GET
def search(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    typed = request.GET.get("q", "")[:LONGEST].replace("\x00", "")
    number = request.GET.get("page", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1
    everything = bool(request.GET.get("all"))
    found = find(
        study, typed, first=(page - 1) * PER_PAGE, count=PER_PAGE,
        wait=COUNT_ALL if everything else AT_ONCE,
    )  # fmt: skip
    found = replace(found, results=folded(found.results, reader=actor(signed_in(request))))
    in_lines = request.GET.get("view") == "lines"
    context = {
        **finding_frame(request, card, "understand:search", FINDING, "understand:search"),
        "in_lines": in_lines,
        "lines": in_context(found.results) if in_lines else [],
        "typed": typed,
        "beginning": beginning(typed),
        "found": found,
        "all": everything,
        "looked": int(found.looked * 100),
        "page_number": page,
        "earlier": page - 1,
        "later": page + 1 if page * PER_PAGE < found.total else 0,
    }
    return render(request, "understand/search/search.html", context)

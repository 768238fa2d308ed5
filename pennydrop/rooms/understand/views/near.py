"""Search by meaning in the words of a study."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.queries.meaning_engine import NotPlaced, can_place
from pennydrop.rooms.understand.queries.near import near as find_near
from pennydrop.rooms.understand.queries.suggestions import is_behind, suggests
from pennydrop.rooms.understand.views import FINDING, finding_frame, signed_in, study_for

LONGEST = 300


@require_GET
def near(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    typed = request.GET.get("q", "")[:LONGEST].replace("\x00", "").strip()
    try:
        found = (
            find_near(study, typed, reader=actor(signed_in(request)))
            if typed and can_place()
            else []
        )
        problem = ""
    except NotPlaced as stopped:
        found, problem = [], str(stopped)
    context = {
        **finding_frame(request, card, "understand:search", FINDING, "understand:near"),
        "typed": typed,
        "found": found,
        "problem": problem,
        "installed": can_place(),
        "learns": suggests(study),
        "behind": is_behind(study),
    }
    return render(request, "understand/search/near.html", context)

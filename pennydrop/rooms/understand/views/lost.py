"""Codings whose words were corrected away: a person says where each belongs now."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.codings import BadPassage, NotYours
from pennydrop.rooms.understand.actions.placing import drop_lost, place_lost
from pennydrop.rooms.understand.models import Lost
from pennydrop.rooms.understand.queries.lost import waiting_in
from pennydrop.rooms.understand.queries.passage import find_words
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.reading import number

HERE = "understand:lost"


@require_GET
def lost(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    me = actor(signed_in(request))
    context = {
        **frame(request, card, "understand:codes"),
        "waiting": waiting_in(study, reader=me),
        "me": me,
        "lead": may_here(request, card, May.RUN_STUDIES),
    }
    return render(request, "understand/coding/lost.html", context)


@require_POST
def place(request: HttpRequest, study: UUID, lost: int) -> HttpResponse:
    """Place it on the exact `words` of a `turn` (as people count, from 1), or (`drop`) let it
    go."""
    card = study_for(request, study, May.CODE)
    row = Lost.objects.filter(pk=lost, text__study=study).select_related("text").first()
    if row is None:
        raise Http404
    lead = may_here(request, card, May.RUN_STUDIES)
    by, at = actor(signed_in(request)), timezone.now()
    try:
        if "drop" in request.POST:
            drop_lost(lost=lost, lead=lead, by=by, at=at)
            messages.success(request, "Let go. The undo list can bring it back.")
        else:
            start, end = _where(request, row)
            place_lost(lost=lost, start=start, end=end, lead=lead, by=by, at=at)
            messages.success(request, "Placed: the coding is on these words now.")
    except (BadPassage, NotYours) as why:
        messages.error(request, str(why))
    return redirect(HERE, study)


def _where(request: HttpRequest, row: Lost) -> tuple[int, int]:
    turn = number(request.POST.get("turn", ""))
    words = request.POST.get("words", "")
    if not turn or not words.strip():
        raise BadPassage("Say which words: copy them exactly as they stand in the turn.")
    found = find_words(row.text, turn - 1, words)
    if found is None:
        raise BadPassage("Those words do not stand in this turn. Copy them exactly as they are.")
    return found

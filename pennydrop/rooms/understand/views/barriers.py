"""Barriers: the starter codebook, and the comparison across an organisation's studies."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import studies_in
from pennydrop.rooms.understand.actions.barriers import start_barriers
from pennydrop.rooms.understand.queries.barriers import compare_barriers
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.reading import id_of


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """The barriers in each study of the organisations in which this person may code. `study`: the
    one that somebody comes from, whose row of tabs stays."""
    places = organisations_where(signed_in(request), May.CODE)
    context: dict[str, Any] = {"compared": compare_barriers(studies_in(places))}
    came_from = id_of(request.GET.get("study", ""))
    if came_from is not None:
        context |= frame(request, study_for(request, came_from, May.CODE), "understand:themes")
    return render(request, "understand/themes/barriers.html", context)


@require_POST
def start(request: HttpRequest, study: UUID) -> HttpResponse:
    """Put the barriers into the study's codebook."""
    study_for(request, study, May.CODE)
    added = start_barriers(study=study, by=actor(signed_in(request)), at=timezone.now())
    said = f"{added} barriers are in the codebook." if added else "All ten were there already."
    messages.success(request, f"{said} Reword them so that they fit your study.")
    return redirect("understand:codes", study)

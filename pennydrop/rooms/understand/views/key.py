"""The key to the stand-ins: what leads back to names, while the originals are kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.key import StillReadsBlind, open_key, take_key
from pennydrop.rooms.understand.queries.key import HEAD, matching, without_key
from pennydrop.rooms.understand.views import frame, signed_in, study_for

PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest, study: UUID) -> HttpResponse:
    """What the key is; with a press, the key itself. It is never opened by an address alone."""
    found = study_for(request, study, May.SEE_ORIGINALS)
    context: dict[str, Any] = {
        **frame(request, found, "understand:review-list"),
        "gone": without_key(study),
    }
    if request.method == "POST":
        try:
            every = open_key(study=study, by=actor(signed_in(request)), at=timezone.now())
        except StillReadsBlind as why:
            messages.error(request, str(why))
            return redirect("understand:review-list", study)
        find = request.POST.get("find", "")
        page = Paginator(matching(every, find), PER_PAGE).get_page(request.POST.get("page"))
        context |= {"opened": True, "rows": page, "find": find, "total": len(every)}
    answer = render(request, "understand/review/key.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def take(request: HttpRequest, study: UUID) -> HttpResponse:
    """The key as a file, noted as a copy that leaves the house."""
    study_for(request, study, May.SEE_ORIGINALS)
    try:
        every = take_key(study=study, by=actor(signed_in(request)), at=timezone.now())
    except StillReadsBlind as why:
        messages.error(request, str(why))
        return redirect("understand:review-list", study)
    answer = HttpResponse(as_csv(HEAD, (one.cells for one in every)), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="table.csv"'
    answer["Cache-Control"] = "no-store"
    return answer

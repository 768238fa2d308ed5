"""Material of other studies in this analysis."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.approach import BadEntry, NotOurs
from pennydrop.rooms.understand.actions.joining import BadMaterial, bring_from, leave_out
from pennydrop.rooms.understand.queries.joining import lendings
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.reading import id_of

HERE = "understand:approach"


@require_http_methods(["GET", "POST"])
def material(request: HttpRequest, study: UUID) -> HttpResponse:
    """What other studies lend; coordinators bring it in with a reason, or leave it out again."""
    card = study_for(request, study, May.CODE)
    said: dict[str, Any] = {}
    if request.method == "POST":
        study_for(request, study, May.RUN_STUDIES)
        other = id_of(request.POST.get("other", ""))
        try:
            messages.success(request, _done(request, study, other or study))
            return redirect("understand:material", study)
        except (BadMaterial, BadEntry, NotOurs) as problem:
            reason = request.POST.get("reason", "")
            said = {"errors": {f"id_reason_{other}": str(problem)}, "wrong": other}
            said |= {"problem": str(problem), "reason": reason}
    context = {
        **frame(request, card, HERE),
        "lendings": lendings(card, on=timezone.localdate()),
        "lead": may_here(request, card, May.RUN_STUDIES),
        **said,
    }
    status = 400 if said else 200
    return render(request, "understand/approach/material.html", context, status=status)


def _done(request: HttpRequest, study: UUID, other: UUID) -> str:
    """Do what was asked, and say so."""
    how: dict[str, Any] = {"by": actor(signed_in(request)), "at": timezone.now()}
    if request.POST.get("do") == "leave":
        count = leave_out(study=study, other=other, **how)
        return f"{count} source{'' if count == 1 else 's'} left the analysis again."
    count = bring_from(study=study, other=other, reason=request.POST.get("reason", ""), **how)
    return f"{count} source{'' if count == 1 else 's'} can be read and coded here too."

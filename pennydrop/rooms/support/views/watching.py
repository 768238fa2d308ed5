"""Which studies open a concern from words in an answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core import concerns as port
from pennydrop.core.people.queries import actor
from pennydrop.rooms.support.actions.rota import watch_study
from pennydrop.rooms.support.queries.desks import TOLD, desk_of, watches
from pennydrop.rooms.support.views import frame, own_desk, signed_in


@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    organisation = own_desk(signed_in(request))
    desk = desk_of(organisation)
    watched = watches([desk] if desk else [])
    rows = [
        (key, title, watched.get(key)) for key, _, title in port.studies().titles([organisation])
    ]
    context = {**frame(request, "support:studies"), "rows": rows, "told": TOLD}
    return render(request, "support/studies.html", context)


@require_POST
def watch(request: HttpRequest, study: UUID) -> HttpResponse:
    user = signed_in(request)
    organisation = own_desk(user)
    if study not in {key for key, _, _ in port.studies().titles([organisation])}:
        raise Http404
    watched = request.POST.get("watched") == "yes"
    watch_study(
        organisation=organisation, study=study, watched=watched, by=actor(user), at=timezone.now()
    )
    said = "From tomorrow on" if watched else "From now on"
    outcome = "words open a concern" if watched else "no words open a concern"
    messages.success(request, f"{said}, {outcome} in this study.")
    return redirect("support:studies")

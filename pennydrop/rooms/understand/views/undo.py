"""What somebody did in a study, newest first, each with the way to undo it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.undo.undoing import CannotUndo
from pennydrop.rooms.understand.actions.undo.undoing import undo as undo_one
from pennydrop.rooms.understand.models import Undo
from pennydrop.rooms.understand.views import frame, signed_in, study_for

SHOWN = 60


@require_GET
def undo_list(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    mine = Undo.objects.filter(study=study, by=actor(signed_in(request)))
    context = {
        **frame(request, card, "understand:codes"),
        "rows": mine.select_related("text").order_by("-pk")[:SHOWN],
    }
    return render(request, "understand/coding/undo.html", context)


@require_POST
def undo(request: HttpRequest, study: UUID, row: int) -> HttpResponse:
    study_for(request, study, May.CODE)
    if Undo.objects.filter(pk=row, study=study).exists():
        try:
            said = undo_one(undo=row, by=actor(signed_in(request)), at=timezone.now())
            messages.success(request, said)
        except CannotUndo as why:
            messages.error(request, str(why))
    return redirect("understand:undo-list", study)

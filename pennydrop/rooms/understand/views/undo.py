"""What somebody did in a study, newest first, each with the way to undo it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.undo.undoing import CannotUndo
from pennydrop.rooms.understand.actions.undo.undoing import undo as undo_one
from pennydrop.rooms.understand.models import Undo
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.reading import way_back

SHOWN = 60
# Whoever may only sign, undoes only that.
SIGNING = ("quote.signed", "quote.sent_back")


def last_done(request: HttpRequest, study: UUID) -> dict[str, Undo | None]:
    """What the page's undo part says: the newest thing that this person did here and that stands.
    Asked for by pages on which things are done at one press."""
    return {"last_done": _mine(request, study).filter(undone_at=None, from_undo=False).first()}


def _mine(request: HttpRequest, study: UUID) -> QuerySet[Undo]:
    me = actor(signed_in(request))
    return Undo.objects.filter(study=study, by=me, along=None).order_by("-pk")


@require_GET
def undo_list(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.SIGN)
    context = {
        **frame(request, card, "understand:codes"),
        "rows": _mine(request, study).select_related("text")[:SHOWN],
    }
    return render(request, "understand/coding/undo.html", context)


@require_POST
def undo(request: HttpRequest, study: UUID, row: int) -> HttpResponse:
    study_for(request, study, May.SIGN)
    found = _mine(request, study).filter(pk=row).first()
    if found is not None:
        if found.kind not in SIGNING:
            study_for(request, study, May.CODE)
        try:
            said = undo_one(undo=row, by=found.by, at=timezone.now())
            messages.success(request, said)
        except CannotUndo as why:
            messages.error(request, str(why))
    return redirect(way_back(request, reverse("understand:undo-list", args=[study])))

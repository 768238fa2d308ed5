"""The front door, and Today for staff."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.inform.public import HELP_DOORS
from pennydrop.rooms.listen.public import open_studies
from pennydrop.rooms.publish.public import promises_in_short, released_editions
from pennydrop.web.demo.state import is_loaded
from pennydrop.web.demo.trying import WORD, try_document, try_names
from pennydrop.web.today import done_lately, study_panels, waiting_for

LATEST = 3


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    demo = is_loaded()
    context = {
        "demo": demo,
        "invented": demo,
        "help_doors": [
            {"label": one.label, "url": reverse("inform:help-door", args=[one.name])}
            for one in HELP_DOORS
        ],
        "studies_open": [
            {"title": study.public_title, "url": reverse("listen:start", args=[study.slug])}
            for study in open_studies()
        ],
        "editions": [
            {"title": card.title, "url": card.address, "number": card.number, "day": card.day}
            for card in released_editions(limit=LATEST)
        ],
        "loop": [
            {
                "asked": one.asked,
                "figure": one.figure,
                "note": f"{one.measure}. {one.owner}: {one.state.value}. {one.meaning}",
                "kind": "ok" if one.state.value == "kept" else "",
            }
            for one in promises_in_short(today=timezone.localdate(), most=LATEST)
        ],
    }
    return render(request, "web/front.html", context)


def try_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the invented interviews, as the Word file that a project would have."""
    if name not in try_names():
        raise Http404
    response = HttpResponse(try_document(name), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def today(request: HttpRequest) -> HttpResponse:
    """What waits for this person, most pressing first, and how their studies stand."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    now = timezone.now()
    leads = bool(organisations_where(request.user, May.RUN_STUDIES))
    context = {
        "demo": is_loaded(),
        "waiting": waiting_for(request.user, at=now),
        "done": done_lately(request.user),
        "studies": study_panels(request.user),
        "start_action": "Make a study" if leads else "",
        "start_url": reverse("listen:studies") if leads else "",
    }
    return render(request, "web/today.html", context)

"""Help now. Open, quiet, light, and the same for everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pennydrop.rooms.inform.queries.doors import help_claims
from pennydrop.rooms.inform.rules.doors import DOORS, door_named, door_page, first_page


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Four doors, and whom to call."""
    today = timezone.localdate()
    page = first_page(help_claims(today=today), today=today)
    return _show(request, "start", page=page)


@login_not_required
@require_safe
def door(request: HttpRequest, door: str) -> HttpResponse:
    """What stands behind one door."""
    found = door_named(door)
    if found is None:
        raise Http404
    today = timezone.localdate()
    page = door_page(found, help_claims(today=today), today=today)
    return _show(request, "door", page=page, door=found)


def _show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    request.quiet = True  # type: ignore[attr-defined]
    large = request.GET.get("t") == "1"
    carry = "?t=1" if large else ""
    told = {
        "doors": DOORS,
        "large": large,
        "carry": carry,
        "help_url": reverse("inform:help") + carry,
        **context,
    }
    return render(request, f"inform/help/{name}.html", told)

"""Help now. Open, quiet, light, and the same for everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
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
    return show_light(request, "start", page=page)


@login_not_required
@require_safe
def door(request: HttpRequest, door: str) -> HttpResponse:
    """What stands behind one door."""
    found = door_named(door)
    if found is None:
        raise Http404
    today = timezone.localdate()
    page = door_page(found, help_claims(today=today), today=today)
    return show_light(request, "door", page=page, door=found)


@login_not_required
@require_safe
def keep(request: HttpRequest) -> HttpResponse:
    """Says what a copy leaves on the phone; a press there takes it, or removes it again."""
    return show_light(
        request,
        "keep",
        scope=reverse("inform:help"),
        worker=reverse("inform:help-worker"),
        paths=" ".join(kept_paths()),
    )


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers without signal. Its place in the address is all that it may answer
    for: the help pages."""
    request.quiet = True  # type: ignore[attr-defined]
    return answering_script(request, "kept")


def answering_script(request: HttpRequest, copy: str) -> HttpResponse:
    """The script that answers without signal from the copy of this name."""
    kind = "text/javascript; charset=utf-8"
    return render(request, "inform/help/kept.js", {"copy": copy}, content_type=kind)


def kept_paths() -> list[str]:
    """Everything that a copy holds: pages of steps and numbers that stay, and what they look like.
    Advice is in none of them."""
    pages = [reverse("inform:help"), reverse("inform:help-keep")]
    pages += [reverse("inform:help-door", args=[door.name]) for door in DOORS]
    return pages + [
        static(name)
        for name in ("inform/help.css", "inform/keep.js", "inform/aloud.js", "ui/blank.svg")
    ]


def light_page(request: HttpRequest) -> dict[str, Any]:
    """What every light page is told: how large its text is, and whether it is a copy."""
    large = request.GET.get("t") == "1"
    carry = "?t=1" if large else ""
    return {
        "large": large,
        "carry": carry,
        "help_url": reverse("inform:help") + carry,
        "copied_on": timezone.localdate() if request.GET.get("copy") == "1" else None,
    }


def show_light(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """A page of help now by its template's name."""
    request.quiet = True  # type: ignore[attr-defined]
    told = {"doors": DOORS, **light_page(request), **context}
    return render(request, f"inform/help/{name}.html", told)

"""A tablet in a service: staff put it into a mode in which people answer one after the other."""

import secrets
from uuid import UUID

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.listen.queries.invite import square_of
from pennydrop.rooms.listen.queries.outreach import places_of
from pennydrop.rooms.listen.queries.studies import study_by_id
from pennydrop.rooms.listen.rules.invite import only_here
from pennydrop.rooms.listen.views import frame, study_for
from pennydrop.rooms.listen.views.invite import asked_place
from pennydrop.rooms.listen.views.participant.doors import participant_page, show
from pennydrop.rooms.listen.views.participant.place import leave_place
from pennydrop.rooms.listen.views.participant.tablet import (
    COOKIE,
    Tablet,
    next_turn,
    tablet_of,
)

PURPOSE = "tablet address"
MINUTES = (3, 5, 10, 20)
USUAL = 10


@require_safe
def tablet(request: HttpRequest, study: UUID) -> HttpResponse:
    """What staff see: the address to open on the tablet, and how long a page may stay."""
    found = study_for(request, study)
    asked = request.GET.get("minutes", "")
    minutes = int(asked) if asked in map(str, MINUTES) else USUAL
    place = asked_place(request, found)
    ticket = {"s": found.pk.hex, "m": minutes, "w": place.pk if place else 0}
    token = close_ticket(ticket, purpose=PURPOSE)
    path = reverse("listen:kiosk", args=[token])
    address = request.build_absolute_uri(path)
    context = {
        **frame(found, "listen:field"), "address": address, "path": path, "minutes": minutes,
        "choices": MINUTES, "place": place, "places": places_of(found.pk),
        "square": mark_safe(square_of(address)),
        "only_here": only_here(address),
        "end": request.build_absolute_uri(reverse("listen:kiosk_end")),
    }  # fmt: skip
    return render(request, "listen/invite/tablet.html", context)


@participant_page
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """Begin. Whoever is signed in on the tablet is signed out first, after being asked."""
    ticket = open_ticket(token, purpose=PURPOSE)
    study = study_by_id(UUID(ticket["s"])) if ticket else None
    if ticket is None or study is None or study.state == "draft":
        raise Http404
    if "sessionid" in request.COOKIES:
        if request.method != "POST":
            return show(request, "tablet_begin", {"begin_url": request.path})
        logout(request)
    now = timezone.now()
    new = Tablet(
        study.slug, ticket["m"], secrets.token_hex(8), int(now.timestamp()), ticket.get("w", 0)
    )
    return _without_session(next_turn(new, now=now))


def _without_session(response: HttpResponse) -> HttpResponse:
    for name in ("sessionid", "csrftoken", "messages"):
        response.delete_cookie(name)
    return response


@participant_page
def again(request: HttpRequest) -> HttpResponse:
    """The turn is over: somebody pressed "I am done", or nobody touched anything for a while."""
    mode = tablet_of(request)
    if mode is None:
        return HttpResponseRedirect(reverse("listen:code"))
    return next_turn(mode, now=timezone.now())


@participant_page
def end(request: HttpRequest) -> HttpResponse:
    """The tablet is a browser like any other again. Nothing leads here; staff know the address."""
    if tablet_of(request) is None:
        return HttpResponseRedirect("/")
    if request.method != "POST":
        return show(request, "tablet_end")
    response = leave_place(HttpResponseRedirect("/"))
    response.delete_cookie(COOKIE)
    return response

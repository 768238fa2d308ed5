"""Raise a concern: for everybody on the team."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pennydrop.core import concerns as port
from pennydrop.core.concerns import Level, Place, Pointer
from pennydrop.core.people.queries import actor
from pennydrop.rooms.support.actions.raising import raise_concern
from pennydrop.rooms.support.forms import RaiseForm
from pennydrop.rooms.support.rules.handling import BadConcern, Origin
from pennydrop.rooms.support.views import frame, places_to_raise, signed_in

LINK = ("study", "participant", "source")
DONE = (
    "Your concern is kept. Those who handle concerns can read it; nobody else can. If somebody is "
    "in danger now, call 999."
)


@require_http_methods(["GET", "HEAD", "POST"])
def raise_one(request: HttpRequest) -> HttpResponse:
    """A page to raise a concern on. `?study=…&source=…&participant=…` says where it comes from."""
    user = signed_in(request)
    places = places_to_raise(user)
    choices = [(place.organisation, place.name) for place in places]
    sent = request.POST if request.method == "POST" else None
    start = {name: request.GET[name] for name in LINK if name in request.GET}
    form = RaiseForm(choices, sent, initial=start)
    pointer, place = _pointed(request, form)
    if place and place.organisation not in {p.organisation for p in places}:
        raise PermissionDenied("That study belongs to another organisation.")
    if request.method == "POST" and form.is_valid():
        try:
            raise_concern(
                organisation=place.organisation if place else form.organisation_id,
                level=Level(form.cleaned_data["level"]),
                origin=Origin(form.cleaned_data["origin"]),
                summary=form.cleaned_data["summary"],
                pointer=pointer if place else None,
                by=actor(user),
                at=timezone.now(),
            )
        except BadConcern as problem:
            form.add_error("summary", str(problem))
        else:
            messages.success(request, DONE)
            return redirect("support:concerns")
    context = {**frame(request, "support:concerns"), "form": form, "place": place}
    status = 422 if form.errors else 200
    return render(request, "support/raise.html", context, status=status)


def _pointed(request: HttpRequest, form: RaiseForm) -> tuple[Pointer | None, Place | None]:
    """Where the concern comes from, as far as the address or the form says; None twice for a
    pointer that leads nowhere."""
    given: dict[str, Any] = {}
    for name in LINK:
        typed = request.POST.get(name) or request.GET.get(name) or ""
        try:
            given[name] = form.fields[name].clean(typed)
        except ValidationError:
            return None, None
    if not given["study"]:
        return None, None
    pointer = Pointer(**given)
    return pointer, port.studies().place_of(pointer)

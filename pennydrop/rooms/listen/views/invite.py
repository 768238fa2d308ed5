"""Inviting people: the link, a QR code, and a poster to print."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.invite import poster_of, poster_pdf, square_of
from pennydrop.rooms.listen.rules.invite import (
    HELP,
    LEAD,
    LONG,
    OR_TYPE,
    POINT,
    STRIPS,
    Poster,
)
from pennydrop.rooms.listen.views import frame, study_for


@require_safe
def invite(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every way to bring somebody to the study's first page."""
    found = study_for(request, study)
    poster = _poster(request, found)
    context = {**frame(found, "listen:field"), "poster": poster, "square": _square(poster)}
    return render(request, "listen/invite/invite.html", context)


@require_safe
def poster(request: HttpRequest, study: UUID) -> HttpResponse:
    """The poster as a page, to show on a screen or to print from a browser."""
    found = study_for(request, study)
    made = _named(request, _poster(request, found))
    texts = {"lead": LEAD, "point": POINT, "or_type": OR_TYPE, "long": LONG, "help": HELP}
    strips = range(STRIPS) if request.GET.get("strips") == "1" else ()
    context = {"study": found, "poster": made, "square": _square(made), "strips": strips, **texts}
    return render(request, "listen/invite/poster.html", context)


@require_safe
def poster_file(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    strips = request.GET.get("strips") == "1"
    content = poster_pdf(
        _named(request, _poster(request, found)), strips=strips, on=timezone.localdate()
    )
    return as_file(content, "application/pdf", "poster.pdf")


@require_safe
def square(request: HttpRequest, study: UUID) -> HttpResponse:
    """The QR code alone, for somebody's own leaflet."""
    drawing = square_of(_poster(request, study_for(request, study)).address)
    return as_file(drawing, "image/svg+xml", "square.svg")


def as_file(content: Any, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _poster(request: HttpRequest, study: Study) -> Poster:
    start = reverse("listen:start", args=[study.slug])
    return poster_of(study, address=request.build_absolute_uri(start))


def _named(request: HttpRequest, poster: Poster) -> Poster:
    """With the organisation's name, or without where that is asked."""
    return replace(poster, organisation="") if request.GET.get("name") == "0" else poster


def _square(poster: Poster) -> str:
    return mark_safe(square_of(poster.address))

"""Inviting people: the link, a QR code, and a poster to print."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from pennydrop.rooms.listen.models import Place, Study
from pennydrop.rooms.listen.queries.invite import poster_of, poster_pdf, square_of
from pennydrop.rooms.listen.queries.outreach import place_at, places_of
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
from pennydrop.rooms.listen.views.participant.doors import first_page


@require_safe
def invite(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every way to bring somebody to the study's first page, from a place of their own each."""
    found = study_for(request, study)
    place = asked_place(request, found)
    poster = _poster(request, found, place)
    context = {
        **frame(found, "listen:field"), "poster": poster, "square": _square(poster),
        "place": place, "places": places_of(found.pk), "links": _links(found, place),
    }  # fmt: skip
    return render(request, "listen/invite/invite.html", context)


def asked_place(request: HttpRequest, study: Study) -> Place | None:
    """The place for which something is made, by its number in the address; None for no place."""
    number = request.GET.get("place", "")
    return place_at(study.pk, int(number)) if number.isascii() and number.isdigit() else None


def _links(study: Study, place: Place | None) -> dict[str, str]:
    """What can be made, as addresses."""
    at: dict[str, str] = {"place": str(place.pk)} if place else {}

    def link(page: str, **more: str) -> str:
        query = urlencode(at | more)
        return reverse(f"listen:{page}", args=[study.pk]) + (f"?{query}" if query else "")

    return {
        "pdf": link("poster_file"), "strips": link("poster_file", strips="1"),
        "page": link("poster"), "page_strips": link("poster", strips="1"),
        "bare": link("poster_file", name="0"), "bare_page": link("poster", name="0"),
        "bare_strips": link("poster_file", name="0", strips="1"),
        "bare_page_strips": link("poster", name="0", strips="1"),
        "square": link("square"), "tablet": link("tablet"), "invite": link("invite"),
    }  # fmt: skip


@require_safe
def poster(request: HttpRequest, study: UUID) -> HttpResponse:
    """The poster as a page, to show on a screen or to print from a browser."""
    found = study_for(request, study)
    place = asked_place(request, found)
    made = _named(request, _poster(request, found, place))
    texts = {"lead": LEAD, "point": POINT, "or_type": OR_TYPE, "long": LONG, "help": HELP}
    strips = range(STRIPS) if request.GET.get("strips") == "1" else ()
    context = {
        "study": found, "poster": made, "square": _square(made), "strips": strips, "place": place,
        "links": _links(found, place), **texts,
    }  # fmt: skip
    return render(request, "listen/invite/poster.html", context)


@require_safe
def poster_file(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    place = asked_place(request, found)
    strips = request.GET.get("strips") == "1"
    made = _named(request, _poster(request, found, place))
    content = poster_pdf(made, strips=strips, on=timezone.localdate())
    return as_file(content, "application/pdf", _file("poster", place, "pdf"))


@require_safe
def square(request: HttpRequest, study: UUID) -> HttpResponse:
    """The QR code alone, for somebody's own leaflet."""
    found = study_for(request, study)
    place = asked_place(request, found)
    drawing = square_of(_poster(request, found, place).address)
    return as_file(drawing, "image/svg+xml", _file("square", place, "svg"))


def _file(name: str, place: Place | None, ending: str) -> str:
    """A name that tells the posters of several places apart in a folder."""
    return f"{name}-{slugify(place.name) or place.pk}.{ending}" if place else f"{name}.{ending}"


def as_file(content: Any, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _poster(request: HttpRequest, study: Study, place: Place | None) -> Poster:
    start = first_page(study.slug, place.pk if place else 0)
    return poster_of(study, address=request.build_absolute_uri(start))


def _named(request: HttpRequest, poster: Poster) -> Poster:
    """With the organisation's name, or without where that is asked."""
    return replace(poster, organisation="", asks="") if request.GET.get("name") == "0" else poster


def _square(poster: Poster) -> str:
    return mark_safe(square_of(poster.address))

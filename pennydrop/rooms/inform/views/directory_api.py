"""The directory for other systems, as Open Referral UK asks: no key, JSON, read by anybody."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pennydrop.rooms.inform.queries.published import (
    Placed,
    address,
    at_places,
    every_row,
    everything,
    full,
    line,
    matching,
    places_matching,
    published,
)
from pennydrop.rooms.inform.queries.services import Listed, listed, public_service
from pennydrop.rooms.inform.rules.open_referral.asking import Asked, BadQuestion, asked
from pennydrop.rooms.inform.rules.open_referral.openapi import description
from pennydrop.rooms.inform.rules.open_referral.terms import LISTS, all_terms, taxonomy_json
from pennydrop.rooms.inform.rules.open_referral.writing import (
    Json,
    about_json,
    at_location_id,
    at_location_json,
    page_json,
)

View = Callable[..., HttpResponse]


def answers_anybody(view: View) -> View:
    """Open to every reader, pages of other sites included; a question that cannot be answered gets
    400 and says why."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.quiet = True  # type: ignore[attr-defined]
        try:
            response = view(request, *args, **kwargs)
        except BadQuestion as why:
            response = JsonResponse({"message": str(why)}, status=400)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    made: View = login_not_required(require_safe(answer))
    return made


@answers_anybody
def about(request: HttpRequest) -> HttpResponse:
    return JsonResponse(about_json(settings.SITE + reverse("inform:api-description")))


@answers_anybody
def describe(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description(settings.SITE + reverse("inform:api")))


@answers_anybody
def services(request: HttpRequest) -> HttpResponse:
    question = asked(request.GET)
    return _page(question, matching(question, today=timezone.localdate()),
                 full if question.full else line)  # fmt: skip


@answers_anybody
def service(request: HttpRequest, service: UUID) -> HttpResponse:
    found = public_service(service, today=timezone.localdate())
    return JsonResponse(full(found)) if found else _nothing()


@answers_anybody
def taxonomies(request: HttpRequest) -> HttpResponse:
    return _all(request, [taxonomy_json(name) for name in LISTS])


@answers_anybody
def taxonomy(request: HttpRequest, key: UUID) -> HttpResponse:
    return _one([taxonomy_json(name) for name in LISTS], key)


@answers_anybody
def terms(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("taxonomy_id", "")
    here = [term for term in all_terms() if wanted in ("", term["taxonomy_id"])]
    return _all(request, here)


@answers_anybody
def term(request: HttpRequest, key: UUID) -> HttpResponse:
    return _one(list(all_terms()), key)


@answers_anybody
def places(request: HttpRequest) -> HttpResponse:
    """Services at locations. A postcode is read no further than its first letters."""
    question = asked(request.GET)
    keys = places_matching(question, today=timezone.localdate())
    here = keys[question.start : question.start + question.size]
    page = page_json(_at(here), number=question.page, size=question.size, total=len(keys))
    return JsonResponse(page)


@answers_anybody
def place(request: HttpRequest, key: UUID) -> HttpResponse:
    every = places_matching(asked({}), today=timezone.localdate())
    return _one(_at([one for one in every if at_location_id(*one) == key]), key)


@answers_anybody
def json_file(request: HttpRequest) -> HttpResponse:
    """Everything on one page, whole: what `pennydrop services import` reads elsewhere."""
    whole = everything(today=timezone.localdate())
    return _file(JsonResponse(whole, json_dumps_params={"indent": 1}), "services.json")


@answers_anybody
def csv_file(request: HttpRequest) -> HttpResponse:
    """A row for each service at each of its places."""
    table = every_row(today=timezone.localdate())
    return _file(HttpResponse(table, content_type="text/csv; charset=utf-8"), "services.csv")


def _at(keys: Sequence[Placed]) -> list[Json]:
    return [
        at_location_json(one.service, site, page=address(one.service.id), invented=one.invented)
        for one, site in at_places(keys, today=timezone.localdate())
    ]


def _page(question: Asked, keys: Sequence[UUID], shape: Callable[[Listed], Json]) -> HttpResponse:
    """The services of one page, in the order of their keys."""
    here = keys[question.start : question.start + question.size]
    rows = {one.service.id: one for one in listed(published(here), today=timezone.localdate())}
    contents = [shape(rows[key]) for key in here if key in rows]
    return JsonResponse(
        page_json(contents, number=question.page, size=question.size, total=len(keys))
    )


def _all(request: HttpRequest, entries: list[Json]) -> HttpResponse:
    return JsonResponse(_cut(asked(request.GET), entries))


def _cut(question: Asked, entries: Sequence[Json]) -> Json:
    here = entries[question.start : question.start + question.size]
    return page_json(here, number=question.page, size=question.size, total=len(entries))


def _one(entries: Sequence[Json], key: UUID) -> HttpResponse:
    found = next((one for one in entries if one["id"] == str(key)), None)
    return JsonResponse(found) if found else _nothing()


def _nothing() -> HttpResponse:
    return JsonResponse({"message": "There is nothing with this id."}, status=404)


def _file(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

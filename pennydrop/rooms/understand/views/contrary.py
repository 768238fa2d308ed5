"""Contrary cases of a theme: choose them, drop them, or say that there are none."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.approach import BadEntry, NotOurs
from pennydrop.rooms.understand.actions.contrary import (
    BadCase,
    choose_contrary,
    drop_contrary,
    looked_and_found_none,
)
from pennydrop.rooms.understand.models import Code, ContraryCase
from pennydrop.rooms.understand.queries.alike import not_alike, places_of, told_at
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.codings import codings_with
from pennydrop.rooms.understand.queries.evidence import contrary_of
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.themes import ThemeRow
from pennydrop.rooms.understand.queries.themes import theme as read_theme
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.undo import last_done

PER_PAGE = 20


@require_GET
def contrary(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    """The cases chosen so far, and passages of any `code` to choose from."""
    return _page(request, study, theme, {})


@require_POST
def contrary_add(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    _theme(request, study, theme)
    typed = request.POST.get("coding", "")
    try:
        coding = int(typed) if typed.isdecimal() and len(typed) < 16 else 0
        choose_contrary(theme=theme, coding=coding, **_how(request))
    except BadCase as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It stands as a contrary case beside the theme.")
    return redirect("understand:contrary", study, theme)


@require_POST
def contrary_none(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    _theme(request, study, theme)
    how = request.POST.get("how", "")
    try:
        looked_and_found_none(theme=theme, how=how, **_how(request))
    except (BadEntry, NotOurs) as problem:
        return _page(request, study, theme, {"errors": {"id_how": str(problem)}, "how": how})
    messages.success(request, "It is in the decision trail that you looked.")
    return redirect("understand:theme", study, theme)


@require_POST
def contrary_drop(request: HttpRequest, study: UUID, theme: UUID, case: UUID) -> HttpResponse:
    _theme(request, study, theme)
    if not ContraryCase.objects.filter(pk=case, theme=theme).exists():
        raise Http404
    drop_contrary(case=case, **_how(request))
    messages.success(request, "It is no contrary case any more. The coding is still there.")
    return redirect("understand:contrary", study, theme)


def _theme(request: HttpRequest, study: UUID, theme: UUID) -> ThemeRow:
    study_for(request, study, May.CODE)
    found = read_theme(study, theme, count=False)
    if found is None:
        raise Http404
    return found


def _how(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor(signed_in(request)), "at": timezone.now()}


def _page(request: HttpRequest, study: UUID, theme: UUID, said: dict[str, Any]) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    row = _theme(request, study, theme)
    chosen = contrary_of(row, reader=actor(signed_in(request)))
    context = {
        **frame(request, card, "understand:themes"),
        "theme": row,
        "cases": chosen,
        "codes": codebook(study),
        **last_done(request, study),
        **_choosing(request, study, {one.passage.id for one in chosen}),
        **said,
    }
    status = 400 if said else 200
    return render(request, "understand/themes/contrary.html", context, status=status)


def _choosing(request: HttpRequest, study: UUID, chosen: set[int]) -> dict[str, Any]:
    """Passages of the code that was asked for, without those chosen already."""
    typed = request.GET.get("code", "")
    code = next((one for one in Code.objects.filter(study=study) if str(one.pk) == typed), None)
    if code is None:
        return {}
    seen = codings_seen(codings_with([code.pk]), study, actor(signed_in(request)))
    coded, names = not_alike(seen, chosen), Names()
    page = Paginator(places_of(coded), PER_PAGE).get_page(request.GET.get("page"))
    told = told_at(study, coded, page.object_list, reader=actor(signed_in(request)))
    found = [(one.passage, [names[by] for by in one.by]) for one in told]
    return {"code": code, "page": page, "found": found}

"""The desk: what is open, one concern, and each step about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core import concerns as port
from pennydrop.core.concerns import Level
from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.support.actions import handling
from pennydrop.rooms.support.forms import LevelForm
from pennydrop.rooms.support.models import Concern, Desk
from pennydrop.rooms.support.queries.concerns import (
    closed_rows,
    open_concern,
    open_rows,
    raised_rows,
)
from pennydrop.rooms.support.rules.handling import (
    MEANING,
    BadConcern,
    SamePerson,
    check_closer,
)
from pennydrop.rooms.support.views import concern_for, frame, places_to_raise, signed_in, tonight

PAGE = 25


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """For those who handle concerns: what is open. For everybody: raise one, and what became of
    those they raised (never what stands in them)."""
    user, at = signed_in(request), timezone.now()
    places_to_raise(user)
    desks = Desk.objects.filter(organisation__in=organisations_where(user, May.CONCERNS))
    keys = [desk.pk for desk in desks]
    waiting = open_rows(keys, at=at)
    context = {
        **frame(request, "support:concerns"),
        "tonight": tonight(waiting, at=at),
        "handles": bool(organisations_where(user, May.CONCERNS)),
        "open": waiting,
        "closed": Paginator(closed_rows(keys, at=at), PAGE).get_page(request.GET.get("page")),
        "mine": raised_rows(actor(user), at=at),
    }
    return render(request, "support/concerns.html", context)


@require_safe
def concern(request: HttpRequest, concern: UUID) -> HttpResponse:
    return _page(request, concern_for(request, concern), {})


def _page(request: HttpRequest, row: Concern, said: dict[str, Any]) -> HttpResponse:
    user, at = signed_in(request), timezone.now()
    opened = open_concern(row, at=at)
    place = port.studies().place_of(opened.pointer) if opened.pointer else None
    context = {
        **frame(request, "support:concerns"),
        "concern": opened,
        "tonight": tonight([opened.row], at=at),
        "meaning": MEANING[opened.row.level],
        "place": place,
        "why_not_close": _why_not(actor(user), opened.raised_by, opened.handled_by),
        "handles_it": row.handler == actor(user),
        "level_form": LevelForm(initial={"level": row.level}),
        **said,
    }
    return render(request, "support/concern.html", context, status=422 if said else 200)


def _why_not(by: str, raised_by: str, handled_by: frozenset[str]) -> str:
    try:
        check_closer(by, raised_by, handled_by)
    except SamePerson as reason:
        return str(reason)
    return ""


def _level(*, concern: Concern, note: str, **who: Any) -> None:
    try:
        level = Level(note)
    except ValueError as unknown:
        raise BadConcern("Choose one of the levels.") from unknown
    handling.change_level(concern=concern, level=level, **who)


# what -> (the action, which field of the form it reads, what to say when it is done)
STEPS: dict[str, tuple[Callable[..., None], str, str]] = {
    "look": (handling.look, "", "Noted: you have looked at this, and you handle it now."),
    "take": (handling.take_over, "", "You handle this now."),
    "done": (handling.note_done, "done", "Noted what was done."),
    "hand": (handling.hand_over, "hand", "Noted to whom it was handed."),
    "level": (_level, "level", "The level is changed."),
    "close": (handling.close, "close", "Closed."),
}


@require_POST
def step(request: HttpRequest, concern: UUID, what: str) -> HttpResponse:
    if what not in STEPS:
        raise Http404
    row = concern_for(request, concern)
    act, field, done = STEPS[what]
    sent = request.POST.get(field, "") if field else ""
    given = {"note": sent} if field else {}
    try:
        act(concern=row, **given, by=actor(signed_in(request)), at=timezone.now())
    except (BadConcern, SamePerson, handling.Closed) as problem:
        row.refresh_from_db()
        href = f"id_{field}" if field else ""
        return _page(request, row, {"errors": {href: str(problem)}, "sent": {field: sent}})
    messages.success(request, done)
    return redirect("support:concern", concern)

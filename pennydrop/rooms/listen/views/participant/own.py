"""Pages of whoever's sitting this is, and their draft with the way through its form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.rooms.listen.actions.answers import StudyClosed
from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.answers import draft_with_form, form_of
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.ledger import waits_until
from pennydrop.rooms.listen.queries.walks import walk_for
from pennydrop.rooms.listen.rules.asking import say_again_later
from pennydrop.rooms.listen.rules.walking import Walk
from pennydrop.rooms.listen.views.participant.doors import View, common, participant_page
from pennydrop.rooms.listen.views.participant.place import (
    Place,
    keep_place,
    leave_place,
    place_of,
)
from pennydrop.rooms.listen.views.participant.reading import language_at, languages_of
from pennydrop.rooms.listen.views.participant.saying import saying


def own_page(view: View) -> View:
    """A page for whoever's sitting this is. After a long break the code is asked for again."""
    return _own(view, saves=False)


def saving_page(view: View) -> View:
    """The same, for a page that is typed into: after a long break what was just typed is kept
    first (and not shown)."""
    return _own(view, saves=True)


def _own(view: View, *, saves: bool) -> View:
    @participant_page
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        place = place_of(request)
        if place is None:
            return leave_place(HttpResponseRedirect(reverse("listen:code")))
        if not place.lasting:
            return _late(view, saves, request, place, *args, **kwargs)
        if request.method != "POST" and ("t" in request.GET or "l" in request.GET):
            return keep_place(HttpResponseRedirect(request.path), switched(place, request.GET))
        return view(request, place, *args, **kwargs)

    return page


def _late(
    view: Callable[..., HttpResponse], saves: bool, request: HttpRequest, place: Place, *args: Any,
    **kwargs: Any,
) -> HttpResponse:  # fmt: skip
    kept = saves and request.method == "POST"
    if kept:
        view(request, place, *args, **kwargs)
    back = reverse("listen:code") + ("?kept=1" if kept else "")
    return leave_place(HttpResponseRedirect(back))


def switched(place: Place, asked: Any) -> Place:
    """The place with another language or size of text, as `l` and `t` ask for."""
    if "t" in asked:
        place = replace(place, large=asked["t"] == "1")
    if "l" in asked:
        version = form_of(place.person)
        place = replace(place, language=language_at(version, asked["l"]) if version else "")
    return place


@dataclass(frozen=True)
class Draft:
    """The form version, the answers so far, and the way through."""

    version: FormVersion
    answers: dict[str, str]
    walk: Walk


def draft_of(place: Place) -> Draft:
    """Raises StudyClosed for a study without questions."""
    version, answers = draft_with_form(place.person)
    if version is None:
        raise StudyClosed("This study has no questions.")
    today = timezone.localdate()
    walk = walk_for(
        version, answers, seed=place.person.pk, on=today, language=place.language
    )  # fmt: skip
    return Draft(version, answers, walk)


def told(place: Place, **more: Any) -> dict[str, Any]:
    """What every own page is told."""
    delete = reverse("listen:away")
    version = form_of(place.person)
    switches = {
        "say": saying(place.person.study, version, place.language),
        "delete_url": delete, "place": True, "large": place.large,
        "languages": languages_of(version, place.language) if version else [],
    }  # fmt: skip
    return common(place.person.study, **more) | switches


def to_say_again(place: Place) -> dict[str, Any]:
    """What somebody is told whose yes waits to be said again with a clear head, and until when."""
    today = timezone.localdate()
    last = waits_until(consent_states([place.person.pk], on=today)[place.person.pk])
    if last is None:
        return {"say_again": ""}
    return {"say_again": say_again_later((last - today).days), "last": last}

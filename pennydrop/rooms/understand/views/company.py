"""What an open workspace asks for by itself: the other parts of the text, and what has changed.

Several people code one text at once. Each page asks every few seconds whether anything is other
than it was; the answer is empty, or says how every turn is stamped now, and the page fetches those
that differ. Whatever the cause (a coding, a code's name, a correction, words taken back), a page
never stays behind by more than that.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.models import Text
from pennydrop.rooms.understand.queries.codes import codebook, codes_mark
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.within import find_within
from pennydrop.rooms.understand.queries.workspace import (
    Turn,
    stamps,
    text_mark,
    text_of,
    turns,
)
from pennydrop.rooms.understand.rules.parting import runs
from pennydrop.rooms.understand.views import signed_in, study_for
from pennydrop.rooms.understand.views.coding import text_for
from pennydrop.rooms.understand.views.drawing import draw_turns
from pennydrop.rooms.understand.views.reading import number

AT_ONCE = 400  # turns in one answer
LONGEST = 200  # characters that are looked for


@require_GET
def some_turns(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Turns as they are drawn: from `first` to `last`, or `only` those (orders with commas)."""
    _, text = text_for(request, study, source)
    me = signed_in(request)
    shown = _asked(request, text, actor(me))
    return HttpResponse(draw_turns(shown, Names({actor(me): str(me)})))


def _asked(request: HttpRequest, text: Text, me: str) -> list[Turn]:
    typed = request.GET.get("only", "")
    wanted = [order for order in map(number, typed.split(",")) if order is not None]
    if wanted:
        spans = runs(wanted[:AT_ONCE])
    else:
        first = number(request.GET.get("first", "")) or 0
        last = number(request.GET.get("last", "")) or first
        spans = [(first, min(last, first + AT_ONCE))]
    return [turn for low, high in spans for turn in turns(text, low, high, reader=me)]


@require_GET
def within(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Where `words` stand in the whole text, as positions: the page holds only parts of it."""
    _, text = text_for(request, study, source)
    words = request.GET.get("words", "")[:LONGEST]
    found = find_within(text, words, reader=actor(signed_in(request)))
    return _quiet(JsonResponse({"found": found}))


@require_GET
def since(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Nothing (204) where a page with the marks `text` and `codes` shows all as it is."""
    study_for(request, study, May.CODE)
    text = text_of(source)
    if text is None or text.study != study:
        return JsonResponse({"gone": True})
    me = actor(signed_in(request))
    now: dict[str, Any] = {}
    mark = text_mark(text, reader=me)
    codes = codebook(study, count=False)
    if request.GET.get("codes") != codes_mark(codes):
        now["codes_mark"] = codes_mark(codes)
        now["codes"] = render_to_string("understand/coding/code_list.html", {"codes": codes})
    if now or request.GET.get("text") != mark:
        now["mark"], now["turns"] = mark, stamps(text, reader=me)
    return _quiet(JsonResponse(now) if now else HttpResponse(status=204))


def _quiet(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer

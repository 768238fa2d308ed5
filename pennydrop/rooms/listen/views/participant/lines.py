"""Lines of somebody, shown to them with their code before they are printed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.first_look import Line, NotShown, lines_for, take_back
from pennydrop.rooms.listen.actions.asked import object_to_line
from pennydrop.rooms.listen.views.participant.doors import safe, show
from pennydrop.rooms.listen.views.participant.own import own_page, told
from pennydrop.rooms.listen.views.participant.place import Place

ANSWERS = [("not_this", "Do not print this"), ("not_these_words", "Not in these words")]
NO_ANSWER = "Choose one of the two answers."
LONGEST = 4_000


@own_page
def lines(request: HttpRequest, place: Place) -> HttpResponse:
    """Each line round which it stands in what they said, and where it would be printed."""
    shown = lines_for(place.person.pk, on=timezone.localdate())
    if request.method != "POST":
        return _page(request, place, shown, {})
    try:
        quote = UUID(request.POST.get("line", ""))
    except ValueError:
        return HttpResponseRedirect(reverse("listen:lines"))
    if "back" in request.POST:
        take_back(participant=place.person.pk, quote=quote, by="quiet", at=timezone.now())
        return _to(quote)
    answer = request.POST.get(f"answer-{quote.hex}", "")
    why = request.POST.get(f"why-{quote.hex}", "")[:LONGEST]
    if not answer and any(line.quote == quote for line in shown):
        wrong = {f"id_answer-{quote.hex}_0": NO_ANSWER}
        return _page(request, place, shown, wrong, {quote: why})
    try:
        object_to_line(
            participant=place.person, quote=quote, objection=answer, why=why, by="quiet",
            at=timezone.now(),
        )  # fmt: skip
    except NotShown:
        return HttpResponseRedirect(reverse("listen:lines"))
    return _to(quote)


def _to(quote: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("listen:lines") + f"#l-{quote.hex}")


def _page(
    request: HttpRequest, place: Place, shown: list[Line], wrong: dict[str, str],
    typed: dict[UUID, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """One part for each line, however many documents it would stand in."""
    places: dict[UUID, list[Line]] = {}
    for line in shown:
        places.setdefault(line.quote, []).append(line)
    rows = [_row(found, wrong, typed or {}) for found in places.values()]
    context = told(place, rows=rows, answers=ANSWERS, errors=wrong) | {"place": False}
    return show(request, "lines", context, status=422 if wrong else 200)


def _row(found: list[Line], wrong: dict[str, str], typed: dict[UUID, str]) -> dict[str, Any]:
    first, key = found[0], found[0].quote.hex
    days = [line.last_day for line in found]
    return {
        "line": first,
        "key": key,
        "last_day": max(day for day in days if day) if all(days) else None,
        "out": any(line.out for line in found),
        "over": all(day and day < timezone.localdate() for day in days),
        "places": [
            {"title": line.title, "section": line.section, "beside": [*map(safe, line.beside)]}
            for line in found
        ],
        "answer_name": f"answer-{key}",
        "why_name": f"why-{key}",
        "why": typed.get(first.quote, first.why),
        "said": dict(ANSWERS).get(first.objection, ""),
        "error": wrong.get(f"id_answer-{key}_0", ""),
    }

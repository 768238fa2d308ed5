"""What we understood, shown to somebody with their code: did we get it right?"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.checks import Check, NotAsked, checks_for
from pennydrop.rooms.listen.actions.asked import answer_asked
from pennydrop.rooms.listen.views.participant.doors import show
from pennydrop.rooms.listen.views.participant.own import own_page, told
from pennydrop.rooms.listen.views.participant.place import Place

ANSWERS = [("yes", "Yes, that fits"), ("not_quite", "Not quite"), ("no", "No")]
NO_ANSWER = "Choose one of the three answers."
LONGEST = 4_000


@own_page
def asked(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything that is asked of this person, each with a form of its own."""
    checks = checks_for(place.person.pk, on=timezone.localdate())
    if request.method != "POST":
        return _page(request, place, checks, {})
    sent = request.POST
    try:
        check = UUID(sent.get("check", ""))
        answer = sent.get(f"answer-{check.hex}", "")
        why = sent.get(f"why-{check.hex}", "")[:LONGEST]
        if not answer and any(one.id == check for one in checks):
            wrong = {f"id_answer-{check.hex}_0": NO_ANSWER}
            return _page(request, place, checks, {"errors": wrong, "why": {check: why}})
        answer_asked(
            participant=place.person, check=check, answer=answer, why=why, by="quiet",
            at=timezone.now(),
        )  # fmt: skip
    except (ValueError, NotAsked):
        return HttpResponseRedirect(reverse("listen:asked"))
    return HttpResponseRedirect(reverse("listen:asked") + f"#a-{check.hex}")


def _page(
    request: HttpRequest, place: Place, checks: list[Check], said: dict[str, Any]
) -> HttpResponse:
    typed = said.pop("why", {})
    wrong = said.get("errors", {})
    rows = [
        {
            "check": one,
            "answer_name": f"answer-{one.id.hex}",
            "why_name": f"why-{one.id.hex}",
            "why": typed.get(one.id, one.why),
            "said": dict(ANSWERS).get(one.answer, ""),
            "error": wrong.get(f"id_answer-{one.id.hex}_0", ""),
        }
        for one in checks
    ]
    context = told(place, rows=rows, answers=ANSWERS, **said) | {"place": False}
    return show(request, "asked", context, status=422 if wrong else 200)

"""Suggested codes: one at a time, each with the reason, for somebody's yes or no."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand import tasks
from pennydrop.rooms.understand.actions.codings import BadPassage
from pennydrop.rooms.understand.actions.suggesting import (
    accept_suggestion,
    decline_suggestion,
    switch_suggestions,
)
from pennydrop.rooms.understand.models import Text
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.meaning_engine import can_place
from pennydrop.rooms.understand.queries.placed import begin_learning, is_learning
from pennydrop.rooms.understand.queries.suggestions import (
    is_behind,
    learnt_now,
    may_learn,
    suggests,
)
from pennydrop.rooms.understand.rules.approach import Tool
from pennydrop.rooms.understand.rules.meaning import FEWEST
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for

BIG = 2**53


@require_GET
def suggestions(request: HttpRequest, study: UUID) -> HttpResponse:
    """The likeliest suggestion that waits. `skip` passes some over; `source` keeps to one."""
    card = _card(request, study)
    source = _source(study, request.GET.get("source", ""))
    skip = _number(request.GET.get("skip", ""))
    wanted = suggests(study)
    me = actor(signed_in(request))
    learnt = learnt_now(study, reader=me, source=source, skip=skip) if wanted else None
    context = {
        **frame(request, card, "understand:suggestions"),
        "wanted": wanted,
        "offered": offers(study, Tool.SUGGESTIONS),
        "may_switch": may_here(request, card, May.RUN_STUDIES),
        "installed": can_place(),
        "learnt": learnt,
        "behind": is_behind(study) if wanted else 0,
        "busy": is_learning(study, now=timezone.now().timestamp()),
        "fewest": FEWEST,
        "may_learn": may_learn(study),
        "source": source,
        "skip": skip,
        "following": skip + 1 if learnt and skip + 1 < learnt.waiting else None,
    }
    return render(request, "understand/suggestions/suggestions.html", context)


@require_POST
def suggestion_answer(request: HttpRequest, study: UUID) -> HttpResponse:
    """`fits` yes or no, of a `code` at `start` to `end` of a `text`."""
    _card(request, study)
    sent = request.POST
    text, code = _source(study, sent.get("text", "")), _id(sent.get("code", ""))
    place: dict[str, Any] = {
        "start": _number(sent.get("start", "")),
        "end": _number(sent.get("end", "")),
    }
    how: dict[str, Any] = {"by": actor(signed_in(request)), "at": timezone.now()}
    if text is None or code is None:
        raise Http404
    try:
        if sent.get("fits") == "yes":
            accept_suggestion(text=text, code=code, **place, **how)
            messages.success(request, "Coded. You find it among the passages of this code.")
        else:
            decline_suggestion(study=study, text=text, code=code, **place, **how)
            messages.success(request, "Noted that it does not fit. It is not suggested again.")
    except BadPassage as problem:
        messages.error(request, str(problem))
    kept = _source(study, sent.get("source", ""))
    where = reverse("understand:suggestions", args=[study])
    return redirect(where + (f"?source={kept}" if kept else ""))


@require_POST
def suggestions_learn(request: HttpRequest, study: UUID) -> HttpResponse:
    _card(request, study)
    if suggests(study) and can_place():
        begin_learning(study)
        tasks.learn_suggestions.enqueue(str(study))
        messages.success(
            request, "It reads and learns in the background. Come back in a few minutes."
        )
    return redirect("understand:suggestions", study)


@require_POST
def suggestions_switch(request: HttpRequest, study: UUID) -> HttpResponse:
    study_for(request, study, May.RUN_STUDIES)
    on = request.POST.get("on") == "yes"
    switch_suggestions(study=study, on=on, by=actor(signed_in(request)), at=timezone.now())
    said = "Codes are suggested in this study." if on else "No codes are suggested any more."
    messages.success(request, said)
    return redirect("understand:suggestions", study)


def _card(request: HttpRequest, study: UUID) -> StudyCard:
    """Where the study's approach does not offer suggestions, only whoever may change that sees the
    page."""
    card = study_for(request, study, May.CODE)
    if not suggests(study) and not may_here(request, card, May.RUN_STUDIES):
        raise Http404
    return card


def _source(study: UUID, typed: str) -> UUID | None:
    wanted = _id(typed)
    there = wanted is not None and Text.objects.filter(pk=wanted, study=study).exists()
    return wanted if there else None


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _number(typed: str) -> int:
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 17 else 0
    return min(number, BIG)

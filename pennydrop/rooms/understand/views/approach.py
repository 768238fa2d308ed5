"""How a study works: its approach and steps, the decision trail, the reflexivity journal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard, count_sources
from pennydrop.rooms.understand.actions.approach import (
    BadApproach,
    BadEntry,
    NotOurs,
    change_approach,
    note_decision,
    remove_entry,
    share_entry,
    write_entry,
)
from pennydrop.rooms.understand.models import Decision, JournalEntry
from pennydrop.rooms.understand.models.approach import ABOUT
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.positions import coded_so_far
from pennydrop.rooms.understand.queries.steps import facts_of
from pennydrop.rooms.understand.rules.approach import (
    EXPLAINED,
    NOT_HERE,
    OFFERED,
    Approach,
    Tool,
    approach_of,
)
from pennydrop.rooms.understand.rules.steps import ORDER, TOLD, Facts, Step, done, next_step
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for

HERE = "understand:approach"
PER_PAGE = 30
PROBLEMS = (BadApproach, BadEntry, NotOurs)
# Where each step is done.
PAGES = {
    Step.NAMES: "understand:review-list",
    Step.BOOK: "understand:codes",
    Step.JOURNAL: "understand:journal",
    Step.READ: "understand:study",
    Step.COMPARE: "understand:study",
    Step.THEMES: "understand:board",
    Step.BOUNDARIES: "understand:themes",
    Step.CONTRARY: "understand:themes",
    Step.MATRIX: "understand:matrix",
    Step.INSIGHT: "understand:themes",
    Step.ASK: "understand:themes",
    Step.QUOTES: "understand:quotes",
}


@dataclass(frozen=True)
class Shown:
    """A step on the page. `state`: done, now, open for one before the next that is not
    finished yet, or "" for one that comes later."""

    step: Step
    number: int
    title: str
    text: str
    action: str
    url: str
    state: str


def steps_of(card: StudyCard, facts: Facts) -> list[Shown]:
    """The steps of the study's approach, in order; one of them is the next."""
    approach = approach_of(card.approach)
    now = next_step(approach, facts)
    at = ORDER[approach].index(now) + 1
    return [
        Shown(
            step, number, TOLD[step].title, TOLD[step].text, TOLD[step].action,
            reverse(PAGES[step], args=[card.id]),
            "now" if step is now else _state(done(step, facts), before=number < at),
        )
        for number, step in enumerate(ORDER[approach], 1)
    ]  # fmt: skip


def _state(finished: bool, *, before: bool) -> str:
    return "done" if finished else "open" if before else ""


@require_http_methods(["GET", "POST"])
def approach(request: HttpRequest, study: UUID) -> HttpResponse:
    """The approach in plain words, its steps, and the form to change it."""
    card = study_for(request, study, May.CODE)
    said: dict[str, Any] = {}
    if request.method == "POST":
        study_for(request, study, May.RUN_STUDIES)
        wanted, reason = request.POST.get("approach", ""), request.POST.get("reason", "")
        try:
            change_approach(
                study=study, approach=wanted, reason=reason,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
        except PROBLEMS as problem:
            said = {"errors": {"id_reason": str(problem)}, "wanted": wanted, "reason": reason}
        else:
            messages.success(request, "The approach is changed, and the trail says why.")
            return redirect(HERE, study)
    context = {**frame(request, card, HERE), **_about(request, card), **said}
    status = 400 if said else 200
    return render(request, "understand/approach/approach.html", context, status=status)


def _about(request: HttpRequest, card: StudyCard) -> dict[str, Any]:
    now = approach_of(card.approach)
    hidden = [NOT_HERE[tool] for tool in Tool if tool not in OFFERED[now]]
    facts = facts_of(
        card.id, sources=count_sources(card.id), coded=coded_so_far(card.id),
        by=actor(signed_in(request)),
    )  # fmt: skip
    return {
        "approach": now,
        "explained": EXPLAINED[now],
        "hidden": hidden,
        "steps": steps_of(card, facts),
        "may_change": may_here(request, card, May.RUN_STUDIES),
        "others": [
            {"value": one.value, "label": one.value.capitalize(), "hint": EXPLAINED[one]}
            for one in Approach
            if one is not now
        ],
        "offers_journal": offers(card.id, Tool.JOURNAL),
    }


@require_http_methods(["GET", "POST"])
def trail(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every decision with its reason, the newest first; and one more to write."""
    card = study_for(request, study, May.CODE)
    said: dict[str, Any] = {}
    if request.method == "POST":
        about, words = request.POST.get("about", ""), request.POST.get("words", "")
        try:
            note_decision(
                study=study, about=about, words=words,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
        except PROBLEMS as problem:
            said = {"errors": {"id_words": str(problem)}, "about": about, "written": words}
        else:
            messages.success(request, "The decision is in the trail.")
            return redirect("understand:trail", study)
    rows = Decision.objects.filter(study=study).select_related("theme").order_by("-at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names = Names()
    context = {
        **frame(request, card, HERE),
        "page": page,
        "decisions": [{"row": row, "who": names[row.by]} for row in page.object_list],
        "kinds": ABOUT,
        **said,
    }
    status = 400 if said else 200
    return render(request, "understand/approach/trail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def journal(request: HttpRequest, study: UUID) -> HttpResponse:
    """One's own entries and those that others share; and one more to write."""
    card, me = _with_journal(request, study)
    said: dict[str, Any] = {}
    if request.method == "POST":
        words, shared = request.POST.get("words", ""), "shared" in request.POST
        try:
            write_entry(study=study, words=words, shared=shared, by=me, at=timezone.now())
        except PROBLEMS as problem:
            said = {"errors": {"id_words": str(problem)}, "written": words}
        else:
            messages.success(request, "Your entry is kept.")
            return redirect("understand:journal", study)
    rows = JournalEntry.objects.filter(study=study)
    seen = (rows.filter(by=me) | rows.filter(shared=True)).order_by("-at", "pk")
    page = Paginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    names = Names()
    context = {
        **frame(request, card, HERE),
        "page": page,
        "entries": [
            {"row": row, "who": names[row.by], "mine": row.by == me} for row in page.object_list
        ],
        **said,
    }
    status = 400 if said else 200
    return render(request, "understand/approach/journal.html", context, status=status)


@require_POST
def journal_entry(request: HttpRequest, study: UUID, entry: UUID) -> HttpResponse:
    """Share one's own entry, keep it to oneself again, or remove it (`do`)."""
    _, me = _with_journal(request, study)
    if not JournalEntry.objects.filter(pk=entry, study=study, by=me).exists():
        raise Http404
    do = request.POST.get("do", "")
    if do == "remove":
        remove_entry(entry=entry, by=me, at=timezone.now())
        messages.success(request, "Your entry is gone.")
    elif do in {"share", "keep"}:
        share_entry(entry=entry, shared=do == "share", by=me, at=timezone.now())
        messages.success(request, "The team can read it." if do == "share" else "It is yours only.")
    return redirect("understand:journal", study)


def _with_journal(request: HttpRequest, study: UUID) -> tuple[StudyCard, str]:
    """The study and who is here. Where the approach has no journal there is no such page."""
    card = study_for(request, study, May.CODE)
    if not offers(study, Tool.JOURNAL):
        raise Http404
    return card, actor(signed_in(request))

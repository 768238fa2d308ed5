"""Reading with care: content notes, opening what is folded, one's own limit and the study's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.care import (
    BadNote,
    mark_hard,
    open_hard,
    set_limit,
    unmark_hard,
)
from pennydrop.rooms.understand.actions.codings import BadPassage
from pennydrop.rooms.understand.models import HardPassage
from pennydrop.rooms.understand.queries.care import (
    limit_of,
    notes_in,
    opened_today,
    own_limit,
    study_limit,
)
from pennydrop.rooms.understand.rules.care import BadLimit, LimitReached, break_prompt
from pennydrop.rooms.understand.rules.positions import split
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.coding import address_of, text_for
from pennydrop.rooms.understand.views.reading import number

HERE = "understand:approach"


@require_http_methods(["GET", "POST"])
def care(request: HttpRequest, study: UUID) -> HttpResponse:
    """One's own limit a day, the study's, and which notes there are."""
    card = study_for(request, study, May.CODE)
    me, lead = actor(signed_in(request)), may_here(request, card, May.RUN_STUDIES)
    said: dict[str, Any] = {}
    if request.method == "POST":
        whole = "whole" in request.POST
        if whole:
            study_for(request, study, May.RUN_STUDIES)
        try:
            set_limit(study=study, most=_most(request), whole_study=whole, by=me, at=timezone.now())
        except BadLimit as problem:
            said = {"errors": {"id_whole_most" if whole else "id_most": str(problem)}}
        else:
            messages.success(request, "The limit is set.")
            return redirect("understand:care", study)
    context = {
        **frame(request, card, HERE),
        "mine": own_limit(study, me),
        "limit": limit_of(study, me),
        "usual": study_limit(study),
        "opened": opened_today(me, on=timezone.localdate()),
        "notes": notes_in(study),
        "lead": lead,
        **said,
    }
    return render(request, "understand/care/care.html", context, status=400 if said else 200)


def _most(request: HttpRequest) -> int | None:
    """The number typed; None where the field was left empty. Anything else is no limit at all."""
    typed = request.POST.get("most", "").strip()
    if not typed:
        return None
    found = number(typed)
    return 0 if found is None else found


@require_POST
def hard_mark(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Put a content note (`note`) on the words between the positions `start` and `end`."""
    text_for(request, study, source)
    sent = request.POST
    start, end = number(sent.get("start", "")) or 0, number(sent.get("end", "")) or 0
    try:
        mark_hard(
            text=source, start=start, end=end, note=sent.get("note", ""),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except (BadNote, BadPassage) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "The note is there. Others see it before they read on.")
    return redirect(f"{address_of(study, source)}?start={start}&end={end}#t{split(start)[0]}")


@require_POST
def hard_unmark(request: HttpRequest, study: UUID, source: UUID, passage: UUID) -> HttpResponse:
    card, _ = text_for(request, study, source)
    row = _hard(source, passage)
    try:
        unmark_hard(
            passage=passage, lead=may_here(request, card, May.RUN_STUDIES),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except BadNote as problem:
        messages.error(request, str(problem))
    return redirect(f"{address_of(study, source)}#t{split(row.start)[0]}")


@require_POST
def hard_open(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Open the folded passage `hard` for whoever asks, unless they have had enough for today."""
    card, _ = text_for(request, study, source)
    typed = request.POST.get("hard", "")
    row = next((r for r in HardPassage.objects.filter(text=source) if str(r.pk) == typed), None)
    if row is None:
        raise Http404
    me, today = actor(signed_in(request)), timezone.localdate()
    try:
        opened = open_hard(passage=row.pk, on=today, by=me, at=timezone.now())
    except LimitReached as reached:
        context = {**frame(request, card, HERE), "reached": str(reached), "text": row.text}
        return render(request, "understand/care/enough.html", context, status=409)
    prompt = break_prompt(opened, limit_of(study, me))
    if prompt:
        messages.info(request, prompt)
    turn = split(row.start)[0]
    return redirect(f"{address_of(study, source)}?from={turn}#t{turn}")


def _hard(source: UUID, passage: UUID) -> HardPassage:
    row = HardPassage.objects.filter(pk=passage, text=source).first()
    if row is None:
        raise Http404
    return row

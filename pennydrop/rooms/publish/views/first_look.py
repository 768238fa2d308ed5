"""Who may look at their lines before this document is printed, until when, and what they said."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.public import StudyCard, participants_of
from pennydrop.rooms.publish.actions.first_look import show_lines
from pennydrop.rooms.publish.forms.first_look import ShowForm
from pennydrop.rooms.publish.queries.checks import Ready, read_draft
from pennydrop.rooms.publish.queries.filled import quote_value
from pennydrop.rooms.publish.queries.first_look import (
    ASKS,
    LineState,
    first_look_of,
    line_states,
    open_why,
)
from pennydrop.rooms.publish.rules.first_look import USUAL_DAYS, Objection, State
from pennydrop.rooms.publish.views import draft_for, frame, signed_in

LOOKS = {
    State.OBJECTED: "no", State.CHANGED: "late", State.NOT_SHOWN: "wait", State.WAITING: "wait",
    State.OVER: "ok",
}  # fmt: skip


def first_look(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Every line with its state; one button puts them all on show, or the changed ones again."""
    card, draft = draft_for(request, study, document)
    look = first_look_of(draft.id)
    days = look.days if look else USUAL_DAYS
    form = ShowForm(request.POST or None, initial={"days": days})
    if request.method == "POST" and form.is_valid():
        show_lines(
            draft=draft, study=card, days=form.cleaned_data["days"],
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
        messages.success(request, "The lines are on show to those who said them.")
        return redirect("publish:first-look", study=card.id, document=draft.id)
    rows = list(_rows(card, read_draft(card, draft)))
    context = {
        "form": form,
        "look": look,
        "rows": rows,
        "to_show": any(row["asks"] for row in rows),
        **_whom(row["line"] for row in rows),
        "objections": sum(row["line"].objection is not None for row in rows),
    }
    return render(
        request,
        "publish/first_look.html",
        {**frame(request, card, "publish:first-look", draft), **context},
        status=422 if form.errors else 200,
    )


def _whom(lines: Iterable[LineState]) -> dict[str, int]:
    """How many of those quoted can be asked here, and how many cannot."""
    reached: dict[UUID, bool] = {line.person: line.reached for line in lines}
    can = sum(reached.values())
    return {"can": can, "cannot": len(reached) - can}


def _rows(study: StudyCard, ready: Ready) -> Iterable[dict[str, Any]]:
    names = {card.id: card.name for card in participants_of(study.id)}
    for line in line_states(ready.draft.id, list(ready.cards.values()), on=timezone.localdate()):
        yield {
            "line": line,
            "who": names.get(line.person, "One person"),
            "words": quote_value(line.card).said,
            "state": line.state.value if line.reached else "cannot be shown here",
            "look": LOOKS[line.state] if line.reached else "wait",
            "apart": not line.reached,
            "asks": line.reached and line.state in {State.NOT_SHOWN, State.CHANGED},
            "open": line.reached and line.state in {State.WAITING, State.OVER},
            **_said(line),
        }


def _said(line: LineState) -> dict[str, str]:
    if line.objection is None:
        return {}
    return {"objection": ASKS[Objection(line.objection.objection)], "why": open_why(line.objection)}

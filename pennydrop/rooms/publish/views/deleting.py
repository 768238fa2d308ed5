"""Delete a draft that was never released: asked once, and brought back from the study's page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.actions.deleting import (
    CannotDelete,
    delete_findings,
    restore_findings,
)
from pennydrop.rooms.publish.queries.deleted import Deleted, deleted_in, why_not_delete
from pennydrop.rooms.publish.queries.releasing import open_proposal
from pennydrop.rooms.publish.rules.deleting import KEPT_DAYS, last_day
from pennydrop.rooms.publish.views import draft_for, frame, may_here, signed_in, study_for


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """What goes with it, and until when it can be brought back; then it is gone."""
    card, draft = draft_for(request, study, document)
    who = actor(signed_in(request))
    closed = why_not_delete(draft.id, who=who, leads=may_here(request, card, May.PUBLISH))
    if request.method == "GET" or closed:
        context = {
            "closed": closed,
            "until": last_day(timezone.localdate()),
            "proposed": open_proposal(draft.id) is not None,
        }
        page = {**frame(request, card, "publish:draft", draft), **context}
        return render(
            request, "publish/delete.html", page, status=200 if request.method == "GET" else 403
        )
    try:
        delete_findings(draft=draft, by=who, at=timezone.now())
    except CannotDelete as reason:
        messages.error(request, str(reason))
        return redirect("publish:draft", study=card.id, document=draft.id)
    messages.success(
        request, f"“{draft.title}” is deleted. It can be brought back here for {KEPT_DAYS} days."
    )
    return redirect("publish:study", study=card.id)


@require_POST
def restore(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Bring back what was deleted."""
    card = study_for(request, study)
    row = next((row for row in deleted_of(request, card) if row.document == document), None)
    refused = row.in_the_way if row else "Its days are over, or somebody brought it back already."
    if not refused:
        try:
            restore_findings(document=document, by=actor(signed_in(request)), at=timezone.now())
        except CannotDelete as reason:
            refused = str(reason)
    if refused:
        messages.error(request, refused)
        return redirect("publish:study", study=card.id)
    messages.success(request, "It is back as it was. A signature that it waited for is asked anew.")
    return redirect("publish:draft", study=card.id, document=document)


def deleted_of(request: HttpRequest, card: StudyCard) -> list[Deleted]:
    """What this person sees of what was deleted of a study."""
    return deleted_in(
        card.id,
        today=timezone.localdate(),
        who=actor(signed_in(request)),
        leads=may_here(request, card, May.PUBLISH),
    )

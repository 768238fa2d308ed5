"""The studies of the organisations a person works in, and where each study's findings stand."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor, name_of, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import studies_in
from pennydrop.rooms.publish.actions.drafts import AlreadyStarted, NewFindings, start_findings
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.queries.editions import edition_cards, removed_count
from pennydrop.rooms.publish.views import frame, signed_in, study_for


def studies(request: HttpRequest) -> HttpResponse:
    """Where findings are written; for others, what has been released."""
    user = signed_in(request)
    rows = []
    for card in studies_in(organisations_where(user, May.WRITE_FINDINGS)):
        released = edition_cards(study=card.id, limit=1)
        rows.append(
            {
                "study": card,
                "draft": draft_of(card.id),
                "edition": released[0] if released else None,
            }
        )
    return render(request, "publish/studies.html", {"rows": rows})


def study(request: HttpRequest, study: UUID) -> HttpResponse:
    """One study: its draft, what it needs next, and every edition so far."""
    card = study_for(request, study)
    draft = draft_of(card.id)
    editions = [
        {"card": edition, "removed": removed_count(edition.id)}
        for edition in edition_cards(study=card.id, everything=True)
    ]
    context = {"draft": draft, "saved_by": name_of(draft.by) if draft else "", "editions": editions}
    return render(
        request, "publish/study.html", {**frame(request, card, "publish:study"), **context}
    )


@require_POST
def start(request: HttpRequest, study: UUID) -> HttpResponse:
    """Start the draft from the template."""
    card = study_for(request, study)
    try:
        start_findings(
            study=card, new=NewFindings(), by=actor(signed_in(request)), at=timezone.now()
        )
    except AlreadyStarted:
        messages.info(request, "Somebody started it already: here it is.")
    return redirect("publish:draft", study=card.id)

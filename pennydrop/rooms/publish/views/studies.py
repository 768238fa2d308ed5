"""The studies of the organisations a person works in, and the documents of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.core.people.queries import actor, name_of, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard, studies_in
from pennydrop.rooms.publish.actions.drafts import (
    AlreadyStarted,
    Copied,
    NewFindings,
    start_findings,
)
from pennydrop.rooms.publish.forms import StartForm
from pennydrop.rooms.publish.queries.drafts import Draft, draft_of, drafts_of
from pennydrop.rooms.publish.queries.editions import (
    edition_cards,
    editions_of_document,
    removed_count,
)
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
    """One study: its documents, and every edition of each so far."""
    card = study_for(request, study)
    rows = [_row(draft) for draft in drafts_of(card.id)]
    return render(
        request, "publish/study.html", {**frame(request, card, "publish:study"), "rows": rows}
    )


def _row(draft: Draft) -> dict[str, object]:
    editions = [
        {"card": edition, "removed": removed_count(edition.id)}
        for edition in editions_of_document(draft.id)
    ]
    return {"draft": draft, "saved_by": name_of(draft.by), "editions": editions}


def start(request: HttpRequest, study: UUID) -> HttpResponse:
    """Choose what to start, and start it."""
    card = study_for(request, study)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _started(request, card, form)
        if answer:
            return answer
    return render(
        request, "publish/start.html", {**frame(request, card, "publish:study"), "form": form}
    )


def _started(request: HttpRequest, card: StudyCard, form: StartForm) -> HttpResponse | None:
    """To the new document, or to the one that is there; None where the form says what is wrong."""
    new = NewFindings(template=form.cleaned_data["template"], title=form.cleaned_data["title"])
    try:
        document = start_findings(
            study=card, new=new, by=actor(signed_in(request)), at=timezone.now()
        ).id
    except AlreadyStarted as there:
        messages.info(request, "Somebody started it already: here it is.")
        document = there.document
    except Copied as copied:
        form.add_error("title", str(copied))
        return None
    return redirect("publish:draft", study=card.id, document=document)

"""The studies of the organisations a person works in, and the documents of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.core.documents.prose import plain
from pennydrop.core.people.queries import actor, name_of, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard, studies_in
from pennydrop.rooms.publish.actions.drafts import (
    AlreadyStarted,
    Copied,
    NewFindings,
    start_findings,
)
from pennydrop.rooms.publish.forms import CardsForm, StartForm
from pennydrop.rooms.publish.queries.drafts import Draft, draft_of, drafts_of
from pennydrop.rooms.publish.queries.editions import (
    edition_cards,
    editions_of_document,
    removed_count,
)
from pennydrop.rooms.publish.rules.templates import PICKED
from pennydrop.rooms.publish.rules.templates.short import CARDS
from pennydrop.rooms.publish.views import frame, signed_in, study_for
from pennydrop.rooms.publish.views.deleting import deleted_of
from pennydrop.rooms.understand.public.themes import themes_of


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
    may_tell = bool(rows) or bool(organisations_where(user, May.SIGN))
    return render(request, "publish/studies.html", {"rows": rows, "may_tell": may_tell})


def study(request: HttpRequest, study: UUID) -> HttpResponse:
    """One study: its documents, and every edition of each so far."""
    card = study_for(request, study)
    context = {
        "rows": [_row(draft) for draft in drafts_of(card.id)],
        "deleted": [(row, name_of(row.by)) for row in deleted_of(request, card)],
    }
    return render(
        request, "publish/study.html", {**frame(request, card, "publish:study"), **context}
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
        new = NewFindings(template=form.cleaned_data["template"], title=form.cleaned_data["title"])
        if new.template in PICKED:
            return _pick(request, card, _cards_form(card, title=new.title))
        answer = _started(request, card, form, new)
        if answer:
            return answer
    return render(
        request, "publish/start.html", {**frame(request, card, "publish:study"), "form": form}
    )


def start_cards(request: HttpRequest, study: UUID) -> HttpResponse:
    """Pick the key insights that go on cards, and start them."""
    card = study_for(request, study)
    form = _cards_form(card, request.POST or None)
    if request.method == "POST" and form.is_valid():
        themes = [UUID(one) for one in form.cleaned_data["themes"]]
        new = NewFindings(template=CARDS.name, title=form.cleaned_data["title"], themes=themes)
        answer = _started(request, card, form, new)
        if answer:
            return answer
    return _pick(request, card, form)


def _cards_form(card: StudyCard, data: QueryDict | None = None, *, title: str = "") -> CardsForm:
    form = CardsForm(data, initial={"title": title})
    told = [theme for theme in themes_of(card.id) if theme.insight.strip()]
    form.offer({str(theme.id): f"{theme.title}: {plain(theme.insight)}" for theme in told})
    return form


def _pick(request: HttpRequest, card: StudyCard, form: CardsForm) -> HttpResponse:
    return render(
        request, "publish/start_cards.html", {**frame(request, card, "publish:study"), "form": form}
    )


def _started(
    request: HttpRequest, card: StudyCard, form: StartForm | CardsForm, new: NewFindings
) -> HttpResponse | None:
    """To the new document, or to the one that is there; None where the form says what is wrong."""
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

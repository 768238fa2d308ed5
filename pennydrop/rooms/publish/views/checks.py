"""Preview a draft, check it, release it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.actions import Stale
from pennydrop.core.documents.page import build_page
from pennydrop.core.documents.pdf.render import render_pdf
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.publish.actions.copies import note_preview_copy
from pennydrop.rooms.publish.actions.release import CannotRelease, NotTicked, release_edition
from pennydrop.rooms.publish.queries.checks import as_pdf, check_draft, read_draft
from pennydrop.rooms.publish.queries.comparing import left_out, same_as_released
from pennydrop.rooms.publish.queries.editions import (
    edition_cards,
    editions_of_document,
    newest_edition,
)
from pennydrop.rooms.publish.queries.trails import trails_of
from pennydrop.rooms.publish.rules.wording import split_title
from pennydrop.rooms.publish.views import draft_for, frame, signed_in, study_for
from pennydrop.rooms.publish.views.drafts import whole
from pennydrop.rooms.publish.views.pages import report_parts


def preview(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """The draft as readers would see it, with each quote's trail."""
    card, draft = draft_for(request, study, document)
    ready = read_draft(card, draft)
    page = build_page(ready.readable, ready.values)
    title, subtitle = split_title(draft.document.title)
    trails = trails_of(card.id, ready.cards.values(), ready.facts.themes)
    context = {
        **report_parts(page, ready.readable, trails, draft.template),
        "title": title,
        "subtitle": subtitle,
        "organisation": ready.facts.organisation,
    }
    return render(
        request,
        "publish/preview.html",
        {**frame(request, card, "publish:preview", draft), **context},
    )


@require_POST
def preview_pdf(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """The draft on paper. It leaves the system with words in it, so it is noted as a copy."""
    card, draft = draft_for(request, study, document)
    today = timezone.localdate()
    content = render_pdf(as_pdf(read_draft(card, draft), date=today), replace_missing=True)
    note_preview_copy(
        study=card.id, number=draft.number, by=actor(signed_in(request)), at=timezone.now()
    )
    return pdf_answer(content, f"draft-{today:%Y-%m-%d}.pdf", download=True)


def check(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Everything that stands in the way, what to weigh, and what it leaves out."""
    card, draft = draft_for(request, study, document)
    ready = check_draft(card, draft)
    context = {
        "ready": ready,
        "earlier": editions_of_document(draft.id),
        "figures_kept": bool(edition_cards(study=card.id)),
        "left_out": left_out(ready),
        "same_as": same_as_released(ready),
    }
    return render(
        request, "publish/check.html", {**frame(request, card, "publish:check", draft), **context}
    )


@require_POST
def release(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Release what was looked at, and nothing else."""
    card = study_for(request, study, May.PUBLISH)
    card, draft = draft_for(request, study, document)
    seen = whole(request, "based_on")
    try:
        if seen != draft.number:
            raise Stale(draft.number)
        edition = release_edition(
            study=card, draft=draft, ticked=request.POST.getlist("ticked"),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except Stale as stale:
        messages.warning(request, f"{stale} Please check the newest one.")
        return redirect("publish:check", study=card.id, document=draft.id)
    except NotTicked:
        messages.error(request, "Nothing was released: tick each of the names that may be left.")
        return redirect("publish:check", study=card.id, document=draft.id)
    except CannotRelease:
        messages.error(request, "Nothing was released: something stands in the way, see below.")
        return redirect("publish:check", study=card.id, document=draft.id)
    released = newest_edition(edition.document)
    assert released is not None
    messages.success(request, f"Edition {released.number} is public now.")
    return redirect(reverse("publish:edition", args=[released.slug]))


def pdf_answer(content: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF with a neutral name, never kept by a browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    kind = "attachment" if download else "inline"
    answer["Content-Disposition"] = f'{kind}; filename="{name}"'
    return answer

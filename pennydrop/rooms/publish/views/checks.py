"""Preview a draft, and check it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.blanks import for_readers
from pennydrop.core.documents.page import build_page
from pennydrop.core.documents.pdf.render import render_pdf
from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.actions.copies import note_preview_copy
from pennydrop.rooms.publish.queries.checks import Ready, as_pdf, check_draft, read_draft
from pennydrop.rooms.publish.queries.comparing import left_out
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.editions import edition_cards, editions_of_document
from pennydrop.rooms.publish.queries.outside import declined, open_links
from pennydrop.rooms.publish.queries.releasing import (
    by_reason,
    open_proposal,
    stands_for,
    weighed_in,
)
from pennydrop.rooms.publish.queries.trails import all_trails
from pennydrop.rooms.publish.rules.checking import Problem
from pennydrop.rooms.publish.rules.wording import split_title
from pennydrop.rooms.publish.views import draft_for, frame, signed_in
from pennydrop.rooms.publish.views.pages import Told, report_parts
from pennydrop.rooms.publish.views.stands import stands_in_draft


def preview(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """The draft as readers would see it, with each quote's trail."""
    card, draft = draft_for(request, study, document)
    ready = read_draft(card, draft)
    page = build_page(ready.printed, ready.values)
    title, subtitle = split_title(draft.document.title)
    told = Told(
        all_trails(card, ready.cards.values(), ready.facts.themes),
        stands_in_draft(ready),
        [draft.keys[place] for place in for_readers(ready.blocks)],
    )
    context = {
        **report_parts(page, ready.printed, told, draft.template),
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
    """Everything that stands in the way, what to weigh, who signed, and what it leaves out."""
    card, draft = draft_for(request, study, document)
    return check_page(request, card, draft)


@dataclass(frozen=True)
class Weighing:
    """A thing to weigh, with the reason that somebody wrote, and whether theirs was none."""

    problem: Problem
    said: str = ""
    marked: bool = False
    unsaid: bool = False


@dataclass(frozen=True)
class Sent:
    """What somebody sent who did not give a reason for each thing: nothing of it is lost."""

    own: Mapping[str, str]
    together: str
    marked: Collection[str]
    unsaid: Collection[str]

    def weighing(self, problem: Problem) -> Weighing:
        tick = problem.tick
        return Weighing(problem, self.own.get(tick, ""), tick in self.marked, tick in self.unsaid)


def check_page(
    request: HttpRequest, card: StudyCard, draft: Draft, sent: Sent | None = None
) -> HttpResponse:
    """The page of the check; with `sent` as the answer to it (422)."""
    ready = check_draft(card, draft)
    sent = sent or Sent({}, "", (), ())
    weighing = list(map(sent.weighing, ready.weighs))
    context = {
        "ready": ready,
        "weighing": weighing,
        "together": sent.together,
        "errors": {
            f"why-{one.problem.tick}": f"Say why it may stay: {one.problem}"
            for one in weighing
            if one.unsaid
        },
        "earlier": editions_of_document(draft.id),
        "figures_kept": bool(edition_cards(study=card.id)),
        "left_out": left_out(ready),
        **_waiting(request, ready),
    }
    status = 422 if context["errors"] else 200
    framed = frame(request, card, "publish:check", draft)
    return render(request, "publish/check.html", {**framed, **context}, status=status)


def _waiting(request: HttpRequest, ready: Ready) -> dict[str, Any]:
    """The first signature, where there is one, and whether it still counts."""
    proposal = open_proposal(ready.draft.id)
    if proposal is None:
        return {
            "proposal": None,
            "proposing": not ready.stops,
            "declined": declined(ready.draft.id),
        }
    return {
        "proposal": proposal,
        "proposed_by": name_of(proposal.by),
        "mine": proposal.by == actor(signed_in(request)),
        "proposing": not ready.stops and proposal.stands_for != stands_for(ready),
        "weighed": by_reason(weighed_in(proposal)),
        "asked": [one for one in open_links([proposal.pk]) if timezone.localdate() <= one.ends_on],
    }


def pdf_answer(content: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF with a neutral name, never kept by a browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    kind = "attachment" if download else "inline"
    answer["Content-Disposition"] = f'{kind}; filename="{name}"'
    return answer

"""Two people release; and somebody tries to find out who is quoted, before they do."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.documents.actions import Stale
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.actions.intruding import note_try
from pennydrop.rooms.publish.actions.release import (
    CannotRelease,
    CannotSign,
    NotWeighed,
    propose_release,
    sign_release,
    take_proposal_back,
)
from pennydrop.rooms.publish.forms.intruding import TryForm
from pennydrop.rooms.publish.models import Proposal
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.editions import newest_edition
from pennydrop.rooms.publish.queries.filled import cards_in
from pennydrop.rooms.publish.queries.releasing import open_proposal
from pennydrop.rooms.publish.queries.tries import tries_of
from pennydrop.rooms.publish.rules.intruding import BadTry
from pennydrop.rooms.publish.views import draft_for, frame, signed_in, study_for
from pennydrop.rooms.publish.views.checks import Sent, check_page
from pennydrop.rooms.publish.views.drafts import whole

WHY = "why-"


@require_POST
def propose(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """The first signature, under what was looked at and nothing else."""
    card, draft = draft_for(request, study, document)
    reasons = _reasons(request)
    try:
        if whole(request, "based_on") != draft.number:
            raise Stale(draft.number)
        propose_release(
            study=card, draft=draft, reasons=reasons, by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
    except Stale as stale:
        messages.warning(request, f"{stale} Please check the newest one.")
    except NotWeighed as open_still:
        return check_page(request, card, draft, _sent(request, open_still))
    except (CannotRelease, Copied) as reason:
        said = reason if isinstance(reason, Copied) else "something stands in the way, see below."
        messages.error(request, f"Not proposed: {said}")
    else:
        messages.success(request, "Signed by you. Somebody else looks at it now, and signs it.")
    return redirect("publish:check", study=card.id, document=draft.id)


def _reasons(request: HttpRequest) -> dict[str, str]:
    """Why each thing may stay, by its tick: a reason of its own, or the one for all that were
    marked."""
    together = request.POST.get("together", "")
    return {tick: together for tick in request.POST.getlist("with")} | _own(request)


def _own(request: HttpRequest) -> dict[str, str]:
    return {
        name.removeprefix(WHY): str(said)
        for name, said in request.POST.items()
        if name.startswith(WHY) and str(said).strip()
    }


def _sent(request: HttpRequest, open_still: NotWeighed) -> Sent:
    unsaid = {problem.tick for problem in open_still.problems}
    marked = request.POST.getlist("with")
    return Sent(_own(request), request.POST.get("together", ""), marked, unsaid)


@require_POST
def sign(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """The second signature: the edition is public from now on."""
    card = study_for(request, study, May.PUBLISH)
    card, draft = draft_for(request, study, document)
    try:
        edition = sign_release(
            study=card,
            proposal=_proposal(request, draft),
            by=actor(signed_in(request)),
            at=timezone.now(),
        )
    except CannotSign as reason:
        messages.error(request, f"Nothing was released. {reason}")
        return redirect("publish:check", study=card.id, document=draft.id)
    except CannotRelease:
        messages.error(request, "Nothing was released: something stands in the way, see below.")
        return redirect("publish:check", study=card.id, document=draft.id)
    released = newest_edition(edition.document)
    assert released is not None
    messages.success(request, f"Edition {released.number} is public now.")
    return redirect(reverse("publish:edition", args=[released.slug]))


@require_POST
def take_back(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Take the first signature off, before there is a second."""
    card, draft = draft_for(request, study, document)
    try:
        take_proposal_back(
            proposal=_proposal(request, draft), by=actor(signed_in(request)), at=timezone.now()
        )
    except CannotSign as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "It is not proposed any more.")
    return redirect("publish:check", study=card.id, document=draft.id)


def _proposal(request: HttpRequest, draft: Draft) -> Proposal:
    """The one that was looked at. 404 for another, or for none."""
    proposal = open_proposal(draft.id)
    if proposal is None or str(proposal.pk) != request.POST.get("proposal"):
        raise Http404
    return proposal


@require_http_methods(["GET", "HEAD", "POST"])
def intruder(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Who tried to find out who is quoted, with what, and what came of it."""
    card, draft = draft_for(request, study, document)
    form = TryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_try(
                study=card, draft=draft, what=form.as_try, by=actor(signed_in(request)),
                at=timezone.now(),
            )  # fmt: skip
        except BadTry as problem:
            form.add_error(problem.field, str(problem))
        except Copied as copied:
            form.add_error("changed", str(copied))
        else:
            messages.success(request, "Noted.")
            return redirect("publish:check", study=card.id, document=draft.id)
    context = {
        **frame(request, card, "publish:check", draft),
        "form": form,
        "tries": tries_of(draft.id, cards_in(draft.blocks, draft).values()),
    }
    status = 422 if form.errors else 200
    return render(request, "publish/intruder.html", context, status=status)

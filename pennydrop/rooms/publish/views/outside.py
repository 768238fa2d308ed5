"""The second signature of somebody without an account: asking them, and the page that they see."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.documents.page import build_page
from pennydrop.core.people.models import GuestLink, User
from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard, study_card
from pennydrop.rooms.publish.actions.outside import (
    decline_as_guest,
    invite_to_sign,
    sign_as_guest,
    uninvite,
)
from pennydrop.rooms.publish.actions.release import CannotRelease, CannotSign
from pennydrop.rooms.publish.forms.outside import SIGN, InviteForm, OutsideForm
from pennydrop.rooms.publish.models import Proposal
from pennydrop.rooms.publish.queries.checks import Ready, check_draft
from pennydrop.rooms.publish.queries.drafts import Draft, draft_by_id
from pennydrop.rooms.publish.queries.editions import newest_edition
from pennydrop.rooms.publish.queries.outside import asked_to_sign, open_links
from pennydrop.rooms.publish.queries.releasing import open_proposal, stands_for, weighed_outside
from pennydrop.rooms.publish.queries.tries import tries_of
from pennydrop.rooms.publish.rules.signing import BadAnswer
from pennydrop.rooms.publish.rules.wording import split_title
from pennydrop.rooms.publish.views import draft_for, frame, signed_in, study_for
from pennydrop.rooms.publish.views.heads import banner
from pennydrop.rooms.publish.views.pages import Told, report_parts


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """Make a link for one person (it is shown once), and see whether it works still."""
    card, draft, proposal = _proposed(request, study, document)
    today = timezone.localdate()
    form = InviteForm(request.POST or None, today=today)
    address = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, token = invite_to_sign(
                study=card, proposal=proposal, **form.cleaned_data,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
        except BadAnswer as problem:
            form.add_error(problem.field, str(problem))
        except CannotSign as reason:
            form.add_error(None, str(reason))
        else:
            address = request.build_absolute_uri(reverse("publish:second", args=[token]))
            form = InviteForm(today=today)
    context = {
        **frame(request, card, "publish:check", draft),
        "form": form,
        "address": address,
        "proposal": proposal,
        "links": [link for link in open_links([proposal.pk]) if today <= link.ends_on],
    }
    return render(request, "publish/invite.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, study: UUID, document: UUID) -> HttpResponse:
    """The link that was given out opens nothing any more."""
    card, draft, proposal = _proposed(request, study, document)
    uninvite(proposal=proposal, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "The link no longer opens anything.")
    return redirect("publish:check", study=card.id, document=draft.id)


def _proposed(
    request: HttpRequest, study: UUID, document: UUID
) -> tuple[StudyCard, Draft, Proposal]:
    """What waits for a second signature, for somebody who may release; 404 where nothing does."""
    study_for(request, study, May.PUBLISH)
    card, draft = draft_for(request, study, document)
    proposal = open_proposal(draft.id)
    if proposal is None:
        raise Http404
    return card, draft, proposal


@login_not_required
@require_safe
def look(request: HttpRequest, token: str) -> HttpResponse:
    """What was proposed and what was found in it. The findings come next, the answer at their end,
    so that nobody signs what they have not opened."""
    link, proposal = asked_to_sign(token, on=timezone.localdate())
    if link is None or proposal is None:
        return _ended(request, link)
    _, ready = _read(proposal)
    context = {
        **_frame(link, token, proposal, ready),
        "weighed": weighed_outside(proposal, ready),
        "tries": [one for one in tries_of(ready.draft.id, ready.cards.values()) if one.current],
        "changed": stands_for(ready) != proposal.stands_for,
        "stopped": bool(ready.stops),
    }
    return render(request, "publish/second.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, token: str) -> HttpResponse:
    """The document as it was proposed, and at its end room for a signature or a no; nothing of it
    once it was changed, or while something stands in the way."""
    link, proposal = asked_to_sign(token, on=timezone.localdate())
    if link is None or proposal is None:
        return _ended(request, link)
    study, ready = _read(proposal)
    form = OutsideForm(request.POST or None, initial={"name": link.name})
    if request.method == "POST" and form.is_valid():
        if _proposer_is_here(request, proposal):
            form.add_error(None, "You proposed this. The link is for somebody else.")
        elif done := _answered(request, study, proposal, link, form):
            return done
    if ready.stops or stands_for(ready) != proposal.stands_for:
        return redirect("publish:second", token)
    page = build_page(ready.readable, ready.values)
    context = {
        **_frame(link, token, proposal, ready),
        **report_parts(page, ready.readable, Told(), ready.draft.template),
        "organisation": ready.facts.organisation,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "publish/second_report.html", context, status=status)


def _answered(
    request: HttpRequest, study: StudyCard, proposal: Proposal, link: GuestLink, form: OutsideForm
) -> HttpResponse | None:
    """The page that thanks them; None where the form says what is wrong."""
    said = {"name": form.cleaned_data["name"], "role": form.cleaned_data["role"]}
    told: dict[str, Any] = {"study": study, "proposal": proposal, "link": link, **said}
    try:
        if form.cleaned_data["says"] != SIGN:
            decline_as_guest(**told, why=form.cleaned_data["why"], at=timezone.now())
            return _ended(request, link, status=200)
        edition = sign_as_guest(**told, at=timezone.now())
    except BadAnswer as problem:
        form.add_error(problem.field, str(problem))
    except CannotRelease:
        form.add_error(None, "Something stands in the way of a release now. The team sees what.")
    except CannotSign:
        return _ended(request, link)
    else:
        return _ended(request, link, edition=newest_edition(edition.document), status=200)
    return None


def _read(proposal: Proposal) -> tuple[StudyCard, Ready]:
    """What would be released now. 404 where the study or the draft is gone."""
    study, draft = study_card(proposal.study), draft_by_id(proposal.document)
    if study is None or draft is None:
        raise Http404
    return study, check_draft(study, draft, printing=False)


def _proposer_is_here(request: HttpRequest, proposal: Proposal) -> bool:
    return isinstance(request.user, User) and actor(request.user) == proposal.by


def _frame(link: GuestLink, token: str, proposal: Proposal, ready: Ready) -> dict[str, Any]:
    title, subtitle = split_title(ready.draft.document.title)
    return {
        "nav": [],
        "link": link,
        "token": token,
        "title": title,
        "subtitle": subtitle,
        "proposal": proposal,
        "proposed_by": name_of(proposal.by),
        "organisation": link.organisation.name,
        **banner(link.organisation.invented),
    }


def _ended(
    request: HttpRequest, link: GuestLink | None, *, edition: object = None, status: int = 0
) -> HttpResponse:
    context: dict[str, Any] = {"link": link, "edition": edition, "done": status, "nav": []}
    status = status or (410 if link else 404)
    return render(request, "publish/second_ended.html", context, status=status)

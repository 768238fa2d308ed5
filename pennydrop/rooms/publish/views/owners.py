"""Owners: a link shows them today what everybody sees in two weeks, and takes an answer."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.people.actions import close_guest
from pennydrop.core.people.models import GuestLink
from pennydrop.core.people.queries import actor, guest_by_token
from pennydrop.core.people.rules import May, Task
from pennydrop.core.people.views.doors import signed_in
from pennydrop.rooms.publish.actions.answering import (
    answer_beside,
    make_owner_link,
    withhold_answer,
)
from pennydrop.rooms.publish.actions.recommendations import CannotNote
from pennydrop.rooms.publish.forms.promises import AnswerForm, OwnerLinkForm, WithholdForm
from pennydrop.rooms.publish.models import Answer, Ask
from pennydrop.rooms.publish.queries.promises import entry_of, owner_of
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS
from pennydrop.rooms.publish.views.asking import ask_for, form_page
from pennydrop.rooms.publish.views.promises import banner
from pennydrop.rooms.publish.views.recommendations import recommendation_for


def links(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make a link for an owner (it is shown once), and see which work."""
    ask = ask_for(request, key)
    today = timezone.localdate()
    form = OwnerLinkForm(request.POST or None, today=today)
    address = ""
    if request.method == "POST" and form.is_valid():
        _, token = make_owner_link(
            ask=ask, **form.cleaned_data, by=actor(signed_in(request)), at=timezone.now()
        )
        address = request.build_absolute_uri(reverse("publish:owner", args=[token]))
        form = OwnerLinkForm(today=today)
    rows = GuestLink.objects.filter(target=ask.pk, task=Task.ANSWER_PROMISE.value)
    context = {
        "ask": ask,
        "form": form,
        "address": address,
        "early_days": EARLY_DAYS,
        "links": [(row, _works(row, today)) for row in rows.order_by("-made_at")],
    }
    status = 422 if form.errors else 200
    return render(request, "publish/owner_links.html", context, status=status)


@require_POST
def end_link(request: HttpRequest, key: UUID, link: UUID) -> HttpResponse:
    ask = ask_for(request, key)
    row = GuestLink.objects.filter(pk=link, target=ask.pk, task=Task.ANSWER_PROMISE.value).first()
    if row is None:
        raise Http404
    close_guest(link=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, f"The link for {row.name} no longer opens anything.")
    return redirect("publish:owner-links", ask.pk)


def withhold(request: HttpRequest, key: UUID) -> HttpResponse:
    """Stop showing an answer that would harm somebody."""
    row = Answer.objects.select_related("ask__recommendation").filter(pk=key).first()
    if row is None:
        raise Http404
    recommendation = recommendation_for(request, row.ask.recommendation_id, May.PUBLISH)

    def act(values: dict[str, str], **told: object) -> None:
        withhold_answer(answer=row, why=values["why"], **told)  # type: ignore[arg-type]

    form = WithholdForm(request.POST or None)
    return form_page(
        request, recommendation, form, act, title=f"Do not show this answer of {row.ask.owner}",
        said="It is not shown any more. The page says so, and why.",
    )  # fmt: skip


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: HttpRequest, token: str) -> HttpResponse:
    """Today's state of one promise, for its owner, with room for an answer."""
    link = guest_by_token(token)
    today = timezone.localdate()
    if link is None or link.task != Task.ANSWER_PROMISE.value or not _works(link, today):
        return render(request, "publish/owner_ended.html", {"nav": []}, status=410 if link else 404)
    ask = Ask.objects.select_related("recommendation").get(pk=link.target)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, ask, form, link):
        return redirect("publish:owner", token)
    context: dict[str, Any] = {
        "nav": [],
        "entry": entry_of(ask.recommendation_id, on=today),
        "owner": owner_of(ask, on=today),
        "form": form,
        "public_on": today + dt.timedelta(days=EARLY_DAYS),
        "ends_on": link.ends_on,
        **banner(link.organisation.invented),
    }
    return render(request, "publish/owner.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, ask: Ask, form: AnswerForm, link: GuestLink) -> bool:
    said = form.cleaned_data["said"]
    try:
        answer_beside(ask=ask, said=said, by=f"guest:{link.pk}", at=timezone.now())
    except CannotNote as why:
        form.add_error("said", str(why))
        return False
    messages.success(request, "Thank you. Your answer stands below.")
    return True


def _works(link: GuestLink, today: dt.date) -> bool:
    return link.closed_at is None and today <= link.ends_on

"""Guests: a link that opens the queue of passages of one study, and nothing else."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.actions import close_guest, invite_guest
from pennydrop.core.people.models import GuestLink
from pennydrop.core.people.queries import actor, guest_by_token
from pennydrop.core.people.rules import May, Task
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions.signing import CannotSign
from pennydrop.rooms.understand.forms import BackForm, GuestForm
from pennydrop.rooms.understand.models import Quote
from pennydrop.rooms.understand.queries.quotes import QuoteNow, folded, quotes_now
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.quotes import act, shown


@require_http_methods(["GET", "HEAD", "POST"])
def guests(request: HttpRequest, study: UUID) -> HttpResponse:
    """Make a link for somebody without an account (it is shown once), and see which work."""
    found = study_for(request, study, May.RUN_STUDIES)
    form = GuestForm(request.POST or None, today=timezone.localdate())
    address = ""
    if request.method == "POST" and form.is_valid():
        _, token = invite_guest(
            organisation=found.organisation,
            task=Task.SECOND_SIGNATURE,
            target=study,
            name=form.cleaned_data["name"],
            ends_on=form.cleaned_data["ends_on"],
            by=actor(signed_in(request)),
            at=timezone.now(),
        )
        address = request.build_absolute_uri(reverse("understand:guest", args=[token]))
    links = _links(study)
    context = {
        **frame(request, found, "understand:quotes"),
        "form": form if form.errors or not address else GuestForm(today=timezone.localdate()),
        "address": address,
        "open": [link for link in links if _works(link, timezone.localdate())],
        "ended": [link for link in links if not _works(link, timezone.localdate())],
    }
    status = 422 if form.errors else 200
    return render(request, "understand/quotes/guests.html", context, status=status)


@require_POST
def end_guest(request: HttpRequest, study: UUID, link: UUID) -> HttpResponse:
    study_for(request, study, May.RUN_STUDIES)
    found = next((row for row in _links(study) if row.pk == link), None)
    if found is None:
        raise Http404
    close_guest(link=found, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, f"The link for {found.name} no longer opens anything.")
    return redirect("understand:guests", study)


@login_not_required
@require_safe
def queue(request: HttpRequest, token: str) -> HttpResponse:
    """What waits for this guest."""
    link = _link(token)
    if link is None or not _works(link, timezone.localdate()):
        return _ended(request, link)
    context = {**_frame(link, token), "rows": folded(_waiting(link), reader=_by(link))}
    return render(request, "understand/quotes/guest.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, token: str, quote: UUID) -> HttpResponse:
    """One passage of that queue, in its context."""
    link = _link(token)
    if link is None or not _works(link, timezone.localdate()):
        return _ended(request, link)
    now = next((row for row in _waiting(link) if row.card.id == quote), None)
    if now is None:
        return redirect("understand:guest", token)
    by, problem, form = _by(link), "", BackForm()
    if request.method == "POST":
        form = BackForm(request.POST if request.POST.get("do") == "back" else None)
        try:
            if said := act(request, now, form, by, coder=False):
                messages.success(request, said)
                return redirect("understand:guest", token)
        except CannotSign as why:
            problem = str(why)
    context = {**_frame(link, token), **shown(now, by), "form": form, "problem": problem}
    status = 422 if problem or form.errors else 200
    return render(request, "understand/quotes/guest_quote.html", context, status=status)


def _link(token: str) -> GuestLink | None:
    """A link for this task; a link for another opens nothing here."""
    link = guest_by_token(token)
    return link if link and link.task == Task.SECOND_SIGNATURE.value else None


def _works(link: GuestLink, today: dt.date) -> bool:
    return link.closed_at is None and today <= link.ends_on


def _by(link: GuestLink) -> str:
    return f"guest:{link.pk}"


def _waiting(link: GuestLink) -> list[QuoteNow]:
    """Passages of the study of this link that lack a signature, and not for want of this one."""
    rows = quotes_now(Quote.objects.filter(study=link.target))
    return [row for row in rows if row.waits and _by(link) not in row.card.signed_by]


def _frame(link: GuestLink, token: str) -> dict[str, object]:
    study = listen.study_card(link.target)
    return {
        "link": link,
        "token": token,
        "study": study,
        "invented": bool(study and study.invented),
        "nav": [],
    }


def _ended(request: HttpRequest, link: GuestLink | None) -> HttpResponse:
    context: dict[str, object] = {"link": link, "nav": []}
    return render(
        request, "understand/quotes/guest_ended.html", context, status=410 if link else 404
    )


def _links(study: UUID) -> list[GuestLink]:
    rows = GuestLink.objects.filter(target=study, task=Task.SECOND_SIGNATURE.value)
    return list(rows.order_by("-made_at"))

"""Follow the page of promises by e-mail, for anybody; there only where e-mail can be sent."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pennydrop.core.messages.post import sends_post
from pennydrop.core.vault.tickets import open_ticket
from pennydrop.rooms.publish import tasks
from pennydrop.rooms.publish.actions import following
from pennydrop.rooms.publish.forms.following import FollowForm

READ_AND_SEND = ["GET", "HEAD", "POST"]


@login_not_required
@require_http_methods(READ_AND_SEND)
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and write to it once. Says the same whether it follows already or not."""
    if not sends_post():
        raise Http404
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            to = following.ask_to_follow(address=form.cleaned_data["address"], at=timezone.now())
            if to is not None:
                tasks.ask_for_yes.enqueue(str(to))
            return _say(request, "asked")
        except following.TooMany:
            form.add_error(None, "Too many people have asked today. Please come back tomorrow.")
    context = {"form": form, "wait_days": following.WAIT_DAYS}
    return render(request, "publish/follow.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(READ_AND_SEND)
def say_yes(request: HttpRequest, ticket: str) -> HttpResponse:
    """A page with a button: software that looks at every link in a mailbox says no yes."""
    who = _who(ticket, following.YES)
    if request.method != "POST":
        return _say(request, "yes_first")
    return _say(request, "yes" if following.say_yes(follower=who, at=timezone.now()) else "left")


@csrf_exempt  # a mailbox presses for its owner (RFC 8058) and has no token; the ticket is secret
@login_not_required
@require_http_methods(READ_AND_SEND)
def leave(request: HttpRequest, ticket: str) -> HttpResponse:
    """One press, from the page or from the mailbox itself, and the address is gone."""
    who = _who(ticket, following.LEAVE)
    if request.method != "POST":
        return _say(request, "leave_first")
    following.leave(follower=who, at=timezone.now())
    return _say(request, "left")


def _who(ticket: str, purpose: str) -> UUID:
    held = open_ticket(ticket, purpose=purpose)
    if held is None:
        raise Http404
    return UUID(held["who"])


def _say(request: HttpRequest, what: str) -> HttpResponse:
    return render(request, "publish/follow_said.html", {"what": what})

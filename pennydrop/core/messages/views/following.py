"""The pages of those who follow something by e-mail; each room has them at its own addresses. They
set nothing, and are there only where e-mail can be sent."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pennydrop.core.messages import following
from pennydrop.core.messages.following import Circle
from pennydrop.core.messages.post import sends_post


class FollowForm(forms.Form):
    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write to it once to ask whether it was you."),
    )


@dataclass(frozen=True)
class Pages:
    """What the pages of one circle say. `back` names the page followed; `when` says when an e-mail
    comes; `says` what stands in it, for whoever shares a mailbox."""

    circle: Circle
    back: str
    when: str
    says: str


def ask(request: HttpRequest, pages: Pages, enqueue: Callable[[UUID], object]) -> HttpResponse:
    """Ask for an address, and write to it once. Says the same whether it follows already or not."""
    if not sends_post():
        raise Http404
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            to = following.ask_to_follow(
                circle=pages.circle, address=form.cleaned_data["address"], at=timezone.now()
            )
            if to is not None:
                enqueue(to)
            return _say(request, pages, "asked")
        except following.TooMany:
            form.add_error(None, "Too many people have asked today. Please come back tomorrow.")
    context = {"form": form, "pages": pages, "wait_days": following.WAIT_DAYS}
    return render(request, "ui/follow/ask.html", context, status=422 if form.errors else 200)


def say_yes(request: HttpRequest, pages: Pages, ticket: str) -> HttpResponse:
    """A page with a button: software that looks at every link in a mailbox says no yes."""
    who = _who(ticket, pages.circle.yes)
    if request.method != "POST":
        return _say(request, pages, "yes_first")
    there = following.say_yes(circle=pages.circle, follower=who, at=timezone.now())
    return _say(request, pages, "yes" if there else "left")


def leave(request: HttpRequest, pages: Pages, ticket: str) -> HttpResponse:
    """One press, from the page or from the mailbox itself, and the address is gone."""
    who = _who(ticket, pages.circle.leave)
    if request.method != "POST":
        return _say(request, pages, "leave_first")
    following.leave(circle=pages.circle, follower=who, at=timezone.now())
    return _say(request, pages, "left")


def _who(ticket: str, purpose: str) -> UUID:
    who = following.holder_of(ticket, purpose=purpose)
    if who is None:
        raise Http404
    return who


def _say(request: HttpRequest, pages: Pages, what: str) -> HttpResponse:
    return render(request, "ui/follow/said.html", {"what": what, "pages": pages})

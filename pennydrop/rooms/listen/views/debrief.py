"""How interviews were: one's own page, and one for whoever looks after people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import actor, may_in, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.debrief import (
    book_talk,
    end_talk,
    note_debrief,
    set_supervision,
)
from pennydrop.rooms.listen.forms.debrief import DebriefForm, SupervisionForm, TalkForm
from pennydrop.rooms.listen.models.debrief import Debrief
from pennydrop.rooms.listen.queries.debrief import (
    Person,
    debriefs_of,
    interviewers,
    load_of,
    looked_after_by,
    looks_after,
    supervision_of,
)
from pennydrop.rooms.listen.rules.debrief import HARDNESS, BadDebrief
from pennydrop.rooms.listen.views import signed_in

LATEST = 20


def _place(user: User) -> UUID:
    """The organisation in which this person interviews."""
    found = organisations_where(user, May.BRING_IN)
    if not found:
        raise PermissionDenied("This page is for those who interview.")
    return found[0]


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Note how it was, and see whether there is room for another hard one."""
    user, now = signed_in(request), timezone.now()
    place, today = _place(user), timezone.localdate()
    form = DebriefForm(request.POST if request.method == "POST" else None)
    form.fields["held_on"].initial = today
    if request.method == "POST" and form.is_valid():
        try:
            note_debrief(
                organisation=place, researcher=user, by=actor(user), at=now, **form.cleaned_data
            )
        except BadDebrief as problem:
            form.add_error("held_on", str(problem))
        else:
            messages.success(request, "Noted. Thank you for saying so.")
            return redirect("listen:debrief")
    supervised = supervision_of(user, place)
    context = {
        "form": form,
        "load": load_of(user, place, today=today),
        "rows": [(row, HARDNESS[row.hardness]) for row in debriefs_of(user, place)[:LATEST]],
        "supervisor": supervised.supervisor if supervised else None,
        "looks_after_others": bool(looked_after_by(user, place, today=today)),
    }
    status = 422 if form.errors else 200
    return render(request, "listen/debrief/mine.html", context, status=status)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _people(request)


def _people(request: HttpRequest, **said: Any) -> HttpResponse:
    user = signed_in(request)
    place = _place(user)
    found = looked_after_by(user, place, today=timezone.localdate())
    names = interviewers(place)
    may_set = may_in(user, place, May.SUPERVISE)
    if not found and not may_set:
        raise PermissionDenied("Nobody is named whom you look after.")
    context = {
        "rows": [_row(person) for person in found],
        "settings": [_setting(one, place, names) for one in names] if may_set else [],
        "may_set": may_set,
        **said,
    }
    status = 422 if said else 200
    return render(request, "listen/debrief/people.html", context, status=status)


def _row(person: Person) -> dict[str, Any]:
    wants = [
        (row, TalkForm(prefix=row.pk.hex, initial={"with_whom": row.with_whom}))
        for row in person.wants
    ]
    return {"person": person, "wants": wants}


def _setting(one: User, place: UUID, names: list[User]) -> dict[str, Any]:
    row = supervision_of(one, place)
    start = {"supervisor": row.supervisor_id, "limit": row.limit} if row else {}
    others = [user for user in names if user != one]
    return {"user": one, "form": SupervisionForm(others, initial=start, prefix=str(one.pk))}


@require_POST
def supervision(request: HttpRequest, user: int) -> HttpResponse:
    me = signed_in(request)
    place = _place(me)
    if not may_in(me, place, May.SUPERVISE):
        raise PermissionDenied("Your role here does not let you say who looks after whom.")
    names = interviewers(place)
    one = next((person for person in names if person.pk == user), None)
    if one is None:
        raise Http404
    others = [person for person in names if person != one]
    form = SupervisionForm(others, request.POST, prefix=str(user))
    if not form.is_valid():
        href = f"id_{user}-limit"
        return _people(request, errors={href: f"{one}: give a number from 1 to 20"})
    set_supervision(
        organisation=place,
        researcher=one,
        supervisor=form.people.get(form.cleaned_data["supervisor"]),
        limit=form.cleaned_data["limit"],
        by=actor(me),
        at=timezone.now(),
    )
    messages.success(request, f"Saved who looks after {one}.")
    return redirect("listen:debrief_people")


def _looked_after(request: HttpRequest, debrief: UUID, *, own: bool = False) -> Debrief:
    """A debrief that this person may see as a supervisor (or, with `own`, as its writer)."""
    user = signed_in(request)
    row = Debrief.objects.select_related("researcher").filter(pk=debrief).first()
    if row is None:
        raise Http404
    mine = own and row.researcher == user
    if not mine and not looks_after(user, row.researcher, row.organisation_id):
        raise Http404
    return row


@require_POST
def talk(request: HttpRequest, debrief: UUID) -> HttpResponse:
    row = _looked_after(request, debrief)
    form = TalkForm(request.POST, prefix=row.pk.hex)
    if not form.is_valid():
        return _people(request, errors={"": "Say with whom, and on which day."})
    try:
        book_talk(debrief=row, by=actor(signed_in(request)), at=timezone.now(), **form.cleaned_data)
    except BadDebrief as problem:
        return _people(request, errors={"": str(problem)})
    messages.success(request, "The talk is booked.")
    return redirect("listen:debrief_people")


@require_POST
def talked(request: HttpRequest, debrief: UUID) -> HttpResponse:
    """The talk took place. Either of the two may say so."""
    row = _looked_after(request, debrief, own=True)
    user = signed_in(request)
    end_talk(debrief=row, by=actor(user), at=timezone.now())
    messages.success(request, "Noted that you talked.")
    return redirect("listen:debrief" if row.researcher == user else "listen:debrief_people")

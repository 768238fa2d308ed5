"""Who is there, and when."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.support.actions.rota import (
    add_shift,
    close_day,
    desk_for,
    keep_for,
    open_day,
    remove_shift,
)
from pennydrop.rooms.support.forms import ClosedDayForm, KeepForm, ShiftForm
from pennydrop.rooms.support.models import ClosedDay, Shift
from pennydrop.rooms.support.queries.desks import colleagues, desk_of, shifts_of
from pennydrop.rooms.support.rules.handling import FIRST_LOOK
from pennydrop.rooms.support.rules.rota import DAYS, BadShift
from pennydrop.rooms.support.views import frame, own_desk, signed_in


@require_safe
def rota(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, **said: Any) -> HttpResponse:
    organisation = own_desk(signed_in(request))
    desk = desk_of(organisation)
    people = colleagues(organisation, May.CONCERNS)
    limits = [
        (level.value.capitalize(), _hours(minutes))
        for level, minutes in sorted(FIRST_LOOK.items(), key=lambda pair: pair[1])
    ]
    today = timezone.localdate()
    context = {
        **frame(request, "support:rota"),
        "shifts": [(DAYS[row.weekday], row) for row in (shifts_of(desk) if desk else [])],
        "days": ClosedDay.objects.filter(desk=desk, day__gte=today).order_by("day"),
        "limits": limits,
        "form": ShiftForm(people),
        "day_form": ClosedDayForm(),
        "keep_form": KeepForm(initial={"months": desk.keep_months if desk else 72}),
        "alone": len(people) < 2,
        **said,
    }
    return render(request, "support/rota.html", context, status=422 if said else 200)


def _hours(minutes: int) -> str:
    return "1 staffed hour" if minutes == 60 else f"{minutes // 60} staffed hours"


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    organisation = own_desk(user)
    form = ShiftForm(colleagues(organisation, May.CONCERNS), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_shift(
                organisation=organisation,
                weekday=said["weekday"],
                starts=said["starts"],
                ends=said["ends"],
                lead=form.people[said["lead"]],
                deputy=form.people.get(said["deputy"]),
                by=actor(user),
                at=timezone.now(),
            )
        except BadShift as problem:
            form.add_error("ends", str(problem))
        else:
            messages.success(request, "The hours are in the rota.")
            return redirect("support:rota")
    return _page(request, form=form)


@require_POST
def remove(request: HttpRequest, shift: UUID) -> HttpResponse:
    user = signed_in(request)
    found = Shift.objects.filter(pk=shift, desk__organisation=own_desk(user)).first()
    if found is None:
        raise Http404
    remove_shift(shift=found, by=actor(user), at=timezone.now())
    messages.success(request, "The hours are out of the rota. Clocks that run keep their time.")
    return redirect("support:rota")


@require_POST
def day(request: HttpRequest) -> HttpResponse:
    """A day on which nobody is there, or (`open`) taking that back."""
    user = signed_in(request)
    desk = desk_for(organisation=own_desk(user))
    form = ClosedDayForm(request.POST)
    if not form.is_valid():
        return _page(request, day_form=form, errors={"id_day": "Choose a day"})
    change = open_day if request.POST.get("open") else close_day
    change(desk=desk, day=form.cleaned_data["day"], by=actor(user), at=timezone.now())
    return redirect("support:rota")


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _page(request, keep_form=form, errors={"id_months": "Give a number of months"})
    months = form.cleaned_data["months"]
    keep_for(organisation=own_desk(user), months=months, by=actor(user), at=timezone.now())
    messages.success(request, "Noted. Concerns closed from now on are kept that long.")
    return redirect("support:rota")

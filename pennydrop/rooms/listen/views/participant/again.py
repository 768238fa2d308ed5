"""A person says again with a clear head what they agreed to, and takes a copy of their record."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.rooms.listen.actions.ledger import mark_intoxicated, reconfirm
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.ledger import said_again_from, waiting_of, waits_until
from pennydrop.rooms.listen.rules.asking import (
    ASKING,
    CLEAR_HEAD_ASKED,
    LAPSED_SAID,
    SAY_AGAIN_TITLE,
    say_again,
    say_again_from,
)
from pennydrop.rooms.listen.rules.consent import Scope, TooSoon
from pennydrop.rooms.listen.rules.gate import long_day
from pennydrop.rooms.listen.views.participant.doors import show
from pennydrop.rooms.listen.views.participant.own import own_page, told
from pennydrop.rooms.listen.views.participant.place import Place
from pennydrop.rooms.listen.views.record import record_response, zipped_record

YES_NO = [("yes", "Yes"), ("no", "No")]


@own_page
def again(request: HttpRequest, place: Place) -> HttpResponse:
    """What was agreed to on a day that was not clear-headed: said again, from the next day on, or
    begun to wait for it."""
    person, now = place.person, timezone.now()
    state = consent_states([person.pk], on=timezone.localdate())[person.pk]
    waiting = waiting_of(state)
    if request.method == "POST":
        if waiting:
            yes = {one.scope for one in waiting if request.POST.get(one.scope.value) == "yes"}
            return _said_again(person, yes)
        mark_intoxicated(participant=person, how="online", by="quiet", at=now)
        return HttpResponseRedirect(reverse("listen:again"))
    last, first = waits_until(state), said_again_from(person.pk)
    later = bool(last and first and timezone.localdate(now) < first)
    days = (last - timezone.localdate()).days if last else 0
    context = told(
        place,
        asks=[(one.scope.value, ASKING[one.scope]) for one in waiting],
        yes_no=YES_NO,
        title=SAY_AGAIN_TITLE,
        text=_why(first if later else None, last, days),
        later=later,
        last=last,
        hint=CLEAR_HEAD_ASKED[1],
        days=person.study.reconfirm_days,
    )
    return show(request, "again", context | {"place": False})


def _said_again(person: Participant, yes: set[Scope]) -> HttpResponse:
    try:
        reconfirm(participant=person, yes=yes, how="online", by="quiet", at=timezone.now())
    except TooSoon:  # the page says from which day on
        return HttpResponseRedirect(reverse("listen:again"))
    return HttpResponseRedirect(reverse("listen:mine"))


def _why(first: dt.date | None, last: dt.date | None, days: int) -> str:
    """Why it is asked once more; `first` where that day is still to come."""
    if last is None:
        return LAPSED_SAID
    return say_again_from(long_day(first), long_day(last)) if first else say_again(days)


@own_page
def record(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything we hold of this person, in their hands. Only a form of ours can ask for it."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("listen:mine"))
    return record_response(zipped_record(place.person))

"""The consent ledger: who agreed to what; said again with a clear head; one person's record."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.ledger import mark_intoxicated, note_record_copy, reconfirm
from pennydrop.rooms.listen.models import Participant, Study
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.ledger import (
    entries_about,
    ledger_rows,
    said_again_from,
    waiting_of,
    waits_until,
)
from pennydrop.rooms.listen.queries.participants import participant_by_id
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.gate import long_day
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.listen.views.record import record_response, zipped_record

PAGE = 50
HOW = [("spoken", "Aloud"), ("paper", "On paper")]


@require_safe
def ledger(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    rows = ledger_rows(found.pk, on=timezone.localdate())
    context = {
        **frame(found, "listen:ledger"),
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "scopes": list(SCOPE_WORDS.values()),
        "waiting": sum(row.waits_until is not None for row in rows),
    }
    return render(request, "listen/staff/ledger.html", context)


@require_safe
def person(request: HttpRequest, study: UUID, participant: UUID) -> HttpResponse:
    found = study_for(request, study)
    return _page(request, found, _person(found, participant))


def _page(
    request: HttpRequest, study: Study, person: Participant, errors: dict[str, str] | None = None
) -> HttpResponse:
    state = consent_states([person.pk], on=timezone.localdate())[person.pk]
    plain_yes = [
        given
        for given in state.given.values()
        if given.reply is Reply.YES and not given.to_reconfirm
    ]
    context: dict[str, Any] = {
        **frame(study, "listen:ledger"),
        "person": person,
        "entries": entries_about(person.pk),
        "waiting": waiting_of(state),
        "waits_until": waits_until(state),
        "again_from": said_again_from(person.pk),
        "may_take": may_here(request, study, May.WITHDRAW),
        "may_mark": bool(plain_yes),
        "how_choices": HOW,
        "errors": errors or {},
    }
    status = 422 if errors else 200
    return render(request, "listen/staff/ledger_person.html", context, status=status)


@require_POST
def intoxicated(request: HttpRequest, study: UUID, participant: UUID) -> HttpResponse:
    """Whoever was there says that the yes was given while intoxicated."""
    found = study_for(request, study)
    who = _person(found, participant)
    try:
        last = mark_intoxicated(
            participant=who, how="spoken", by=actor(signed_in(request)), at=timezone.now()
        )
    except TakenBack as reason:
        messages.info(request, str(reason))
        return redirect("listen:ledger", found.pk)
    if last:
        messages.success(request, f"Noted. {who.name} has until {long_day(last)} to say it again.")
    else:
        messages.info(request, f"{who.name} has said yes to nothing, so nothing waits.")
    return redirect("listen:ledger_person", found.pk, who.pk)


@require_POST
def again(request: HttpRequest, study: UUID, participant: UUID) -> HttpResponse:
    """What the person said again, aloud or on paper, with a clear head."""
    found = study_for(request, study)
    who = _person(found, participant)
    how = request.POST.get("how", "")
    if how not in ("spoken", "paper"):
        return _page(request, found, who, {"id_how_0": "Say how it was said again"})
    yes = {scope for scope in Scope if request.POST.get(scope.value) == "yes"}
    try:
        count = reconfirm(
            participant=who, yes=yes, how=how, by=actor(signed_in(request)), at=timezone.now()
        )
    except (TakenBack, ValueError) as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"Noted: {count} answer{'' if count == 1 else 's'}.")
    return redirect("listen:ledger_person", found.pk, who.pk)


@require_POST
def whole_record_file(request: HttpRequest, study: UUID, participant: UUID) -> HttpResponse:
    """Everything we hold of one person, on their wish: a zip, noted as a copy made by hand."""
    found = study_for(request, study, May.WITHDRAW)
    who = _person(found, participant)
    content = zipped_record(who)
    note_record_copy(participant=who, by=actor(signed_in(request)), at=timezone.now())
    return record_response(content)


def _person(study: Study, participant: UUID) -> Participant:
    found = participant_by_id(study.pk, participant)
    if found is None or found.staff or found.state == "withdrawn":
        raise Http404
    return found

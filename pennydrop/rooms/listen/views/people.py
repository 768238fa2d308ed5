"""Taking words back on somebody's wish, and the receipts that stay."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.erasure.registry import holdings_everywhere
from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.receipts import mark_copy_destroyed, mark_receipt_seen
from pennydrop.rooms.listen.actions.withdrawal import AlreadyWithdrawn, withdraw
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.participants import participant_by_id
from pennydrop.rooms.listen.queries.receipts import (
    copies_for,
    copies_to_destroy,
    receipt_by_id,
    receipts_of,
    removed_rows,
)
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for

ASKED = "through a coordinator"


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, study: UUID, participant: UUID) -> HttpResponse:
    """Show what will go; take it back when somebody has said yes to that."""
    found = study_for(request, study, May.WITHDRAW)
    person = participant_by_id(found.pk, participant)
    if person is None:
        raise Http404
    if person.state == "withdrawn":
        messages.info(request, f"{person.name} has taken their words back already.")
        return redirect("listen:receipts", found.pk)
    errors = {}
    if request.method == "POST":
        if request.POST.get("sure") == "yes":
            return _withdraw(request, found, person.pk)
        errors["id_sure_0"] = "Tick the box to say that this is the person’s own wish"
    context = {
        **frame(found, "listen:study"),
        "person": person,
        "errors": errors,
        "holdings": [held for held in holdings_everywhere(person.pk) if held.count],
    }
    return render(request, "listen/staff/take_back.html", context, status=422 if errors else 200)


def _withdraw(request: HttpRequest, study: Study, participant: UUID) -> HttpResponse:
    person = participant_by_id(study.pk, participant)
    if person is None:
        raise Http404
    try:
        receipt = withdraw(
            participant=person, asked=ASKED, by=actor(signed_in(request)), at=timezone.now()
        )
    except AlreadyWithdrawn as reason:
        messages.info(request, str(reason))
        return redirect("listen:receipts", study.pk)
    return redirect("listen:receipt", study.pk, receipt.pk)


@require_safe
def receipts(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    rows = [(receipt, copies_to_destroy(receipt)) for receipt in receipts_of(found.pk)]
    context = {**frame(found, "listen:receipts"), "rows": rows}
    return render(request, "listen/staff/receipts.html", context)


@require_safe
def receipt(request: HttpRequest, study: UUID, receipt: UUID) -> HttpResponse:
    found = study_for(request, study)
    shown = receipt_by_id(found.pk, receipt)
    if shown is None:
        raise Http404
    context: dict[str, Any] = {
        **frame(found, "listen:receipts"),
        "receipt": shown,
        "removed": removed_rows(shown),
        "copies": [(copy, name_of(copy.by)) for copy in copies_for(shown)],
        "seen_by": name_of(shown.seen_by) if shown.seen_by else "",
        "may_withdraw": may_here(request, found, May.WITHDRAW),
    }
    return render(request, "listen/staff/receipt.html", context)


@require_POST
def seen(request: HttpRequest, study: UUID, receipt: UUID) -> HttpResponse:
    found = study_for(request, study, May.WITHDRAW)
    shown = receipt_by_id(found.pk, receipt)
    if shown is None:
        raise Http404
    mark_receipt_seen(receipt=shown, by=actor(signed_in(request)), at=timezone.now())
    return redirect("listen:receipt", found.pk, shown.pk)


@require_POST
def destroyed(request: HttpRequest, study: UUID, receipt: UUID, copy: UUID) -> HttpResponse:
    found = study_for(request, study)
    shown = receipt_by_id(found.pk, receipt)
    standing = [one for one in copies_for(shown) if one.pk == copy] if shown else []
    if shown is None or not standing:
        raise Http404
    mark_copy_destroyed(copy=standing[0], by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Noted: this copy is destroyed.")
    return redirect("listen:receipt", found.pk, shown.pk)

"""What went because its time was over: counts, and what is still to be done by hand."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.retention import mark_retention_seen
from pennydrop.rooms.listen.queries.gate import retention_receipt_by_id, retention_receipts
from pennydrop.rooms.listen.queries.receipts import removed_rows
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for


@require_safe
def kept(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    context = {**frame(found, "listen:receipts"), "rows": retention_receipts(found.pk)}
    return render(request, "listen/staff/kept.html", context)


@require_safe
def kept_receipt(request: HttpRequest, study: UUID, receipt: UUID) -> HttpResponse:
    found = study_for(request, study)
    shown = retention_receipt_by_id(found.pk, receipt)
    if shown is None:
        raise Http404
    context: dict[str, Any] = {
        **frame(found, "listen:receipts"),
        "receipt": shown,
        "removed": removed_rows(shown),
        "seen_by": name_of(shown.seen_by) if shown.seen_by else "",
        "may_withdraw": may_here(request, found, May.WITHDRAW),
    }
    return render(request, "listen/staff/kept_receipt.html", context)


@require_POST
def kept_seen(request: HttpRequest, study: UUID, receipt: UUID) -> HttpResponse:
    found = study_for(request, study, May.WITHDRAW)
    shown = retention_receipt_by_id(found.pk, receipt)
    if shown is None:
        raise Http404
    mark_retention_seen(receipt=shown, by=actor(signed_in(request)), at=timezone.now())
    return redirect("listen:kept_receipt", found.pk, shown.pk)

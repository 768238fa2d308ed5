"""The payments book: what was given to thank people, apart from what they said."""

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.payments import NewPayment, log_payment, strike_payment
from pennydrop.rooms.listen.forms.payments import KINDS, PaymentForm
from pennydrop.rooms.listen.models import Payment, Study
from pennydrop.rooms.listen.queries.payments import paid_in, payments_of
from pennydrop.rooms.listen.rules.outreach import week_of
from pennydrop.rooms.listen.rules.payments import BadPayment, money, totals
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for

# A cell that begins so is worked out by a spreadsheet, not shown.
WORKED_OUT = ("=", "+", "-", "@", "\t")


@require_http_methods(["GET", "HEAD", "POST"])
def payments(request: HttpRequest, study: UUID) -> HttpResponse:
    """Note a payment; whoever runs the study sees the book, too."""
    found = study_for(request, study)
    today = timezone.localdate()
    form = PaymentForm(
        today,
        request.POST if request.method == "POST" else None,
        initial={"on": today.isoformat()},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = NewPayment(
            kind=said["kind"],
            pence=said["amount"],
            on=said["on"],
            receipt=said["receipt"],
            budget_line=said["budget_line"],
        )
        try:
            log_payment(study=found, new=new, by=actor(signed_in(request)), at=timezone.now())
        except BadPayment as reason:
            form.add_error("receipt", str(reason))
        else:
            messages.success(request, f"{money(new.pence)} noted.")
            return redirect("listen:payments", found.pk)
    return _page(request, found, form)


def _page(request: HttpRequest, study: Study, form: PaymentForm) -> HttpResponse:
    runs = may_here(request, study, May.RUN_STUDIES)
    paid = paid_in(study.pk) if runs else []
    context: dict[str, Any] = {
        **frame(study, "listen:field"),
        "form": form,
        "runs": runs,
        "rows": [_row(payment) for payment in payments_of(study.pk)] if runs else [],
        "total": money(sum(one.pence for one in paid)),
        "count": len(paid),
        "line_head": ["Line", "Payments", "Amount"],
        "lines": [(line or "No budget line", n, money(pence)) for line, n, pence in totals(paid)],
    }
    status = 422 if form.errors else 200
    return render(request, "listen/payments/payments.html", context, status=status)


def _row(payment: Payment) -> dict[str, Any]:
    return {
        "id": payment.pk,
        "week": week_of(payment.on),
        "kind": dict(KINDS)[payment.kind],
        "amount": money(payment.pence),
        "receipt": payment.receipt,
        "line": payment.budget_line,
        "by": name_of(payment.given_by),
        "struck": payment.struck,
    }


@require_safe
def payments_csv(request: HttpRequest, study: UUID) -> HttpResponse:
    """The book to take along: weeks in place of days, and nobody who got anything."""
    found = study_for(request, study, May.RUN_STUDIES)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="payments.csv"'
    writer = csv.writer(response)
    writer.writerow(["week of", "kind", "pounds", "receipt", "budget line", "given by", "struck"])
    for payment in payments_of(found.pk):
        texts = (payment.receipt, payment.budget_line, name_of(payment.given_by))
        writer.writerow(
            [
                week_of(payment.on).isoformat(),
                payment.kind,
                f"{payment.pence / 100:.2f}",
                *map(_plain, texts),
                "yes" if payment.struck else "",
            ]
        )
    return response


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(WORKED_OUT) else text


@require_POST
def strike(request: HttpRequest, study: UUID, payment: UUID) -> HttpResponse:
    found = study_for(request, study, May.RUN_STUDIES)
    by = actor(signed_in(request))
    if strike_payment(study=found, payment=payment, by=by, at=timezone.now()):
        messages.success(request, "Struck out: it stays in the book and counts no more.")
    return redirect("listen:payments", found.pk)

"""Writes of the payments book. The record names the study and the day, never the payment: a time
beside that of a session would lead from one to the other."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record_quietly
from pennydrop.rooms.listen.models import Payment, Study
from pennydrop.rooms.listen.rules.payments import BadPayment, check_apart


@dataclass(frozen=True)
class NewPayment:
    """What is noted of a payment; `pence` is the amount."""

    kind: str
    pence: int
    on: dt.date
    receipt: str = ""
    budget_line: str = ""


def log_payment(*, study: Study, new: NewPayment, by: str, at: dt.datetime) -> Payment:
    """Keep a payment, given by `by`. Raises BadPayment for a receipt number that stands in the
    book already, or for a text that could lead to a person."""
    check_apart(new.receipt)
    check_apart(new.budget_line)
    try:
        with transaction.atomic():
            made = Payment.objects.create(
                study=study,
                kind=new.kind,
                pence=new.pence,
                on=new.on,
                receipt=new.receipt,
                budget_line=new.budget_line,
                given_by=by,
            )
            record_quietly(
                what="listen.payment.logged", on=str(study.pk), day=timezone.localdate(at)
            )
    except IntegrityError as error:
        raise BadPayment(
            f"Receipt {new.receipt} stands in the book already. Strike that one out first, or "
            "use the next number."
        ) from error
    return made


@transaction.atomic
def strike_payment(*, study: Study, payment: UUID, by: str, at: dt.datetime) -> bool:
    """Strike a mistake out: it stays in the book and counts no more. Returns whether it counted."""
    rows = Payment.objects.filter(study=study, pk=payment, struck=False)
    struck = bool(rows.update(struck=True))
    record_quietly(what="listen.payment.struck", on=str(study.pk), day=timezone.localdate(at))
    return struck

"""Thanks paid to people, apart from everything they said: no participant, no session, no time."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.studies import Study

KINDS = ["voucher", "cash", "travel", "food", "other"]


class Payment(models.Model):
    """One payment or voucher: how much, of which kind, which day, which receipt, which budget.

    Nothing here may lead to a person who takes part; `given_by` is the account of who gave it. A
    mistake is struck out and stays, as in a cash book.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    pence = models.PositiveIntegerField()
    on = models.DateField()
    receipt = models.CharField(max_length=40, blank=True)
    budget_line = models.CharField(max_length=60, blank=True)
    given_by = models.CharField(max_length=80)
    struck = models.BooleanField(default=False)

    class Privacy:
        personal = {"given_by"}
        plain = {"id", "study", "kind", "pence", "on", "receipt", "budget_line", "struck"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="listen_payment_is_paid"),
            models.UniqueConstraint(
                fields=["study", "receipt"],
                condition=~models.Q(receipt="") & models.Q(struck=False),
                name="listen_receipt_number_once",
            ),
        ]

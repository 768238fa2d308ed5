"""Read the payments book."""

from uuid import UUID

from pennydrop.rooms.listen.models import Payment
from pennydrop.rooms.listen.rules.outreach import week_of
from pennydrop.rooms.listen.rules.payments import Paid


def payments_of(study: UUID) -> list[Payment]:
    """Every payment, struck ones too, newest week first; within a week by receipt, not by day."""
    rows = Payment.objects.filter(study=study)
    return sorted(rows, key=lambda row: (-week_of(row.on).toordinal(), row.receipt, str(row.pk)))


def paid_in(study: UUID) -> list[Paid]:
    """What counts, for totals."""
    rows = Payment.objects.filter(study=study, struck=False)
    return [Paid(row.kind, row.pence, row.on, row.budget_line) for row in rows]

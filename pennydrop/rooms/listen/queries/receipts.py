"""Receipts of withdrawals, and the copies made by hand that go with them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from pennydrop.core.erasure.models import HandCopy, Receipt
from pennydrop.rooms.listen.models import RetentionReceipt


def receipts_of(study: UUID) -> list[Receipt]:
    """Newest first."""
    return list(Receipt.objects.filter(study=study).order_by("-on", "name"))


def receipt_by_id(study: UUID, receipt: UUID) -> Receipt | None:
    return Receipt.objects.filter(study=study, pk=receipt).first()


def unseen_receipts(studies: Collection[UUID]) -> list[Receipt]:
    """Receipts that nobody of the team has marked as seen: for the Today page."""
    return list(Receipt.objects.filter(study__in=studies, seen_by="").order_by("on", "name"))


def copies_for(receipt: Receipt) -> list[HandCopy]:
    """Copies made by hand that stood on the day of the receipt, whether destroyed since or not."""
    stood = Q(destroyed_on=None) | Q(destroyed_on__gte=receipt.on)
    copies = HandCopy.objects.filter(stood, study=receipt.study, on__lte=receipt.on)
    return list(copies.order_by("on"))


def removed_rows(receipt: Receipt | RetentionReceipt) -> list[tuple[str, str, int]]:
    """What went, as (room, what, how many); what was not there is left out."""
    return [
        (room, what, count)
        for room, counts in receipt.removed.items()
        for what, count in counts.items()
        if count
    ]


def copies_to_destroy(receipt: Receipt) -> int:
    return sum(copy.destroyed_on is None for copy in copies_for(receipt))

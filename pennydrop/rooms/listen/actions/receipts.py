"""What staff note after a withdrawal: the receipt was seen, a copy made by hand is destroyed."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.erasure.models import HandCopy, Receipt


@transaction.atomic
def mark_receipt_seen(*, receipt: Receipt, by: str, at: dt.datetime) -> None:
    """Note who read the receipt first. A second mark changes nothing."""
    if Receipt.objects.filter(pk=receipt.pk, seen_by="").update(seen_by=by):
        record(what="listen.receipt.seen", on=str(receipt.pk), by=by, at=at)


@transaction.atomic
def mark_copy_destroyed(*, copy: HandCopy, by: str, at: dt.datetime) -> None:
    """Note who destroyed a copy made by hand, and on which day. A second mark changes nothing."""
    standing = HandCopy.objects.filter(pk=copy.pk, destroyed_on=None)
    if standing.update(destroyed_on=timezone.localdate(at), destroyed_by=by):
        record(what="listen.hand_copy.destroyed", on=str(copy.pk), by=by, at=at)

"""A study's time is over: words go by themselves, and a receipt says what went."""

import datetime as dt
from collections import Counter
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.erasure.registry import expire_everywhere, outlasting
from pennydrop.core.vault import keys
from pennydrop.rooms.listen.actions.sessions import forget_sessions
from pennydrop.rooms.listen.models import Consent, Participant, RetentionReceipt, Study
from pennydrop.rooms.listen.queries.gate import over_on

BY = "the clock"


def delete_what_is_over(*, by: str = BY, at: dt.datetime) -> list[RetentionReceipt]:
    """Delete the words of everybody whose time is over; a study that is still open closes first.

    A receipt for each study that lost something. Lines that somebody agreed to publish and that
    are in an edition stay there, under their own key, and can still be taken back. Should the
    power fail between the deletion and the keys, the next round finishes it. Runs every minute
    and before anything is served.
    """
    made = [
        receipt
        for study in Study.objects.filter(keep_until__lte=timezone.localdate(at))
        if (receipt := _delete(study=study, by=by, at=at)) is not None
    ]
    finish_keys(by=by, at=at)
    return made


@transaction.atomic
def _delete(*, study: Study, by: str, at: dt.datetime) -> RetentionReceipt | None:
    _close(study, by, at)
    # A conditional update, so that two rounds at once count nobody twice.
    over = [
        person.pk
        for person in over_on(study, timezone.localdate(at))
        if Participant.objects.filter(pk=person.pk, state=person.state).update(
            state="ended", hide=None
        )
    ]
    if not over:
        return None
    removed: dict[str, Counter[str]] = {}
    for person in over:
        for room, counts in expire_everywhere(person).items():
            removed.setdefault(room, Counter()).update(counts)
        removed.setdefault("listen", Counter()).update(forget_sessions(person))
    published = sum(_let_go(person) for person in over)
    return _receipt(study, len(over), published, removed, by, at)


def _close(study: Study, by: str, at: dt.datetime) -> None:
    if Study.objects.filter(pk=study.pk, state="open").update(state="closed"):
        record(what="listen.study.closed", on=str(study.pk), by=by, at=at)


def _let_go(person: UUID) -> bool:
    """Whether something of theirs is published and stays; else consents and code go as well."""
    if outlasting(person):
        return True
    Consent.objects.filter(participant=person).delete()
    Participant.objects.filter(pk=person).update(lookup=None)
    return False


def _receipt(
    study: Study, people: int, published: int, removed: dict[str, Counter[str]], by: str,
    at: dt.datetime,
) -> RetentionReceipt:  # fmt: skip
    day = timezone.localdate(at)
    copies = HandCopy.objects.filter(study=study.pk, destroyed_on=None).order_by("on")
    left = Participant.objects.filter(study=study, staff=False, state="shared")
    receipt = RetentionReceipt.objects.create(
        study=study,
        on=day,
        people=people,
        stayed=left.count(),
        published=published,
        removed={room: dict(counts) for room, counts in removed.items()},
        copies=[{"what": row.what, "by": row.by, "on": str(row.on)} for row in copies],
        key_copy_gone_by=day + dt.timedelta(days=settings.KEY_COPY_DAYS),
    )
    record(what="listen.retention.deleted", on=str(receipt.pk), by=by, at=at)
    return receipt


def finish_keys(*, by: str = BY, at: dt.datetime) -> int:
    """Destroy the keys of everybody whose words have gone. Returns how many keys.

    The key to the originals goes always; the key to the words only where nothing is published.
    """
    ended = set(Participant.objects.filter(state="ended").values_list("pk", flat=True))
    gone = _destroy(ended & keys.holders(kind="raw"), "raw")
    unpublished = {p for p in ended & keys.holders(kind="words") if not outlasting(p)}
    gone += _destroy(unpublished, "words")
    for receipt in RetentionReceipt.objects.filter(keys_gone=False):
        RetentionReceipt.objects.filter(pk=receipt.pk).update(keys_gone=True)
        record(what="listen.retention.keys_destroyed", on=str(receipt.pk), by=by, at=at)
    return gone


def _destroy(people: set[UUID], kind: keys.Kind) -> int:
    return keys.destroy(list(people), (kind,)) if people else 0


@transaction.atomic
def mark_retention_seen(*, receipt: RetentionReceipt, by: str, at: dt.datetime) -> None:
    """Note who read the receipt first. A second mark changes nothing."""
    if RetentionReceipt.objects.filter(pk=receipt.pk, seen_by="").update(seen_by=by):
        record(what="listen.retention.seen", on=str(receipt.pk), by=by, at=at)

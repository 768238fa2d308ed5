"""Keys with which checking services send results: made and shown once, ended, used."""

import datetime as dt
import hashlib
import secrets
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.models import SampleKey

_MARK = "pds_"  # so that software which looks for keys in the wrong places knows one


@transaction.atomic
def make_sample_key(*, organisation: UUID, service: str, by: str, at: dt.datetime) -> str:
    """A new key for one service. It is returned here and never again: only its SHA-256 is kept,
    which is enough for 256 random bits."""
    key = _MARK + secrets.token_urlsafe(32)
    made = SampleKey.objects.create(
        organisation=organisation, service=service, digest=_digest(key), made_by=by,
        made_on=at.date(),
    )  # fmt: skip
    record(what="inform.samplekey.make", on=str(made.pk), by=by, at=at)
    return key


@transaction.atomic
def end_sample_key(*, key: SampleKey, by: str, at: dt.datetime) -> bool:
    """Let nothing more in with it. False where it was ended before."""
    ended = SampleKey.objects.filter(pk=key.pk, ended_on=None).update(
        ended_on=at.date(), ended_by=by
    )
    if ended:
        record(what="inform.samplekey.end", on=str(key.pk), by=by, at=at)
    return bool(ended)


def opened(said: str, *, at: dt.datetime) -> SampleKey | None:
    """The key that somebody shows, noted as used today; None for one that is ended or unknown."""
    here = SampleKey.objects.filter(digest=_digest(said), ended_on=None)
    here.exclude(used_on=at.date()).update(used_on=at.date())
    return here.first()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

"""Two people look at a passage in its context before it may leave."""

import datetime as dt
import uuid

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.models import Piece, Quote, SentBack, Signature
from pennydrop.rooms.understand.queries.context import BACK_TABLE
from pennydrop.rooms.understand.queries.quotes import QuoteNow, quote_now

LONGEST_NOTE = 1_000


class CannotSign(Exception):
    """This person cannot sign this passage now; the message says why."""


@transaction.atomic
def sign_quote(*, quote: Quote, seen: str = "", by: str, at: dt.datetime) -> None:
    """Say: I have seen this passage in its context, and it may leave.

    `seen` is the fingerprint of what was shown; when it is given and the words have changed since,
    nothing is signed. A second signature must come from somebody else. Raises CannotSign.
    """
    now = _now(quote)
    if by in now.card.signed_by:
        raise CannotSign("You have signed this already. The second signature is somebody else’s.")
    if now.sent_back:
        raise CannotSign("Somebody sent this back. Read why, and change it first.")
    if seen and seen != now.digest:
        raise CannotSign("It changed while you were looking at it. Please look again.")
    Signature.objects.update_or_create(
        quote=quote, by=by, defaults={"at": at, "digest": now.digest}
    )
    record(what="understand.quote.signed", on=str(quote.pk), by=by, at=at)


@transaction.atomic
def send_back(*, quote: Quote, note: str, by: str, at: dt.datetime) -> None:
    """Say: not like this, and why. The person's own earlier signature goes. Raises CannotSign."""
    _now(quote)
    reason = note.strip()[:LONGEST_NOTE]
    if not reason:
        raise CannotSign("Say in a few words what should change.")
    owner = Piece.objects.filter(quote=quote, kind="words").order_by("order")[0].participant
    key = uuid.uuid4()
    box = seal(reason, participant=owner, key="words", table=BACK_TABLE, row=key, field="sealed")
    SentBack.objects.create(id=key, quote=quote, participant=owner, sealed=box, by=by, at=at)
    Signature.objects.filter(quote=quote, by=by).delete()
    record(what="understand.quote.sent_back", on=str(quote.pk), by=by, at=at)


@transaction.atomic
def put_forward(*, quote: Quote, by: str, at: dt.datetime) -> None:
    """Answer what was sent back and ask for signatures again, without a change."""
    SentBack.objects.filter(quote=quote, answered_at=None).update(answered_at=at)
    record(what="understand.quote.put_forward", on=str(quote.pk), by=by, at=at)


def _now(quote: Quote) -> QuoteNow:
    now = quote_now(quote.pk)
    if now is None or not now.digest:
        raise CannotSign("Its words are gone, so there is nothing to sign.")
    return now

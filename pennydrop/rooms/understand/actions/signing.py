"""Two people look at a passage in its context before it may leave."""

import datetime as dt
import uuid
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.actions.keeping import keep_undo
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
    signature, _ = Signature.objects.update_or_create(
        quote=quote, by=by, defaults={"at": at, "digest": now.digest}
    )
    keep_undo(
        study=quote.study, kind="quote.signed", on=signature.pk,
        said=f"Signed a quote from {now.card.source_title}", by=by, at=at,
    )  # fmt: skip
    record(what="understand.quote.signed", on=str(quote.pk), by=by, at=at)


@transaction.atomic
def send_back(*, quote: Quote, note: str, by: str, at: dt.datetime) -> None:
    """Say: not like this, and why. The person's own earlier signature goes. Raises CannotSign."""
    now = _now(quote)
    reason = note.strip()[:LONGEST_NOTE]
    if not reason:
        raise CannotSign("Say in a few words what should change.")
    owner = Piece.objects.filter(quote=quote, kind="words").order_by("order")[0].participant
    key = uuid.uuid4()
    box = seal(reason, participant=owner, key="words", table=BACK_TABLE, row=key, field="sealed")
    SentBack.objects.create(id=key, quote=quote, participant=owner, sealed=box, by=by, at=at)
    Signature.objects.filter(quote=quote, by=by).delete()
    keep_undo(
        study=quote.study, kind="quote.sent_back", on=key,
        said=f"Sent back a quote from {now.card.source_title}", by=by, at=at,
    )  # fmt: skip
    record(what="understand.quote.sent_back", on=str(quote.pk), by=by, at=at)


@transaction.atomic
def put_forward(*, quote: Quote, by: str, at: dt.datetime) -> None:
    """Answer what was sent back and ask for signatures again, without a change."""
    waiting = SentBack.objects.filter(quote=quote, answered_at=None)
    keep_undo(
        study=quote.study, kind="quote.forward", on=quote.pk,
        said=f"Put forward again a quote from {quote.text.title}",
        facts={"answered": list(waiting.values_list("pk", flat=True))}, by=by, at=at,
    )  # fmt: skip
    waiting.update(answered_at=at)
    record(what="understand.quote.put_forward", on=str(quote.pk), by=by, at=at)


@transaction.atomic
def take_signature_off(*, signature: int, by: str, at: dt.datetime) -> None:
    """Sign it no longer: one's own signature. Raises CannotSign."""
    if not Signature.objects.filter(pk=signature, by=by).delete()[0]:
        raise CannotSign("Your signature is not on it any more.")
    record(what="understand.quote.unsigned", on=str(signature), by=by, at=at)


@transaction.atomic
def take_reason_back(*, reason: UUID, by: str, at: dt.datetime) -> None:
    """Say no longer "not like this", while nobody has answered. Raises CannotSign."""
    if not SentBack.objects.filter(pk=reason, by=by, answered_at=None).delete()[0]:
        raise CannotSign("Somebody has answered it since, or the quote is gone.")
    record(what="understand.quote.reason_taken_back", on=str(reason), by=by, at=at)


@transaction.atomic
def hold_back(*, quote: UUID, reasons: Iterable[UUID], by: str, at: dt.datetime) -> None:
    """Let these reasons wait for an answer again."""
    SentBack.objects.filter(quote=quote, pk__in=list(reasons)).update(answered_at=None)
    record(what="understand.quote.held_back", on=str(quote), by=by, at=at)


def _now(quote: Quote) -> QuoteNow:
    now = quote_now(quote.pk)
    if now is None or not now.digest:
        raise CannotSign("Its words are gone, so there is nothing to sign.")
    return now

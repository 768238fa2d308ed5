"""What was put right about a recommendation and those it was put to, as a page tells it."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pennydrop.rooms.publish.models import Ask, Correction
from pennydrop.rooms.publish.queries.ledger import commitment_of
from pennydrop.rooms.publish.rules.correcting import OPEN, Noun, label_of
from pennydrop.rooms.publish.rules.measures import plain

ISO_DAY, DECIMAL = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d+\.\d+")


@dataclass(frozen=True)
class PutRight:
    """One correction. `open`: everybody may read what stood there before."""

    on: dt.date
    what: str
    was: str
    now: str
    why: str
    open: bool

    @property
    def said(self) -> str:
        """What everybody may read of it, in a sentence."""
        if not self.what:
            return "All of this was entered in error."
        if not self.open:
            return f"Put right: {self.what}."
        return f"Put right: {self.what}. It was {self.was}, and is {self.now}."


def put_right(
    made: Iterable[Correction], nouns: dict[UUID, Noun], *, on: dt.date
) -> tuple[PutRight, ...]:
    """What was put right by a day, in the order in which it was."""
    return tuple(
        PutRight(
            one.noted_on,
            label_of(one.field, nouns[one.entry]) if one.field else "",
            _said(one.was),
            _said(one.now),
            one.why,
            one.field in OPEN,
        )
        for one in made
        if one.noted_on <= on
    )


def nouns_of(ask: Ask) -> dict[UUID, Noun]:
    """What each row of an ask is."""
    found = {ask.pk: Noun.ASK, **{reply.pk: Noun.REPLY for reply in ask.reply_set.all()}}
    row = commitment_of(ask)
    if row is not None:
        found |= {row.pk: Noun.PROMISE, **{one.pk: Noun.LATER for one in row.newdate_set.all()}}
    return found


def _said(text: str) -> str:
    """A day as people write it; anything else as it is."""
    if ISO_DAY.fullmatch(text):
        return f"{dt.date.fromisoformat(text):%-d %B %Y}"
    if DECIMAL.fullmatch(text):
        return plain(Decimal(text))
    return {"True": "yes", "False": "no"}.get(text, text)

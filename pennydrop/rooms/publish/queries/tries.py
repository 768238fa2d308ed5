"""Who tried to recognise somebody in the quotes of a document, and whether that still counts."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.publish.models import IntruderTest
from pennydrop.rooms.publish.rules.intruding import KINDS, OUTCOMES
from pennydrop.rooms.understand.public.quotes import QuoteCard


@dataclass(frozen=True)
class TryNoted:
    """One try, as its page shows it. `current`: the quotes are still those it was made with."""

    row: IntruderTest
    outcome: str
    kinds: tuple[str, ...]
    current: bool


def tries_of(document: UUID, cards: Iterable[QuoteCard]) -> list[TryNoted]:
    """Every try of a document, newest first. `cards`: the quotes that stand in it now."""
    now = quotes_now(cards)
    rows = IntruderTest.objects.filter(document=document).order_by("-at", "-pk")
    return [
        TryNoted(
            row=row,
            outcome=OUTCOMES[row.outcome],
            kinds=tuple(KINDS[kind] for kind in row.kinds.split(",") if kind),
            current=row.quotes == now,
        )
        for row in rows
    ]


def quotes_now(cards: Iterable[QuoteCard]) -> str:
    """A fingerprint of quotes, by digests under their participants' own keys: without those keys
    nobody can tell which words it was made of."""
    return hashed(sorted((str(card.id), card.digest) for card in cards))


def hashed(what: object) -> str:
    kept = json.dumps(what, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()

"""Read quotes: assembled from their pieces as the words stand now, many at once.

However many quotes are read, there is one query each for pieces, words, signatures, keys, consent
and names.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.audit.queries import events_on
from pennydrop.core.vault.sealing import KeyGone, digest, warm
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Piece, Quote, Segment, SentBack, Signature
from pennydrop.rooms.understand.queries.care import folded_quotes
from pennydrop.rooms.understand.queries.texts import Opened, cut, open_segments
from pennydrop.rooms.understand.rules.positions import split
from pennydrop.rooms.understand.rules.quoting import (
    OMISSION,
    SIGNATURES_NEEDED,
    QuoteCard,
    QuotePiece,
)

AT_ONCE = 200


@dataclass(frozen=True)
class QuoteNow:
    """A quote read now. `stale`: who signed words that have changed since; `sent_back`: somebody
    said "not like this" and nobody has answered yet."""

    row: Quote
    card: QuoteCard
    digest: str
    stale: tuple[str, ...]
    sent_back: bool

    @property
    def waits(self) -> bool:
        """Whether it waits for another pair of eyes."""
        few = len(self.card.signed_by) < SIGNATURES_NEEDED
        return few and bool(self.digest) and not self.sent_back


def quotes_now(rows: QuerySet[Quote]) -> list[QuoteNow]:
    """Quotes in the order in which they were made."""
    quotes = list(rows.select_related("text").order_by("at", "pk"))
    read: list[QuoteNow] = []
    for start in range(0, len(quotes), AT_ONCE):
        read += _read(quotes[start : start + AT_ONCE])
    return read


def folded(rows: Sequence[QuoteNow], *, reader: str) -> list[QuoteNow]:
    """The same, without the words of those on which `reader` has not opened a hard passage."""
    cards = folded_quotes((row.card for row in rows), reader=reader)
    return [replace(row, card=card) for row, card in zip(rows, cards, strict=True)]


def quote_now(quote: UUID) -> QuoteNow | None:
    found = quotes_now(Quote.objects.filter(pk=quote))
    return found[0] if found else None


def others_wait(study: UUID, quote: UUID, by: str) -> bool:
    """Whether there are others that somebody has not signed, whatever keeps them."""
    unsigned = Quote.objects.filter(study=study).exclude(pk=quote).exclude(signature__by=by)
    return unsigned.exists()


def waits_after(study: UUID, quote: UUID, by: str) -> UUID | None:
    """The next quote that waits for somebody's signature, going round from this one."""
    rows = quotes_now(Quote.objects.filter(study=study))
    here = next((place for place, now in enumerate(rows) if now.card.id == quote), 0)
    round_ = (*rows[here + 1 :], *rows[:here])
    waiting = (now.card.id for now in round_ if now.waits and by not in now.card.signed_by)
    return next(waiting, None)


def quote_words(quote: Quote) -> str:
    """A quote as one line of text, the way it would be printed."""
    found = quote_now(quote.pk)
    return found.card.words if found else ""


def fingerprint(attribution: str, pieces: Sequence[QuotePiece]) -> str:
    """What a signature is about: every piece in order and the attribution. "" without words.

    Words enter by a digest under the participant's key, so it can be made and compared only while
    that key is there.
    """
    if not any(piece.kind == "words" and _says_something(piece) for piece in pieces):
        return ""
    tokens = [f"attribution:{attribution}"]
    for piece in pieces:
        text = piece.text
        if piece.kind == "words" and piece.participant is not None:
            text = digest(piece.text, participant=piece.participant)
        tokens.append(f"{piece.kind}:{text}")
    return hashlib.sha256("\x1f".join(tokens).encode("utf-8", "surrogatepass")).hexdigest()


def _says_something(piece: QuotePiece) -> bool:
    """Whether there is a letter or digit: marks alone are no quote."""
    return any(c.isalnum() for c in piece.text)


@dataclass(frozen=True)
class _Loaded:
    """Everything that a batch of quotes needs, already read."""

    pieces: dict[UUID, list[Piece]]
    words: dict[UUID, list[Opened]]
    signatures: dict[UUID, list[Signature]]
    sent_back: set[UUID]
    consents: dict[UUID, listen.ConsentState]
    people: dict[UUID, listen.ParticipantCard]


def _read(quotes: list[Quote]) -> list[QuoteNow]:
    loaded = _load(quotes)
    return [_one(quote, loaded) for quote in quotes]


def _load(quotes: list[Quote]) -> _Loaded:
    ids = [quote.pk for quote in quotes]
    pieces: dict[UUID, list[Piece]] = {key: [] for key in ids}
    for piece in Piece.objects.filter(quote__in=ids).order_by("order"):
        pieces[piece.quote_id].append(piece)
    signatures: dict[UUID, list[Signature]] = {key: [] for key in ids}
    for signature in Signature.objects.filter(quote__in=ids).order_by("at", "pk"):
        signatures[signature.quote_id].append(signature)
    returned = SentBack.objects.filter(quote__in=ids, answered_at=None)
    studies = {quote.study for quote in quotes}
    people = {card.id: card for study in studies for card in listen.participants_of(study)}
    spoke = {p.participant for rows in pieces.values() for p in rows}
    return _Loaded(
        pieces=pieces,
        words=_words(quotes, pieces),
        signatures=signatures,
        sent_back=set(returned.values_list("quote", flat=True)),
        consents=listen.consents_of(spoke),
        people=people,
    )


def _words(quotes: list[Quote], pieces: dict[UUID, list[Piece]]) -> dict[UUID, list[Opened]]:
    """The segments that the quotes touch, by text; unreadable ones are left out."""
    wanted: dict[UUID, set[int]] = {}
    for quote in quotes:
        rows = pieces[quote.pk]
        if rows:
            low, high = split(min(p.start for p in rows))[0], split(max(p.end for p in rows))[0]
            wanted.setdefault(quote.text_id, set()).update(range(low, high + 1))
    orders = set().union(*wanted.values()) if wanted else set()
    found = Segment.objects.filter(text__in=wanted, order__in=orders).order_by("text", "order")
    touched = [row for row in found if row.order in wanted[row.text_id]]
    warm({row.participant for row in touched}, "words")
    opened: dict[UUID, list[Opened]] = {text: [] for text in wanted}
    for row in touched:
        try:
            opened[row.text_id] += open_segments([row])
        except KeyGone:
            continue
    return opened


def _one(quote: Quote, loaded: _Loaded) -> QuoteNow:
    pieces = _pieces(loaded.pieces[quote.pk], loaded.words.get(quote.text_id, []))
    now = fingerprint(quote.attribution, pieces)
    signatures = loaded.signatures[quote.pk]
    signed = tuple(s.by for s in signatures if now and s.digest == now)
    stale = tuple(s.by for s in signatures if s.by not in signed)
    spoke = dict.fromkeys(p.participant for p in pieces if p.participant is not None)
    people = tuple(p for p in spoke if p not in loaded.people or not loaded.people[p].staff)
    sent_back = quote.pk in loaded.sent_back
    blocks = [
        *_word_blocks(quote, now, pieces),
        *_consent_blocks(people, loaded),
        *_signature_blocks(len(signed), len(stale), sent_back),
    ]
    text = quote.text
    card = QuoteCard(
        id=quote.pk,
        study=quote.study,
        theme=quote.theme_id,
        source=quote.text_id,
        source_title=text.title,
        kind=text.kind,
        fidelity=text.fidelity,
        attribution=quote.attribution,
        pieces=tuple(pieces),
        participants=people,
        signed_by=signed,
        consent=_consent_line(people, loaded),
        blocks=tuple(blocks),
        digest=now,
    )
    return QuoteNow(quote, card, now, stale, sent_back)


def _pieces(rows: list[Piece], segments: list[Opened]) -> list[QuotePiece]:
    """The pieces in order, with an omission between two pieces of words that do not touch."""
    pieces: list[QuotePiece] = []
    reached: int | None = None
    for row in rows:
        if reached is not None and _left_out(segments, reached, row.start):
            pieces.append(QuotePiece("omission", OMISSION, None, reached, row.start))
        if row.kind == "words":
            words = cut(segments, row.start, row.end)
            pieces.append(QuotePiece("words", words, row.participant, row.start, row.end))
        else:
            shown = f"[{row.clarification}]"
            pieces.append(QuotePiece("clarification", shown, None, row.start, row.end))
        reached = row.end
    return pieces


def _left_out(segments: list[Opened], start: int, end: int) -> bool:
    """Whether words stand between two positions: line ends and commas alone are no omission."""
    return start < end and any(c.isalnum() for c in cut(segments, start, end))


def _word_blocks(quote: Quote, now: str, pieces: list[QuotePiece]) -> Iterable[str]:
    # A stop alone is no loss: it is what a clarification before it leaves of the passage.
    empty = any(piece.kind == "words" and not piece.text.strip() for piece in pieces)
    if not now or empty:
        yield "Some or all of its words are gone: taken back, or edited away."
    if quote.text.fidelity != "word_for_word":
        kept = {"notes": "notes", "remembered": "remembered words"}[quote.text.fidelity]
        yield f"{quote.text.title} holds {kept}, so it cannot be quoted as word for word."


def _consent_blocks(people: Iterable[UUID], loaded: _Loaded) -> Iterable[str]:
    for person in people:
        state = loaded.consents.get(person, listen.ConsentState())
        name = loaded.people[person].name if person in loaded.people else "This person"
        for scope in listen.NEEDS[listen.Use.PUBLISH_QUOTE]:
            reply = state.on(scope).reply
            if reply is not listen.Reply.YES:
                said = "said no" if reply is listen.Reply.NO else "has not said yes"
                yield f"{name} {said} to “{scope.value.replace('_', ' ')}”."


def _signature_blocks(signed: int, stale: int, sent_back: bool) -> Iterable[str]:
    if sent_back:
        yield "Somebody sent it back: “not like this”. Read why, change it or put it forward again."
    if signed >= SIGNATURES_NEEDED:
        return
    if stale:
        yield "It changed after it was signed: whoever signed needs to look again."
    have = {0: "nobody has", 1: "one has"}[signed]
    yield f"Two people must sign it, each having seen it in its context; so far {have}."


def _consent_line(people: Iterable[UUID], loaded: _Loaded) -> str:
    needed = listen.NEEDS[listen.Use.PUBLISH_QUOTE]
    lines = [
        listen.version_line(loaded.consents[person], needed)
        for person in people
        if person in loaded.consents
    ]
    return "; ".join(lines)


def what_became_of(quote: UUID) -> tuple[str, dt.date | None] | None:
    """Of a quote that is gone: "dropped" and when, or "taken back"; None: there was never one."""
    said = {event.what: event.at for event in events_on(str(quote))}
    if "understand.quote.made" not in said:
        return None
    dropped = said.get("understand.quote.dropped")
    return ("dropped", dropped.date()) if dropped else ("taken back", None)

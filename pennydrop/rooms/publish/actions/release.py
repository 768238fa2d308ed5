"""Release an edition: the one moment at which words leave the study."""

import datetime as dt
import hashlib
import json
import secrets
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.actions import Stale
from pennydrop.core.documents.blanks import for_readers
from pennydrop.core.documents.stored import block_data
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.public import NEEDS, StudyCard, Use, consents_of, version_line
from pennydrop.rooms.publish.models import Edition, Slot
from pennydrop.rooms.publish.queries.checks import Ready, check_draft
from pennydrop.rooms.publish.queries.drafts import Draft, draft_by_id
from pennydrop.rooms.publish.queries.editions import ATTRIBUTION, TABLE
from pennydrop.rooms.publish.queries.filled import attribution, titles_in
from pennydrop.rooms.publish.rules.checking import Problem
from pennydrop.rooms.publish.rules.figures import Figures, as_data
from pennydrop.rooms.understand.public.quotes import QuoteCard

ATTEMPTS = 5
LETTERS = "bcdfghjkmnpqrstvwxz23456789"


class CannotRelease(Exception):
    """Something stands in the way. `problems` says what and where, each of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class NotTicked(CannotRelease):
    """Names may be left in quotes, and nobody has said that they have read them."""


def release_edition(
    *, study: StudyCard, draft: Draft, ticked: Collection[str] = (), by: str, at: dt.datetime
) -> Edition:
    """Publish the draft as its next edition. `ticked`: which of `Ready.ticks` somebody has read.

    The whole of it is tried on paper first, outside of any transaction. Then everything is read
    and checked again inside one: a quote that was unsigned, taken back or changed meanwhile stops
    it. Raises CannotRelease naming everything that stands in the way, NotTicked, and Stale when
    somebody saved another revision meanwhile.
    """
    _check_ready(check_draft(study, draft), ticked)
    return _release(study=study, draft=draft, ticked=ticked, by=by, at=at)


def _check_ready(ready: Ready, ticked: Collection[str]) -> None:
    if ready.stops:
        raise CannotRelease(ready.stops)
    unread = tuple(problem for problem in ready.ticks if problem.tick not in ticked)
    if unread:
        raise NotTicked(unread)


@transaction.atomic
def _release(
    *, study: StudyCard, draft: Draft, ticked: Collection[str], by: str, at: dt.datetime
) -> Edition:
    newest = draft_by_id(draft.id)
    if newest is None or newest.number != draft.number:
        raise Stale(newest.number if newest else 0)
    ready = check_draft(study, newest, printing=False)
    _check_ready(ready, ticked)
    edition = _take_number(ready, by=by, at=at)
    Slot.objects.bulk_create(_slots(edition, ready.cards.values()))
    record(what="publish.edition.release", on=str(edition.pk), by=by, at=at)
    if ready.ticks:
        record(what="publish.edition.names_read", on=str(edition.pk), by=by, at=at)
    return edition


def _take_number(ready: Ready, *, by: str, at: dt.datetime) -> Edition:
    """The next number; two releases at once get two."""
    document, study = ready.draft.document, ready.facts.study
    for attempt in range(ATTEMPTS):
        taken = Edition.objects.filter(document=document.id).aggregate(n=Max("number"))["n"]
        try:
            with transaction.atomic():
                return Edition.objects.create(
                    document=document.id,
                    study=study.id,
                    number=(taken or 0) + 1,
                    slug="".join(secrets.choice(LETTERS) for _ in range(10)),
                    title=document.title,
                    skeleton=_skeleton(ready),
                    invented=study.invented,
                    released_by=by,
                    released_at=at,
                )
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _skeleton(ready: Ready) -> dict[str, Any]:
    """What never changes: blocks with the themes' texts, figures as released, and which quotes
    stand where. Nothing that a person said, nor how we described them."""
    shown = for_readers(ready.blocks)
    titles = titles_in(ready.blocks, ready.facts)
    figures = ready.facts.figures
    told = {theme: row for theme, row in figures.themes.items() if theme in titles}
    released = Figures(figures.people, figures.groups, told, figures.threshold, figures.months)
    return {
        "organisation": ready.facts.organisation,
        "revision": ready.draft.number,
        "template": ready.draft.template,
        "blocks": block_data(ready.readable),
        "keys": [ready.draft.keys[place] for place in shown],
        "titles": [[theme, title] for theme, title in titles.items()],
        "figures": as_data(released),
        "quotes": {quote: _shape(card) for quote, card in ready.cards.items()},
    }


def _shape(card: QuoteCard) -> dict[str, list[str]]:
    marks = [] if card.fidelity == "word_for_word" else ["not word for word"]
    return {"pieces": [piece.kind for piece in card.pieces], "marks": marks}


def _slots(edition: Edition, cards: Iterable[QuoteCard]) -> list[Slot]:
    cards = list(cards)
    people = {piece.participant for card in cards for piece in card.pieces if piece.participant}
    states = consents_of(people)
    lines = {p: version_line(states[p], NEEDS[Use.PUBLISH_QUOTE]) for p in people}
    return [
        _slot(edition, card, order, person, text, lines[person])
        for card in cards
        for order, person, text in _pieces(card)
    ]


def _pieces(card: QuoteCard) -> Iterable[tuple[int, uuid.UUID, str]]:
    """Everything about a quote that is sealed: its words, our clarifications of them, and how the
    person is described. A clarification goes with whose words it explains."""
    owners = [piece.participant for piece in card.pieces]
    first = next(owner for owner in owners if owner is not None)
    yield ATTRIBUTION, first, attribution(card)
    last = first
    for order, (piece, owner) in enumerate(zip(card.pieces, owners, strict=True), start=1):
        last = owner or last
        if piece.kind != "omission":
            yield order, last, piece.text


def _slot(
    edition: Edition, card: QuoteCard, order: int, person: uuid.UUID, text: str, consent: str
) -> Slot:
    row, salt = uuid.uuid4(), secrets.token_hex(16)
    kept = json.dumps({"salt": salt, "text": text}, ensure_ascii=False)
    return Slot(
        id=row,
        edition=edition,
        quote=card.id,
        order=order,
        participant=person,
        consent=consent,
        commitment=commitment(salt, text),
        sealed=seal(kept, participant=person, key="words", table=TABLE, row=row, field="sealed"),
    )


def commitment(salt: str, text: str) -> str:
    """SHA-256 over the salt's bytes and the words in UTF-8, in hexadecimal. Whoever is given salt
    and words can show that they stood in the edition; without the salt it says nothing."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode("utf-8", "surrogatepass")).hexdigest()

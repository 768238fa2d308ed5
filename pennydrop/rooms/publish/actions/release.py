"""Release an edition: the one moment at which words leave the study."""

import datetime as dt
import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.actions import Stale
from pennydrop.core.documents.blanks import for_readers
from pennydrop.core.documents.stored import block_data
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.public import NEEDS, StudyCard, Use, consents_of, version_line
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.models import Edition, OutsideAnswer, Proposal, Slot, Weighed
from pennydrop.rooms.publish.queries.checks import Ready, check_draft
from pennydrop.rooms.publish.queries.drafts import Draft, draft_by_id
from pennydrop.rooms.publish.queries.editions import ATTRIBUTION, TABLE
from pennydrop.rooms.publish.queries.filled import attribution, titles_in
from pennydrop.rooms.publish.queries.released_claims import claims_data
from pennydrop.rooms.publish.queries.releasing import stands_for
from pennydrop.rooms.publish.rules.checking import Problem
from pennydrop.rooms.publish.rules.figures import as_data
from pennydrop.rooms.publish.rules.signing import Outside
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.themes import copied_from_study

ATTEMPTS = 5
LONGEST_REASON = 300
LETTERS = "bcdfghjkmnpqrstvwxz23456789"


class CannotRelease(Exception):
    """Something stands in the way. `problems` says what and where, each of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class NotWeighed(CannotRelease):
    """Something was found that may stay only for a reason, and nobody gave one."""


class CannotSign(Exception):
    """This person cannot give the second signature now; the message says why."""


class Changed(CannotSign):
    """What was proposed is not what would be released: the first signature no longer counts."""


def propose_release(
    *, study: StudyCard, draft: Draft, reasons: Mapping[str, str], by: str, at: dt.datetime
) -> Proposal:
    """The first signature: this, exactly as it is, may be released. `reasons`: why each thing of
    `Ready.weighs` may stay, by its tick.

    The whole of it is tried on paper first, outside of any transaction. Raises CannotRelease naming
    everything that stands in the way, NotWeighed, Copied where a reason retells somebody's words,
    and Stale when somebody saved another revision meanwhile.
    """
    check_ready(check_draft(study, draft), reasons)
    said = "\n".join(reasons.values())
    if runs := copied_from_study(study.id, said):
        raise Copied(runs)
    with transaction.atomic():
        ready = _newest(study, draft.id, draft.number)
        check_ready(ready, reasons)
        return _propose(ready, reasons, by, at)


def _propose(ready: Ready, reasons: Mapping[str, str], by: str, at: dt.datetime) -> Proposal:
    waiting = Proposal.objects.filter(document=ready.draft.id, ended_at=None)
    waiting.update(ended_at=at, ended_why="proposed anew")
    proposal = Proposal.objects.create(
        document=ready.draft.id,
        study=ready.facts.study.id,
        revision=ready.draft.number,
        stands_for=stands_for(ready),
        by=by,
        at=at,
    )
    Weighed.objects.bulk_create(
        Weighed(
            proposal=proposal,
            what=problem.kind,
            block=problem.block,
            reason=reasons[problem.tick].strip()[:LONGEST_REASON],
        )
        for problem in ready.weighs
    )
    record(what="publish.release.proposed", on=str(proposal.pk), by=by, at=at)
    if ready.weighs:
        record(what="publish.release.weighed", on=str(proposal.pk), by=by, at=at)
    return proposal


def sign_release(
    *, study: StudyCard, proposal: Proposal, by: str, at: dt.datetime,
    outside: Outside | None = None,
) -> Edition:  # fmt: skip
    """The second signature, by somebody else: publish what was proposed as the next edition.
    `outside`: who signs, where it is somebody without an account.

    Everything is read and checked again inside one transaction. Whatever changed since the first
    signature, a quote that was unsigned, taken back or corrected included, ends the proposal.
    Raises CannotRelease, CannotSign and Changed.
    """
    if by == proposal.by:
        raise CannotSign("You proposed this. The second signature is somebody else’s.")
    try:
        return _sign(study, proposal, by, at, outside)
    except (Changed, Stale) as change:
        end_proposal(proposal=proposal, why="changed", by=by, at=at)
        raise Changed(
            "Something changed since it was proposed, so the first signature no longer counts. "
            "Look at the release check and propose it again."
        ) from change


@transaction.atomic
def _sign(
    study: StudyCard, proposal: Proposal, by: str, at: dt.datetime, outside: Outside | None
) -> Edition:
    ready = _newest(study, proposal.document, proposal.revision)
    if ready.stops:
        raise CannotRelease(ready.stops)
    if stands_for(ready) != proposal.stands_for:
        raise Changed
    waiting = Proposal.objects.filter(pk=proposal.pk, ended_at=None)
    if not waiting.update(ended_at=at, ended_why="released", signed_by=by):
        raise CannotSign("It was released or taken back meanwhile.")
    edition = _take_number(ready, by=by, at=at)
    Slot.objects.bulk_create(_slots(edition, ready.cards.values()))
    Proposal.objects.filter(pk=proposal.pk).update(edition=edition)
    if outside:
        OutsideAnswer.objects.create(
            proposal=proposal, link=outside.link, name=outside.name, role=outside.role, at=at
        )
    record(what="publish.edition.release", on=str(edition.pk), by=by, at=at)
    return edition


def take_proposal_back(*, proposal: Proposal, by: str, at: dt.datetime) -> None:
    """Sign it no longer, before anybody else did. Raises CannotSign."""
    if not end_proposal(proposal=proposal, why="taken back", by=by, at=at):
        raise CannotSign("It was released or taken back meanwhile.")


@transaction.atomic
def end_proposal(*, proposal: Proposal, why: str, by: str, at: dt.datetime) -> bool:
    """End what nobody has signed yet, and say whether it was still open. `why`: in two words."""
    waiting = Proposal.objects.filter(pk=proposal.pk, ended_at=None)
    ended = waiting.update(ended_at=at, ended_why=why)
    if ended:
        record(what=f"publish.release.{why.replace(' ', '_')}", on=str(proposal.pk), by=by, at=at)
    return bool(ended)


def release_edition(
    *, study: StudyCard, draft: Draft, reasons: Mapping[str, str], by: str, second: str,
    at: dt.datetime,
) -> Edition:  # fmt: skip
    """Both signatures at once, where two people are named who stand for it. Raises what
    `propose_release` and `sign_release` raise."""
    if by == second:
        raise CannotSign("Two people release: name somebody else as the second.")
    proposal = propose_release(study=study, draft=draft, reasons=reasons, by=by, at=at)
    return sign_release(study=study, proposal=proposal, by=second, at=at)


def check_ready(ready: Ready, reasons: Mapping[str, str]) -> None:
    """Raise CannotRelease for what stops it, NotWeighed for what nobody gave a reason for."""
    if ready.stops:
        raise CannotRelease(ready.stops)
    open_still = tuple(p for p in ready.weighs if not reasons.get(p.tick, "").strip())
    if open_still:
        raise NotWeighed(open_still)


def _newest(study: StudyCard, document: uuid.UUID, revision: int) -> Ready:
    """The draft read and checked now. Raises Stale where it is no longer this revision."""
    newest = draft_by_id(document)
    if newest is None or newest.number != revision:
        raise Stale(newest.number if newest else 0)
    return check_draft(study, newest, printing=False)


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
    keys = [ready.draft.keys[place] for place in shown]
    return {
        "organisation": ready.facts.organisation,
        "revision": ready.draft.number,
        "template": ready.draft.template,
        "blocks": block_data(ready.readable),
        "keys": keys,
        "claims": claims_data(ready.claims, keys),
        "titles": [[theme, title] for theme, title in titles.items()],
        "figures": as_data(figures),
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

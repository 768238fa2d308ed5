"""Say what sentences of a document stand on, or take such a word back."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.prose import safe_link
from pennydrop.rooms.publish.actions.drafts import check_own_words
from pennydrop.rooms.publish.models import ClaimTie
from pennydrop.rooms.publish.queries.checks import Ready
from pennydrop.rooms.publish.queries.claims import targets
from pennydrop.rooms.publish.queries.stories import is_story
from pennydrop.rooms.publish.rules.claims import FOUND_IN_STUDY, BadTie, Claim, Evidence, Kind

LONGEST_SAID = 600


@transaction.atomic
def tie_claim(
    *, ready: Ready, sentences: Collection[str], to: Evidence, by: str, at: dt.datetime
) -> int:
    """Tie sentences (`Sentence.name`) of a draft as it reads now to one piece of evidence, or mark
    them as needing none. Returns how many. Evidence ends the word that a sentence needs none, and
    that word ends what it stood on. Raises BadTie, and Copied where a name retells a source."""
    claims = ready.claims.named(sentences)
    if not claims:
        raise BadTie("Choose at least one sentence that still stands in the draft as it was.")
    _check(ready, to)
    check_own_words(ready.draft.studies, [to.label])
    for claim in claims:
        _tie(ready.draft.id, claim, to, by=by, at=at)
    record(what="publish.claim.tie", on=str(ready.draft.id), by=by, at=at)
    return len(claims)


@transaction.atomic
def untie_claim(*, document: UUID, tie: UUID, by: str, at: dt.datetime) -> None:
    """Take one tie off. One that is off already stays off."""
    if ClaimTie.objects.filter(document=document, pk=tie).delete()[0]:
        record(what="publish.claim.untie", on=str(document), by=by, at=at)


def _tie(document: UUID, claim: Claim, to: Evidence, *, by: str, at: dt.datetime) -> None:
    sentence = claim.sentence
    rows = ClaimTie.objects.filter(document=document, block=sentence.block, sentence=sentence.mark)
    unfit = rows.exclude(kind=Kind.NONE) if to.kind is Kind.NONE else rows.filter(kind=Kind.NONE)
    unfit.delete()
    rows.get_or_create(
        document=document,
        block=sentence.block,
        sentence=sentence.mark,
        kind=to.kind,
        target=to.target,
        defaults={"label": to.label, "said": sentence.text[:LONGEST_SAID], "by": by, "at": at},
    )


def _check(ready: Ready, to: Evidence) -> None:
    if to.kind in FOUND_IN_STUDY:
        known = targets(ready.draft, ready.facts, {to.kind})
        if to.target not in known.get(to.kind, {}):
            raise BadTie("That is not there any more. Choose something else.")
    elif to.kind is Kind.SOURCE:
        if not to.target.startswith(("http://", "https://")) or not safe_link(to.target):
            raise BadTie("Give the address of the page, beginning with https://.")
        if is_story(to.target):
            raise BadTie("One person’s story proves nothing. Tie it to what many people said.")
        if not to.label.strip():
            raise BadTie("Say what it is: its title, who published it, and the year.")

"""What waits for a second signature, and whether it is still what would be released."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.documents.stored import block_data
from pennydrop.rooms.publish.models import Proposal, Weighed
from pennydrop.rooms.publish.queries.checks import Ready
from pennydrop.rooms.publish.queries.filled import titles_in
from pennydrop.rooms.publish.queries.released_claims import claims_data
from pennydrop.rooms.publish.queries.tries import hashed, quotes_now
from pennydrop.rooms.publish.rules.checking import KINDS, WHOLE
from pennydrop.rooms.publish.rules.figures import as_data


def open_proposal(document: UUID) -> Proposal | None:
    """What waits for a second signature."""
    return Proposal.objects.filter(document=document, ended_at=None).first()


def weighed_in(proposal: Proposal) -> list[tuple[str, Weighed]]:
    """What was found and may stay, each under its plain name, in the order of the report."""
    rows = proposal.weighed.order_by("block", "pk")
    return [(KINDS.get(one.what, WHOLE), one) for one in rows]


@dataclass(frozen=True)
class Found:
    """Something that was found and may stay, as somebody outside reads it. `text`: what was found;
    empty where it is found only in print, which nobody does to sign."""

    name: str
    block: int
    text: str
    reason: str


def weighed_outside(proposal: Proposal, ready: Ready) -> list[Found]:
    """What was found and may stay, each with what it says, of a draft that is still as it was
    proposed. A row keeps no words, so its finding is the next of the same kind in its block."""
    texts: dict[tuple[str, int], list[str]] = {}
    for one in ready.weighs:
        texts.setdefault((one.kind, one.block), []).append(one.outside or one.text)
    found = []
    for name, row in weighed_in(proposal):
        left = texts.get((row.what, row.block), [])
        found.append(Found(name, row.block, left.pop(0) if left else "", row.reason))
    return found


def stands_for(ready: Ready) -> str:
    """A fingerprint of everything that readers would see, what its sentences stand on, and all that
    was found in it."""
    return hashed(
        {
            "revision": ready.draft.number,
            "title": ready.draft.title,
            "organisation": ready.facts.organisation,
            "invented": ready.facts.study.invented,
            "blocks": block_data(ready.blocks),
            "themes": list(titles_in(ready.blocks, ready.facts).items()),
            "figures": as_data(ready.facts.figures),
            "claims": claims_data(ready.claims, ready.draft.keys),
            "quotes": quotes_now(ready.cards.values()),
            "consents": sorted((quote, card.consent) for quote, card in ready.cards.items()),
            # How many sheets it fills is found only where it is printed, which signing does not.
            "weighed": sorted(one.tick for one in ready.weighs if one.kind != "sheets"),
        }
    )

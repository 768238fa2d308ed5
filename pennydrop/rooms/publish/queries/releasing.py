"""What waits for a second signature, and whether it is still what would be released."""

from collections import Counter
from collections.abc import Iterable
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


# Not of what is signed: how many sheets it fills is found only where it is printed, which signing
# does not, and whether it says what an edition says changes by the signature itself.
BESIDE = {"sheets", "same again"}


@dataclass(frozen=True)
class Reason:
    """Why some of what was found may stay. `names`: each thing by its plain name and its block."""

    said: str
    names: tuple[str, ...]


def by_reason(weighed: Iterable[tuple[str, Weighed]]) -> list[Reason]:
    """What may stay, by its reason: one that stands for several things is read as one."""
    found: dict[str, list[str]] = {}
    for name, row in weighed:
        at = f", block {row.block}" if row.block else ""
        found.setdefault(row.reason, []).append(f"{name}{at}")
    return [Reason(said, tuple(names)) for said, names in found.items()]


@dataclass(frozen=True)
class Found:
    """Something that was found and may stay, as somebody outside reads it. `text`: what was found;
    empty where it is found only in print, which nobody does to sign. `alike`: for how many things
    the same reason stands."""

    name: str
    block: int
    text: str
    reason: str
    alike: int = 1


def weighed_outside(proposal: Proposal, ready: Ready) -> list[Found]:
    """What was found and may stay, each with what it says, of a draft that is still as it was
    proposed. A row keeps no words, so its finding is the next of the same kind in its block."""
    texts: dict[tuple[str, int], list[str]] = {}
    for one in ready.weighs:
        texts.setdefault((one.kind, one.block), []).append(one.outside or one.text)
    found = []
    weighed = weighed_in(proposal)
    times = Counter(row.reason for _, row in weighed)
    for name, row in weighed:
        left = texts.get((row.what, row.block), [])
        text = left.pop(0) if left else ""
        found.append(Found(name, row.block, text, row.reason, times[row.reason]))
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
            "weighed": sorted(one.tick for one in ready.weighs if one.kind not in BESIDE),
        }
    )

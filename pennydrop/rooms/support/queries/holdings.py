"""What this room holds of a participant: only whether a concern leads to them."""

from uuid import UUID

from pennydrop.core.erasure.registry import Holding, Invitation
from pennydrop.rooms.support.queries.concerns import pointed_at

LINKS = "marks that show who a safety note is about (the note stays, without the mark)"
# The name also on the receipt.


def holdings(participant: UUID) -> list[Holding]:
    return [Holding(what=LINKS, count=pointed_at(participant))]


def invitations(participant: UUID) -> list[Invitation]:
    """Nothing: what stands in a concern was written by us."""
    return []

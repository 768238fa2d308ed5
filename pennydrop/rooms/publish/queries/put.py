"""The recommendations that stand in released editions, and what became of each: a block is found
again in every edition of its document, because it keeps its key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.publish.models import Edition, Recommendation
from pennydrop.rooms.publish.queries.editions import EditionCard
from pennydrop.rooms.publish.queries.parts import Part, parts_of


@dataclass(frozen=True)
class InEdition:
    """A recommendation of an edition. `noted` is the one that is followed; None while it is not."""

    part: Part
    noted: Recommendation | None


def recommendations_in(card: EditionCard) -> list[InEdition]:
    """Every recommendation that stands in an edition, in its order."""
    noted = _noted(card.document)
    return [InEdition(part, noted.get(part.block)) for part in parts_of(card) if part.recommends]


def not_followed_yet(cards: Iterable[EditionCard]) -> list[Part]:
    """The recommendations of these editions that nobody follows yet."""
    return [one.part for card in cards for one in recommendations_in(card) if not one.noted]


def followed_as(part: Part) -> Recommendation | None:
    """What a recommendation of an edition is followed as, whichever edition it was noted from."""
    return _noted(part.edition.document).get(part.block)


def _noted(document: UUID) -> Mapping[str, Recommendation]:
    """By block; a block of the first editions, which kept no keys, is known by its place."""
    editions = Edition.objects.filter(document=document).values_list("pk", flat=True)
    rows = Recommendation.objects.filter(edition__in=list(editions)).order_by("-made_at")
    return {row.block or row.place: row for row in rows}

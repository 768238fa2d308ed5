"""The parts of a released edition that a recommendation can rest on: its sections and themes, and
the recommendations that stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pennydrop.core.documents.blocks import Recommendation
from pennydrop.core.documents.outline import outline
from pennydrop.core.documents.prose import plain
from pennydrop.core.documents.stored import read_blocks
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.editions import EditionCard


@dataclass(frozen=True)
class Part:
    """One part of an edition: its address in it, its block's key, and the section it belongs to.
    `text` and `who` are those of a recommendation that stands there, else empty."""

    edition: EditionCard
    anchor: str
    key: str
    section: str
    text: str = ""
    who: str = ""

    @property
    def name(self) -> str:
        """How a form names it."""
        return f"{self.edition.slug}#{self.anchor}"

    @property
    def block(self) -> str:
        """What it is known by in every edition; its place where an edition kept no keys."""
        return self.key or self.anchor

    @property
    def recommends(self) -> bool:
        return bool(self.text)

    @property
    def label(self) -> str:
        said = f"Recommendation: {self.text[:80]}" if self.recommends else self.section
        return f"{said} ({self.edition.title})"


def parts_of(card: EditionCard) -> list[Part]:
    """Recommendations first: they are what is looked for."""
    return sorted(_parts(card), key=lambda part: not part.recommends)


def _parts(card: EditionCard) -> Iterator[Part]:
    skeleton = Edition.objects.values_list("skeleton", flat=True).get(pk=card.id)
    blocks = read_blocks(skeleton["blocks"])
    keys = skeleton.get("keys", [])  # the first editions kept none
    places = {place.number: place for place in outline(blocks)}
    section = ""
    for number, block in enumerate(blocks, start=1):
        key = keys[number - 1] if number <= len(keys) else ""
        if number in places:
            section = places[number].text
            yield Part(card, places[number].anchor, key, section)
        elif isinstance(block, Recommendation):
            text = " ".join(plain(block.markdown).split())
            yield Part(card, f"block-{number}", key, section, text, block.who)

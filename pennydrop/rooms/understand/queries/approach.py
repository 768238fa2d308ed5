"""How a study analyses, and so what its pages offer."""

from uuid import UUID

from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.understand.rules.approach import Approach, Tool, approach_of, offered


def approach_in(study: UUID) -> Approach:
    """The study's approach; a codebook study's where there is no such study."""
    card = study_card(study)
    return approach_of(card.approach) if card else Approach.CODEBOOK


def offers(study: UUID, what: Tool | str) -> bool:
    """Whether this study's pages offer a tool: journal, contrary, agreement, saturation,
    suggestions or matrix. What it does not offer has no link, and its address is not there.

    Raises ValueError for anything else, so that a word misspelt never hides a page for good.
    """
    return offered(approach_in(study), Tool(what))

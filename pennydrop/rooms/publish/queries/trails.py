"""Where a quote comes from, for the team: from finding back to consent and signatures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.people.queries import name_of
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.themes import ThemeCard


@dataclass(frozen=True)
class Trail:
    """The chain of one quote. Names of staff, never of participants."""

    quote: UUID
    theme: str
    codes: tuple[str, ...]
    source: str
    consent: str
    signed: tuple[str, ...]
    blocks: tuple[str, ...]


def trails_of(
    study: UUID,
    cards: Iterable[QuoteCard],
    themes: Sequence[ThemeCard],
    released: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Trail]:
    """quote id -> its trail. `released`: the consent lines that an edition was released under."""
    named = {theme.id: theme for theme in themes}
    names: dict[str, str] = {}
    trails = {}
    for card in cards:
        if card.study != study:
            continue
        theme = named.get(card.theme) if card.theme else None
        for by in card.signed_by:
            names.setdefault(by, name_of(by))
        lines = (released or {}).get(str(card.id))
        trails[str(card.id)] = Trail(
            quote=card.id,
            theme=theme.title if theme else "",
            codes=theme.codes if theme else (),
            source=card.source_title,
            consent="; ".join(lines) if lines else card.consent,
            signed=tuple(names[by] for by in card.signed_by),
            blocks=card.blocks,
        )
    return trails

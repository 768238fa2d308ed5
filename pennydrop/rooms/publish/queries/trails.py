"""Where a quote comes from, for the team: from finding back to consent and signatures."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from pennydrop.core.people.queries import name_of
from pennydrop.rooms.understand.public.quotes import QuoteCard, origins_of
from pennydrop.rooms.understand.public.themes import ThemeCard


@dataclass(frozen=True)
class Trail:
    """The chain of one quote. Names of staff, never of participants. `codes`: those on the
    quote's own words; `names_out`: who took the names out of its source, `names_out_on` when."""

    quote: UUID
    theme: str
    codes: tuple[str, ...]
    source: str
    names_out: str
    names_out_on: dt.date | None
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
    ours = [card for card in cards if card.study == study]
    origins = origins_of(study, [card.id for card in ours])
    name = cache(name_of)
    trails = {}
    for card in ours:
        theme = named.get(card.theme) if card.theme else None
        origin = origins.get(card.id)
        lines = (released or {}).get(str(card.id))
        trails[str(card.id)] = Trail(
            quote=card.id,
            theme=theme.title if theme else "",
            codes=origin.codes if origin else (),
            source=card.source_title,
            names_out=name(origin.names_out_by) if origin else "",
            names_out_on=origin.names_out_on if origin else None,
            consent="; ".join(lines) if lines else card.consent,
            signed=tuple(name(by) for by in card.signed_by),
            blocks=card.blocks,
        )
    return trails

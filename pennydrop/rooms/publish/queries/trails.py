"""Where a quote or a number comes from, for the team: from finding back to consent, signatures and
codes. All of it is read at the time of asking."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from pennydrop.core.documents.blocks import Block, QuoteRef, Theme
from pennydrop.core.people.queries import name_of
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.public.quotes import Origin, QuoteCard, origins_of
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
    cards: Iterable[QuoteCard],
    themes: Sequence[ThemeCard],
    released: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Trail]:
    """quote id -> its trail, also of quotes that are lent by another study of the organisation.
    `released`: the consent lines that an edition was released under."""
    named = {theme.id: theme for theme in themes}
    cards = list(cards)
    origins = _origins(cards)
    name = cache(name_of)
    trails = {}
    for card in cards:
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


def _origins(cards: Sequence[QuoteCard]) -> dict[UUID, Origin]:
    by_study: dict[UUID, list[UUID]] = {}
    for card in cards:
        by_study.setdefault(card.study, []).append(card.id)
    found: dict[UUID, Origin] = {}
    for study, quotes in by_study.items():
        found |= origins_of(study, quotes)
    return found


@dataclass(frozen=True)
class NumberTrail:
    """Where the numbers of a theme come from: `codes` are those whose passages are counted now,
    `threshold` is the count under which none leaves. True counts stay in the room below."""

    theme: UUID
    study: UUID
    title: str
    codes: tuple[str, ...]
    threshold: int


@dataclass(frozen=True)
class Trails:
    """What can be opened on a page of findings: by quote id, and by theme id."""

    quotes: Mapping[str, Trail] = field(default_factory=dict)
    numbers: Mapping[str, NumberTrail] = field(default_factory=dict)

    def quote(self, block: Block) -> Trail | None:
        return self.quotes.get(block.quote_id) if isinstance(block, QuoteRef) else None

    def number(self, block: Block) -> NumberTrail | None:
        return self.numbers.get(block.theme_id) if isinstance(block, Theme) else None


def all_trails(
    study: StudyCard,
    cards: Iterable[QuoteCard],
    themes: Sequence[ThemeCard],
    released: Mapping[str, Sequence[str]] | None = None,
) -> Trails:
    """Everything that those who write a study's findings may open."""
    numbers = {
        str(theme.id): NumberTrail(
            theme.id, theme.study, theme.title, theme.codes, study.small_number
        )
        for theme in themes
    }
    return Trails(trails_of(cards, themes, released), numbers)

"""Themes and counts as other rooms may see them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ThemeCard:
    """A theme in the team's own words. `people`: kind of source -> how many participants have a
    coding of one of its codes (true figures: rounding is the publisher's duty)."""

    id: UUID
    study: UUID
    title: str
    central_idea: str
    insight: str
    narrative: str
    codes: tuple[str, ...]
    people: dict[str, int]

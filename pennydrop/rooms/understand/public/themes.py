"""Themes and counts as other rooms may see them."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.queries import themes as reading
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.queries.counts import (
    Elsewhere,
    StudyCounts,
    coded_elsewhere,
    study_counts,
)

__all__ = [
    "Elsewhere",
    "StudyCounts",
    "ThemeCard",
    "coded_elsewhere",
    "copied_from_study",
    "study_counts",
    "themes_of",
]


@dataclass(frozen=True)
class ThemeCard:
    """A theme in the team's own words. `people`: kind of source -> how many participants have a
    coding of one of its codes (true figures: rounding is the publisher's duty). `codes` and
    `code_ids` go together."""

    id: UUID
    study: UUID
    title: str
    central_idea: str
    insight: str
    narrative: str
    codes: tuple[str, ...]
    people: dict[str, int]
    code_ids: tuple[UUID, ...] = ()


def themes_of(study: UUID) -> list[ThemeCard]:
    """The study's themes in the team's order. `narrative` is Markdown; `codes` are names with
    their place in the codebook ("Pain / At night"). A title holds no participant's words."""
    return [
        ThemeCard(
            id=row.id,
            study=row.study,
            title=row.title,
            central_idea=row.central_idea,
            insight=row.insight,
            narrative=row.narrative,
            codes=tuple(code.path for code in row.codes),
            people=row.people,
            code_ids=tuple(code.id for code in row.codes),
        )
        for row in reading.themes(study)
    ]


def copied_from_study(study: UUID, text: str) -> list[tuple[str, str]]:
    """Six or more words in a row of a staff text that stand in one of the study's sources.

    Returns (the words as they stand in `text`, the title of the source). Staff text with any must
    be refused: what people said enters as a quote, which goes when they take their words back.
    """
    return copied(study, text)

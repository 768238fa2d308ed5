"""The codebook as other rooms may see it, and how many people stand behind several of its codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.queries.behind import Behind, people_behind
from pennydrop.rooms.understand.queries.codes import codebook

__all__ = ["Behind", "CodeCard", "codes_of", "people_behind_each"]


@dataclass(frozen=True)
class CodeCard:
    """A code by its place in the codebook ("Pain / At night"), in the team's own words."""

    id: UUID
    path: str
    definition: str


def codes_of(study: UUID) -> list[CodeCard]:
    """The study's codes in reading order, those that are no longer given left out."""
    rows = codebook(study, count=False)
    return [CodeCard(row.id, row.path, row.definition) for row in rows if not row.retired]


def people_behind_each(study: UUID, groups: Mapping[str, Behind]) -> dict[str, dict[str, int]]:
    """For each group of codes and kept questions: kind of source -> how many people have a passage
    under any of them, each once (true figures: rounding is the publisher's duty)."""
    return people_behind(study, groups)

"""Questions that a team keeps, as other rooms may see them: their names, and how many people."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import SavedQuery
from pennydrop.rooms.understand.queries.behind import heard_by
from pennydrop.rooms.understand.queries.people import counted
from pennydrop.rooms.understand.rules.counting import people_by_kind

__all__ = ["QuestionCard", "people_of_questions", "questions_of"]


@dataclass(frozen=True)
class QuestionCard:
    """A kept question. Its name is the team's own words."""

    id: UUID
    name: str


def questions_of(study: UUID) -> list[QuestionCard]:
    """The study's kept questions by name."""
    rows = SavedQuery.objects.filter(study=study).order_by("name")
    return [QuestionCard(*row) for row in rows.values_list("id", "name")]


def people_of_questions(study: UUID, wanted: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """For each of these questions: kind of source -> how many people said something that it finds
    (true figures: rounding is the publisher's duty). One that is gone is not there."""
    rows = list(SavedQuery.objects.filter(study=study, pk__in=list(wanted)))
    people = counted(study) if rows else set()
    return {row.pk: people_by_kind(heard_by(row), people) for row in rows}

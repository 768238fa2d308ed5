"""Which of a study's themes and kept questions count only people whom another of them counts."""

from collections.abc import Collection
from uuid import UUID

from pennydrop.rooms.understand.models import SavedQuery, Theme
from pennydrop.rooms.understand.rules.asking import Coded, Question, from_json
from pennydrop.rooms.understand.rules.nesting import nests

__all__ = ["nested"]


def nested(study: UUID, questions: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Pairs (inner, outer) of ids: all themes of the study, and these of its questions. A theme
    counts like a question for any of its codes."""
    asked: dict[UUID, Question] = {}
    for row in Theme.objects.filter(study=study).prefetch_related("codes"):
        if codes := frozenset(code.pk for code in row.codes.all()):
            asked[row.pk] = Coded(codes)
    for kept in SavedQuery.objects.filter(study=study, pk__in=list(questions)):
        asked[kept.pk] = from_json(kept.asked)
    return nests(asked)

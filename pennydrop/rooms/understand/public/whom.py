"""Whom a study's themes and kept questions count, told from what they ask."""

from collections.abc import Collection
from functools import reduce
from uuid import UUID

from pennydrop.core.numbers.whom import Whom
from pennydrop.rooms.understand.models import SavedQuery
from pennydrop.rooms.understand.rules.asking import Coded, from_json
from pennydrop.rooms.understand.rules.whom import either, whom

__all__ = ["whom_codes_count", "whom_questions_count", "whom_together"]


def whom_codes_count(codes: Collection[UUID]) -> Whom:
    """Whoever has a passage with any of these codes: so a theme counts."""
    return whom(Coded(frozenset(codes)))


def whom_questions_count(study: UUID, questions: Collection[UUID]) -> dict[UUID, Whom]:
    """Of each of these questions that is still kept."""
    kept = SavedQuery.objects.filter(study=study, pk__in=list(questions))
    return {row.pk: whom(from_json(row.asked)) for row in kept}


def whom_together(codes: Collection[UUID], questions: Collection[Whom]) -> Whom | None:
    """Whoever any of these counts; None where there is nothing."""
    parts = [*([whom_codes_count(codes)] if codes else []), *questions]
    return reduce(either, parts) if parts else None

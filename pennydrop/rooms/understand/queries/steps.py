"""Read how far a study is, for the strip that says what to do next."""

from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.understand.models import (
    Code,
    JournalEntry,
    MemberCheck,
    Quote,
    Text,
    Theme,
)
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.evidence import unsought
from pennydrop.rooms.understand.queries.framework import filled
from pennydrop.rooms.understand.queries.positions import Coded
from pennydrop.rooms.understand.rules.approach import Tool
from pennydrop.rooms.understand.rules.quoting import SIGNATURES_NEEDED
from pennydrop.rooms.understand.rules.steps import Facts


def facts_of(study: UUID, *, sources: int, coded: Coded, by: str) -> Facts:
    """`sources`: how many the study has. `by`: whose journal is asked about (everybody keeps their
    own)."""
    codes = Code.objects.filter(study=study)
    made = list(Theme.objects.filter(study=study))
    cells = filled(study) if offers(study, Tool.MATRIX) else (0, 0)
    signed = Quote.objects.filter(study=study).annotate(n=Count("signature"))
    return Facts(
        sources=sources,
        open=Text.objects.filter(study=study, came_from=None).count(),
        uncoded=coded.fresh is not None,
        codes=codes.count(),
        undefined=codes.filter(definition="", code__isnull=True).count(),
        compared=coded.compared,
        journal=JournalEntry.objects.filter(study=study, by=by).count(),
        themes=len(made),
        bare=sum(not theme.insight for theme in made),
        unbounded=sum(not (theme.what_it_is and theme.what_it_is_not) for theme in made),
        unsought=len(unsought(study)),
        cells=cells[1],
        told=cells[0],
        asked=MemberCheck.objects.filter(study=study).count(),
        signed=signed.filter(n__gte=SIGNATURES_NEEDED).count(),
    )

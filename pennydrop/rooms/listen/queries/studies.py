"""Studies as the staff side sees them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.listen.models import (
    FormVersion,
    Participant,
    Segment,
    Sheet,
    Source,
    Study,
)
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.rules.sheet import holes_in, whom_to_ask


@dataclass(frozen=True)
class Counts:
    """How much a study holds. `people` have shared; facilitators are not counted."""

    people: int
    drafts: int
    withdrawn: int
    interviews: int
    focus_groups: int
    surveys: int
    segments: int

    @property
    def sources(self) -> int:
        return self.interviews + self.focus_groups + self.surveys


@dataclass(frozen=True)
class StudyRow:
    """A study with its counts."""

    study: Study
    counts: Counts


def study_rows(organisations: Collection[UUID]) -> list[StudyRow]:
    """Every study of these organisations, newest first."""
    rows = Study.objects.filter(organisation__in=organisations).select_related("organisation")
    return [StudyRow(row, counts_of(row.pk)) for row in rows.order_by("-made_on", "title")]


def study_by_id(study: UUID) -> Study | None:
    return Study.objects.select_related("organisation").filter(pk=study).first()


def counts_of(study: UUID) -> Counts:
    states = dict(
        Participant.objects.filter(study=study, staff=False)
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    kinds = dict(Source.objects.filter(study=study).values_list("kind").annotate(n=Count("pk")))
    return Counts(
        people=states.get("shared", 0),
        drafts=states.get("draft", 0),
        withdrawn=states.get("withdrawn", 0),
        interviews=kinds.get("interview", 0),
        focus_groups=kinds.get("focus_group", 0),
        surveys=kinds.get("survey", 0),
        segments=Segment.objects.filter(source__study=study).count(),
    )


def newest_sheet(study: UUID) -> Sheet | None:
    return Sheet.objects.filter(study=study).order_by("-version").first()


def sheets_of(study: UUID) -> list[Sheet]:
    """Every version of the information sheet, newest first."""
    return list(Sheet.objects.filter(study=study).order_by("-version"))


def sheet_is_behind(study: UUID) -> bool:
    """Whether nobody has saved the information sheet since the newest questions were kept."""
    sheet, form = newest_sheet(study), newest_form(study)
    return sheet is not None and form is not None and sheet.questions < form.version


def holes_in_sheet(study: UUID) -> tuple[str, ...]:
    """What the newest sheet still lacks before people may read it."""
    sheet = newest_sheet(study)
    contact = whom_to_ask(settings_of(sheet.study)) if sheet else ""
    return holes_in(sheet.text, sheet.limits, contact=contact) if sheet else ()


def newest_form(study: UUID) -> FormVersion | None:
    return FormVersion.objects.filter(study=study).order_by("-version").first()

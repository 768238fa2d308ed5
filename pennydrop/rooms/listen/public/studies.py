"""Studies, as other rooms may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.rules.sheet import whom_to_ask


@dataclass(frozen=True)
class StudyCard:
    """A study as other rooms may see it. `asks_whom`: "used", "affected" (people close to
    somebody who uses) or "both"."""

    id: UUID
    organisation: UUID
    slug: str
    title: str
    public_title: str
    substance: str
    approach: str
    state: str
    invented: bool
    small_number: int
    contacts_made: int | None
    asks_whom: str = "both"


_STUDY = Prepared(
    lambda study: Study.objects.filter(pk=study).values_list(
        "id",
        "organisation",
        "slug",
        "title",
        "public_title",
        "substance",
        "approach",
        "state",
        "invented",
        "small_number",
        "contacts_made",
        "asks_whom",
    ),
    UUID,
)


def studies_in(organisations: Collection[UUID]) -> list[StudyCard]:
    rows = Study.objects.filter(organisation__in=organisations).order_by("made_on", "title")
    return [_study(row) for row in rows]


def open_studies() -> list[StudyCard]:
    """Studies that anybody may answer today."""
    return [_study(row) for row in Study.objects.filter(state="open").order_by("made_on", "title")]


def study_card(study: UUID) -> StudyCard | None:
    found = _STUDY(study)
    return StudyCard(*found[0]) if found else None


def contact_of(study: UUID) -> str:
    """Whom anybody can ask about a study, in a line; empty where nobody is entered."""
    return whom_to_ask(settings_of(Study.objects.get(pk=study)))


def _study(row: Study) -> StudyCard:
    return StudyCard(
        id=row.pk,
        organisation=row.organisation_id,
        slug=row.slug,
        title=row.title,
        public_title=row.public_title,
        substance=row.substance,
        approach=row.approach,
        state=row.state,
        invented=row.invented,
        small_number=row.small_number,
        contacts_made=row.contacts_made,
        asks_whom=row.asks_whom,
    )

"""The drafts of a study's findings, as saved last. How they read now: `filled.py`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.documents.blocks import Block, Heading, Recommendation, Theme
from pennydrop.core.documents.models import Document
from pennydrop.core.documents.queries import newest_revision
from pennydrop.rooms.publish.models import Findings
from pennydrop.rooms.publish.rules.templates import REPORT, TEMPLATES

KIND_OF_DOCUMENT = "findings"


@dataclass(frozen=True)
class Draft:
    """A draft as it was saved last. `others`: studies that it draws on
    beside its own; `template`: what it was started from; `keys`: one for
    each block, which it keeps while it is moved or rewritten."""

    document: Document
    study: UUID
    others: tuple[UUID, ...]
    template: str
    number: int
    blocks: tuple[Block, ...]
    keys: tuple[str, ...]
    by: str
    at: dt.datetime

    @property
    def id(self) -> UUID:
        return self.document.id

    @property
    def studies(self) -> tuple[UUID, ...]:
        """Its own study, and the others that it draws on."""
        return (self.study, *self.others)

    @property
    def kind(self) -> str:
        """What it is called by what it was started as."""
        return TEMPLATES[self.template].title

    @property
    def title(self) -> str:
        return self.document.title


def drafts_of(study: UUID) -> list[Draft]:
    """Every document of a study: full reports first, then as they were started. None that was
    deleted."""
    rows = list(Findings.objects.filter(study=study, deleted_at=None).order_by("started_at", "pk"))
    rows.sort(key=lambda row: row.template != REPORT)
    return [draft for draft in map(_read, rows) if draft]


def draft_of(study: UUID) -> Draft | None:
    """The study's own report: what is meant where a study is named and no document."""
    return next(iter(drafts_of(study)), None)


def draft_by_id(document: UUID) -> Draft | None:
    """One document as it was saved last, or None where there is none or it was deleted."""
    row = Findings.objects.filter(pk=document, deleted_at=None).first()
    return _read(row) if row else None


def recommended_in(study: UUID) -> tuple[Recommendation, ...]:
    """What the study's own report recommends, as it was saved last."""
    report = draft_of(study)
    if report is None or report.template != REPORT:
        return ()
    return tuple(block for block in report.blocks if isinstance(block, Recommendation))


def theme_before(blocks: Sequence[Block], place: int) -> str:
    """The id of the theme whose section a place stands in, or nothing."""
    found = ""
    for block in blocks[: max(0, place - 1)]:
        if isinstance(block, Theme):
            found = block.theme_id
        elif isinstance(block, Heading) and block.level == 2:
            found = ""
    return found


def _read(row: Findings) -> Draft | None:
    document = Document.objects.filter(pk=row.pk).first()
    revision = newest_revision(row.pk) if document else None
    if document is None or revision is None:
        return None
    return Draft(
        document=document,
        study=row.study,
        others=tuple(row.others.order_by("pk").values_list("study", flat=True)),
        template=row.template,
        number=revision.number,
        blocks=revision.blocks,
        keys=revision.keys,
        by=revision.by,
        at=revision.at,
    )

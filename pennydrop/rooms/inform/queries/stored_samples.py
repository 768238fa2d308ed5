"""Kept samples as the values that rules count, each with the key of its row."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.rooms.inform.models import CheckedSample
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.samples import Finding, Role, Sample

Kept = tuple[UUID, Sample]


def counted_of(organisation: UUID) -> Iterator[Kept]:
    """All that an organisation keeps, but for what was taken back."""
    rows = CheckedSample.objects.filter(organisation=organisation, taken_back_on=None)
    return ((row.pk, sample_of(row)) for row in whole(rows).iterator(chunk_size=1000))


def found_by(
    organisation: UUID, service: str, refs: Iterable[str]
) -> dict[str, CheckedSample]:  # fmt: skip
    """The kept rows of a service by its own numbers; those that are not here are left out."""
    rows = CheckedSample.objects.filter(organisation=organisation, service=service)
    return {row.source_ref: row for row in whole(rows.filter(source_ref__in=list(refs)))}


def whole(rows: QuerySet[CheckedSample]) -> QuerySet[CheckedSample]:
    return rows.prefetch_related("found")


def sample_of(row: CheckedSample) -> Sample:
    return Sample(
        source_ref=row.source_ref,
        expected=tuple(row.expected),
        findings=tuple(Finding(f.substance, Role(f.role), f.amount) for f in row.found.all()),
        nothing=row.nothing,
        shape=row.shape,
        colour=row.colour,
        received=row.received,
        reported=row.reported,
        published=row.published,
        place=Place(row.place),
        method=row.method,
        limits=row.limits,
    )

"""Keep what a checking service listed, and put figures out that are made from it."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import CheckedSample, FoundSubstance, SampleLine
from pennydrop.rooms.inform.queries.samples import samples_of, services_of
from pennydrop.rooms.inform.rules.samples import Sample, counted, public_line


@transaction.atomic
def keep_samples(
    *, organisation: UUID, service: str, samples: Sequence[Sample], by: str, at: dt.datetime
) -> int:
    """Keep the samples that are not here yet, and return how many: the same list twice adds
    nothing, also where it comes in twice at once. What is here stays as it was."""
    _one_at_a_time(organisation)
    kept = CheckedSample.objects.filter(organisation=organisation, service=service)
    known = set(kept.values_list("source_ref", flat=True))
    new = {_row(organisation, service, one): one for one in samples if one.source_ref not in known}
    CheckedSample.objects.bulk_create(new, batch_size=500)
    found = [
        FoundSubstance(sample=row, substance=one.substance, role=one.role, amount=one.amount)
        for row, sample in new.items()
        for one in sample.findings
    ]
    FoundSubstance.objects.bulk_create(found, batch_size=500)
    record(what="inform.samples.keep", on=str(organisation), by=by, at=at)
    return len(new)


@transaction.atomic
def put_figures_out(
    *, organisation: UUID, substance: str, by_place: bool, by: str, at: dt.datetime
) -> int:
    """Put out what can be told of each quarter that is over and not out yet, by place or for the
    whole UK together; returns how many lines. A quarter is put out once and one way: two figures
    of the same samples, or of nearly the same, would tell of those that lie between them."""
    _one_at_a_time(organisation)
    here = SampleLine.objects.filter(organisation=organisation, substance=substance)
    done = set(here.values_list("year", "quarter"))
    lines = counted(samples_of(organisation), substance, by_place=by_place, today=at.date())
    same = {
        "organisation": organisation, "substance": substance, "put_out_on": at.date(),
        "services": services_of(organisation), "put_out_by": by,
    }  # fmt: skip
    new = [
        SampleLine(
            year=quarter.year, quarter=quarter.number, place=place,
            cells=[one.shown for one in told], words=[one.said for one in told], **same,
        )
        for (quarter, place), counts in lines.items()
        if (quarter.year, quarter.number) not in done and (told := public_line(counts))
    ]  # fmt: skip
    SampleLine.objects.bulk_create(new)
    record(what="inform.samples.out", on=str(organisation), by=by, at=at)
    return len(new)


def _one_at_a_time(organisation: UUID) -> None:
    """Nobody else keeps samples or puts figures out before this is done."""
    Organisation.objects.select_for_update().filter(pk=organisation).first()


def _row(organisation: UUID, service: str, sample: Sample) -> CheckedSample:
    return CheckedSample(
        organisation=organisation,
        service=service,
        source_ref=sample.source_ref,
        expected=list(sample.expected),
        nothing=sample.nothing,
        shape=sample.shape,
        colour=sample.colour,
        received=sample.received,
        reported=sample.reported,
        published=sample.published,
        place=sample.place,
        method=sample.method,
        limits=sample.limits,
    )

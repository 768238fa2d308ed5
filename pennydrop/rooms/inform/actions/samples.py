"""Keep what a checking service listed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import CheckedSample, FoundSubstance
from pennydrop.rooms.inform.rules.samples import Sample


@transaction.atomic
def keep_samples(
    *, organisation: UUID, service: str, samples: Sequence[Sample], by: str, at: dt.datetime
) -> int:
    """Keep the samples that are not here yet, and return how many: the same list twice adds
    nothing, also where it comes in twice at once. What is here stays as it was."""
    one_at_a_time(organisation)
    kept = CheckedSample.objects.filter(organisation=organisation, service=service)
    known = set(kept.values_list("source_ref", flat=True))
    new = {
        CheckedSample(organisation=organisation, service=service, **fields_of(one)): one
        for one in samples
        if one.source_ref not in known
    }
    CheckedSample.objects.bulk_create(new, batch_size=500)
    keep_findings(new)
    record(what="inform.samples.keep", on=str(organisation), by=by, at=at)
    return len(new)


def one_at_a_time(organisation: UUID) -> None:
    """Nobody else keeps or changes samples, or puts figures out, before this is done."""
    Organisation.objects.select_for_update().filter(pk=organisation).first()


def keep_findings(of: Mapping[CheckedSample, Sample]) -> None:
    """What was found in samples whose rows are kept already."""
    found = [
        FoundSubstance(sample=row, substance=one.substance, role=one.role, amount=one.amount)
        for row, sample in of.items()
        for one in sample.findings
    ]
    FoundSubstance.objects.bulk_create(found, batch_size=500)


def fields_of(sample: Sample) -> dict[str, Any]:
    """The sample as the fields of its row, without what was found in it."""
    same = (
        "source_ref", "nothing", "shape", "colour", "received", "reported", "published", "place",
        "method", "limits",
    )  # fmt: skip
    return {name: getattr(sample, name) for name in same} | {"expected": list(sample.expected)}

"""What waits to be told of quarters that are out, and the corrections that everybody may read."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.inform.models import SampleChange, SampleCorrection, SampleLine, ToldSample
from pennydrop.rooms.inform.queries.stored_samples import Kept, counted_of, sample_of
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.sample_changes import Told
from pennydrop.rooms.inform.rules.samples import Quarter, Sample, named, outcome, quarter_of

MOST_CHANGES = 50


@dataclass(frozen=True)
class ChangedSample:
    """A sample that a public line counts and that was changed since; `sample` None: taken back.
    `key` is that of the note that it was told."""

    key: UUID
    told: Told
    sample: Sample | None


@dataclass(frozen=True)
class Waiting:
    """A quarter that is out with what came after it; `asked`: somebody asked for a correction."""

    quarter: Quarter
    late: int
    corrected: int
    asked: SampleCorrection | None


def quarters_out(organisation: UUID, substance: str) -> set[Quarter]:
    rows = SampleLine.objects.filter(organisation=organisation, substance=substance)
    return {Quarter(*one) for one in rows.values_list("year", "quarter")}


def late_of(organisation: UUID, substance: str, quarter: Quarter | None = None) -> list[Kept]:
    """Samples of quarters that are out (or of one) that no public line counts."""
    out = {quarter} if quarter else quarters_out(organisation, substance)
    told = ToldSample.objects.filter(sample__organisation=organisation, substance=substance)
    counted = set(told.values_list("sample", flat=True))
    return [
        (key, one)
        for key, one in counted_of(organisation)
        if key not in counted and _of(one, substance) in out
    ]


def changed_of(
    organisation: UUID, substance: str, quarter: Quarter | None = None
) -> list[ChangedSample]:
    """Samples that a public line counts, changed since, and not told of yet."""
    rows = ToldSample.objects.filter(
        sample__organisation=organisation, substance=substance, changed_on__isnull=False
    )
    if quarter:
        rows = rows.filter(year=quarter.year, quarter=quarter.number)
    rows = rows.select_related("sample").prefetch_related("sample__found")
    return [
        ChangedSample(
            row.pk,
            Told(Quarter(row.year, row.quarter), Place(row.place)),
            None if row.sample.taken_back_on else sample_of(row.sample),
        )
        for row in rows
    ]


def waiting(organisation: UUID, substance: str) -> list[Waiting]:
    """Every quarter that is out and has something to tell, newest first."""
    late = [_of(one, substance) for _, one in late_of(organisation, substance)]
    changed = [one.told.quarter for one in changed_of(organisation, substance)]
    asked = {
        Quarter(one.year, one.quarter): one
        for one in SampleCorrection.objects.filter(
            organisation=organisation, substance=substance, put_out_on=None
        )
    }
    quarters = sorted({*filter(None, late), *changed, *asked}, reverse=True)
    return [Waiting(one, late.count(one), changed.count(one), asked.get(one)) for one in quarters]


def changes_of(organisation: UUID) -> list[SampleChange]:
    """The last results that were corrected or taken back, newest first."""
    rows = SampleChange.objects.filter(sample__organisation=organisation)
    return list(rows.select_related("sample").order_by("-at", "sample__source_ref")[:MOST_CHANGES])


def _of(sample: Sample, substance: str) -> Quarter | None:
    """The quarter in which it counts for a substance."""
    if sample.day is None or outcome(sample) is None:
        return None
    here = named(substance) in map(named, sample.expected)
    return quarter_of(sample.day) if here else None

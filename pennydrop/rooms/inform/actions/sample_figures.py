"""Put figures of tested samples out, and, once they are out, corrections that stand beside them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.actions.samples import one_at_a_time
from pennydrop.rooms.inform.models import SampleCorrection, SampleLine, ToldSample
from pennydrop.rooms.inform.queries.sample_changes import changed_of, late_of, quarters_out
from pennydrop.rooms.inform.queries.samples import services_of
from pennydrop.rooms.inform.queries.stored_samples import Kept, counted_of
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.sample_changes import BadChange, Kind, corrected_lines
from pennydrop.rooms.inform.rules.samples import (
    Quarter,
    counted,
    public_line,
)

Counts = Mapping[tuple[Quarter, Place], Sequence[int]]


@transaction.atomic
def put_figures_out(
    *, organisation: UUID, substance: str, by_place: bool, by: str, at: dt.datetime
) -> int:
    """Put out what can be told of each quarter that is over and not out yet, by place or for the
    whole UK together; returns how many lines. A quarter is put out once and one way: two figures
    of the same samples, or of nearly the same, would tell of those that lie between them."""
    one_at_a_time(organisation)
    done = quarters_out(organisation, substance)
    kept = list(counted_of(organisation))
    lines = counted((one for _, one in kept), substance, by_place=by_place, today=at.date())
    fresh = {key: counts for key, counts in lines.items() if key[0] not in done}
    new = _put_out(organisation, substance, Kind.FIRST, fresh, None, by, at)
    out = {(row.year, row.quarter) for row in new}
    _note(kept, {Quarter(*one) for one in out}, substance, by_place=by_place, at=at)
    record(what="inform.samples.out", on=str(organisation), by=by, at=at)
    return len(new)


@transaction.atomic
def ask_for_correction(
    *, organisation: UUID, substance: str, quarter: Quarter, by_place: bool, by: str,
    at: dt.datetime,
) -> SampleCorrection:  # fmt: skip
    """Ask that a quarter that is out be corrected; a second person puts it out. Raises
    BadChange where it is not out, nothing waits, or somebody asked before."""
    one_at_a_time(organisation)
    if quarter not in quarters_out(organisation, substance):
        raise BadChange("The figures of that quarter are not out.")
    same = {
        "organisation": organisation, "substance": substance, "year": quarter.year,
        "quarter": quarter.number,
    }  # fmt: skip
    if SampleCorrection.objects.filter(put_out_on=None, **same).exists():
        raise BadChange("Somebody has asked for it already. Another person puts it out.")
    if not (
        late_of(organisation, substance, quarter) or changed_of(organisation, substance, quarter)
    ):
        raise BadChange("Nothing has come in late or changed in that quarter.")
    made = SampleCorrection.objects.create(
        by_place=by_place, asked_by=by, asked_on=at.date(), **same
    )
    record(what="inform.samples.ask", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def put_correction_out(*, correction: SampleCorrection, by: str, at: dt.datetime) -> int:
    """Tell of what came late and of what was corrected, each in lines of their own, and return how
    many lines. What was corrected is said even where no line can be told; late results then wait.
    Raises BadChange for whoever asked, and where nothing can be said."""
    one_at_a_time(correction.organisation)
    row = SampleCorrection.objects.select_for_update().get(pk=correction.pk)
    _check_open(row, by)
    quarter = Quarter(row.year, row.quarter)
    late = late_of(row.organisation, row.substance, quarter)
    changed = changed_of(row.organisation, row.substance, quarter)
    late_lines = _late(row, late, by, at)
    if not late_lines and not changed:
        raise BadChange("The late results are too few to be told. They wait for more.")
    told = corrected_lines(
        ((one.told, one.sample) for one in changed), row.substance, by_place=row.by_place
    )
    lines = _put_out(row.organisation, row.substance, Kind.CORRECTED, told, row, by, at)
    ToldSample.objects.filter(pk__in=[one.key for one in changed]).update(changed_on=None)
    row.put_out_by, row.put_out_on = by, at.date()
    row.save()
    record(what="inform.samples.correct", on=str(row.pk), by=by, at=at)
    return late_lines + len(lines)


@transaction.atomic
def drop_correction(*, correction: SampleCorrection, by: str, at: dt.datetime) -> None:
    """Ask for it no longer. Raises BadChange where it is out."""
    row = SampleCorrection.objects.select_for_update().get(pk=correction.pk)
    if row.put_out_on is not None:
        raise BadChange("It is out already.")
    key = str(row.pk)
    row.delete()
    record(what="inform.samples.drop", on=key, by=by, at=at)


def _check_open(row: SampleCorrection, by: str) -> None:
    if row.put_out_on is not None:
        raise BadChange("It is out already.")
    if row.asked_by == by:
        raise BadChange("You asked for it. Somebody else has to put it out.")


def _late(row: SampleCorrection, late: Sequence[Kept], by: str, at: dt.datetime) -> int:
    samples = (one for _, one in late)
    lines = counted(samples, row.substance, by_place=row.by_place, today=at.date())
    out = _put_out(row.organisation, row.substance, Kind.LATE, lines, row, by, at)
    if out:
        quarters = {Quarter(row.year, row.quarter)}
        _note(late, quarters, row.substance, by_place=row.by_place, at=at)
    return len(out)


def _put_out(
    organisation: UUID, substance: str, kind: Kind, lines: Counts,
    correction: SampleCorrection | None, by: str, at: dt.datetime,
) -> list[SampleLine]:  # fmt: skip
    same: dict[str, Any] = {
        "organisation": organisation, "substance": substance, "put_out_on": at.date(),
        "services": services_of(organisation), "put_out_by": by, "kind": kind,
        "correction": correction,
    }  # fmt: skip
    new = [
        SampleLine(
            year=quarter.year, quarter=quarter.number, place=place,
            cells=[one.shown for one in told], words=[one.said for one in told], **same,
        )
        for (quarter, place), counts in lines.items()
        if (told := public_line(counts))
    ]  # fmt: skip
    return SampleLine.objects.bulk_create(new)


def _note(
    kept: Iterable[Kept], quarters: set[Quarter], substance: str, *, by_place: bool, at: dt.datetime
) -> None:
    """Which samples the lines of these quarters count, also those of which nothing can be told."""
    rows = []
    for key, sample in kept:
        lines = counted([sample], substance, by_place=by_place, today=at.date())
        rows += [
            ToldSample(
                sample_id=key, substance=substance, year=quarter.year, quarter=quarter.number,
                place=place,
            )
            for quarter, place in lines
            if quarter in quarters
        ]  # fmt: skip
    ToldSample.objects.bulk_create(rows, batch_size=500)

"""Correct a result that is kept, or take it back. What is out does not change by it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.actions.samples import (
    fields_of,
    keep_findings,
    one_at_a_time,
)
from pennydrop.rooms.inform.models import CheckedSample, SampleChange, ToldSample
from pennydrop.rooms.inform.queries.stored_samples import found_by, sample_of
from pennydrop.rooms.inform.rules.sample_changes import BadChange, Why, counts_alike
from pennydrop.rooms.inform.rules.samples import Sample

MOST_AT_ONCE = 1000


class NotHere(BadChange):
    """Numbers that the service never sent. Nothing is changed then."""

    def __init__(self, refs: Sequence[str]) -> None:
        self.refs = refs
        more = f" and {len(refs) - 5} more" if len(refs) > 5 else ""
        super().__init__(f"These are not here: {', '.join(refs[:5])}{more}. Nothing was changed.")


@dataclass(frozen=True)
class Changed:
    """How many were corrected, taken back, and were so already."""

    corrected: int
    taken_back: int
    same: int


@transaction.atomic
def change_samples(
    *, organisation: UUID, service: str, corrected: Sequence[Sample],
    taken_back: Collection[str], why: Why, by: str, at: dt.datetime,
) -> Changed:  # fmt: skip
    """Put samples in the place of those that the service sent under the same numbers, and take
    others back: all of it or nothing. One that was taken back counts again once it is corrected.
    Raises BadChange, NotHere for numbers that were never sent."""
    one_at_a_time(organisation)
    back = set(taken_back)
    refs = {one.source_ref for one in corrected} | back
    if len(refs) > MOST_AT_ONCE:
        raise BadChange(f"At most {MOST_AT_ONCE} results can be changed at once.")
    if back & {one.source_ref for one in corrected}:
        raise BadChange("A result cannot be corrected and taken back at once.")
    rows = found_by(organisation, service, refs)
    if missing := sorted(refs - set(rows)):
        raise NotHere(missing)
    done = [_correct(rows[one.source_ref], one, why, by, at) for one in corrected]
    gone = [_take_back(rows[ref], why, by, at) for ref in sorted(back)]
    if any(done) or any(gone):
        record(what="inform.samples.change", on=str(organisation), by=by, at=at)
    return Changed(sum(done), sum(gone), len(refs) - sum(done) - sum(gone))


def _correct(row: CheckedSample, new: Sample, why: Why, by: str, at: dt.datetime) -> bool:
    before = sample_of(row)
    if new == before and row.taken_back_on is None:
        return False
    _note(row, why, by, at, taken_back=False)
    if row.taken_back_on is not None or not counts_alike(before, new):
        _mark(row, at)
    for name, value in fields_of(new).items():
        setattr(row, name, value)
    row.taken_back_on = None
    row.save()
    row.found.all().delete()
    keep_findings({row: new})
    return True


def _take_back(row: CheckedSample, why: Why, by: str, at: dt.datetime) -> bool:
    if row.taken_back_on is not None:
        return False
    _note(row, why, by, at, taken_back=True)
    _mark(row, at)
    row.taken_back_on = at.date()
    row.save()
    return True


def _note(row: CheckedSample, why: Why, by: str, at: dt.datetime, *, taken_back: bool) -> None:
    before = asdict(sample_of(row)) | {"taken_back_on": row.taken_back_on}
    SampleChange.objects.create(
        sample=row, taken_back=taken_back, why=why, before=_plain(before), by=by, at=at
    )


def _mark(row: CheckedSample, at: dt.datetime) -> None:
    """Where a figure that is out counts it, that figure has something to correct."""
    ToldSample.objects.filter(sample=row).update(changed_on=at.date())


def _plain(value: Any) -> Any:
    """The same as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value

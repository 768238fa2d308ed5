"""Invented samples of three quarters, so that somebody sees how figures made from them look."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from pennydrop.rooms.inform.actions.sample_changes import change_samples
from pennydrop.rooms.inform.actions.sample_figures import (
    ask_for_correction,
    put_correction_out,
    put_figures_out,
)
from pennydrop.rooms.inform.actions.samples import keep_samples
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.sample_changes import Why
from pennydrop.rooms.inform.rules.samples import Finding, Role, Sample, quarter_of

SERVICE = "Invented checking service"
# How many held ketamine alone, none of it, and something else beside it.
_COUNTS = {
    Place.EAST: (41, 7, 9),
    Place.WALES: (58, 6, 12),
    Place.NORTH_WEST: (36, 11, 8),
    Place.SCOTLAND: (9, 1, 0),
}
_FOUND = (("ketamine",), ("diazepam",), ("ketamine", "cocaine"))


def show_samples(organisation: UUID, by: str, second: str, at: Any) -> None:
    """Keep them, put their figures out, and correct one quarter beside what is out."""
    listed = [one for back in range(1, 4) for one in _quarter(at.date(), back)]
    keep_samples(organisation=organisation, service=SERVICE, samples=listed, by=by, at=at)
    put_figures_out(organisation=organisation, substance="ketamine", by_place=True, by=by, at=at)
    _correct(organisation, listed, by, second, at)


def _correct(organisation: UUID, listed: list[Sample], by: str, second: str, at: Any) -> None:
    """Of the oldest quarter, some results of Wales were wrong, and some came in late."""
    wales = [one for one in listed if one.source_ref.startswith("X3-1-1k")][:14]
    other = (Finding("ketamine", Role.MAIN), Finding("cocaine", Role.LESSER))
    every = [one for one in listed if one.source_ref.startswith("X3-1-")]
    late = [replace(one, source_ref=f"{one.source_ref}-late") for one in every[::2]]
    keep_samples(organisation=organisation, service=SERVICE, samples=late, by=by, at=at)
    change_samples(
        organisation=organisation, service=SERVICE, why=Why.TESTED_AGAIN, by=by, at=at,
        corrected=[replace(one, findings=other) for one in wales[6:]],
        taken_back=[one.source_ref for one in wales[:6]],
    )  # fmt: skip
    asked = ask_for_correction(
        organisation=organisation, substance="ketamine", quarter=quarter_of(wales[0].day or at),
        by_place=True, by=by, at=at,
    )  # fmt: skip
    put_correction_out(correction=asked, by=second, at=at)


def _quarter(today: dt.date, back: int) -> Iterator[Sample]:
    month = today.year * 12 + (today.month - 1) // 3 * 3 - 3 * back
    day = dt.date(month // 12, month % 12 + 1, 15)
    for number, (place, counts) in enumerate(_COUNTS.items()):
        for found, count in zip(_FOUND, counts, strict=True):
            for one in range(count + back):
                yield Sample(
                    source_ref=f"X{back}-{number}-{len(found)}{found[0][0]}-{one}",
                    expected=("ketamine",),
                    findings=tuple(Finding(name, Role.MAIN) for name in found),
                    received=day,
                    place=place,
                )

"""Invented samples of three quarters, so that somebody sees how figures made from them look."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from pennydrop.rooms.inform.actions.samples import keep_samples, put_figures_out
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.samples import Finding, Role, Sample

SERVICE = "Invented checking service"
# How many held ketamine alone, none of it, and something else beside it.
_COUNTS = {
    Place.EAST: (41, 7, 9),
    Place.WALES: (58, 6, 12),
    Place.NORTH_WEST: (36, 11, 8),
    Place.SCOTLAND: (9, 1, 0),
}
_FOUND = (("ketamine",), ("diazepam",), ("ketamine", "cocaine"))


def show_samples(organisation: UUID, by: str, at: Any) -> None:
    """Keep them and put their figures out."""
    listed = [one for back in range(1, 4) for one in _quarter(at.date(), back)]
    keep_samples(organisation=organisation, service=SERVICE, samples=listed, by=by, at=at)
    put_figures_out(organisation=organisation, substance="ketamine", by_place=True, by=by, at=at)


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

"""What an editor has to look after: claims by what they need, most pressing first."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from pennydrop.rooms.inform.queries.claims import ClaimRow, claim_rows
from pennydrop.rooms.inform.rules.claims import Gap, Standing, due_soon, standing


class Need(Enum):
    """Why a claim is listed, as a heading; in the order in which it presses."""

    ALARM = "Shown to everybody, and not in order"
    OVERDUE = "Its review is overdue, and it is hidden"
    SOON = "Review is due within 30 days"
    UNSIGNED = "Waits for a sign-off, and is hidden"
    BROKEN = "Needs a source or a note, and is hidden"


@dataclass(frozen=True)
class Waiting:
    """A claim with how it stands today."""

    row: ClaimRow
    standing: Standing


@dataclass(frozen=True)
class Dashboard:
    """Claims by what they need, and how many are shown of how many there are."""

    groups: tuple[tuple[Need, tuple[Waiting, ...]], ...]
    shown: int
    total: int


def dashboard(organisation: UUID, *, today: dt.date) -> Dashboard:
    """Every claim of an organisation that needs somebody; each stands in one group."""
    found: dict[Need, list[Waiting]] = {need: [] for need in Need}
    rows = claim_rows(organisation)
    shown = 0
    for row in rows:
        how = standing(row.text, today=today)
        shown += how.public
        need = _need(row, how, today)
        if need is not None:
            found[need].append(Waiting(row, how))
    groups = tuple((need, tuple(waiting)) for need, waiting in found.items() if waiting)
    return Dashboard(groups, shown, len(rows))


def alarms(organisation: UUID, *, today: dt.date) -> int:
    """How many emergency steps and helplines are on show without being in order."""
    return sum(standing(row.text, today=today).alarm for row in claim_rows(organisation))


def _need(row: ClaimRow, how: Standing, today: dt.date) -> Need | None:
    if how.alarm:
        return Need.ALARM
    if Gap.SOURCE in how.gaps or Gap.CONFLICT in how.gaps:
        return Need.BROKEN
    if Gap.OVERDUE in how.gaps:
        return Need.OVERDUE
    if how.gaps:
        return Need.UNSIGNED
    return Need.SOON if due_soon(row.text, today=today) else None
